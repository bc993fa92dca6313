import { readStack } from '../../src/review/read/stack';
import { blocksOf } from '../../src/review/read/stack-blocks';
import { statePlace } from '../../src/review/recognition/state-place';
import { unreviewedBlocks } from '../../src/review/recognition/unreviewed';
import type { Json } from './alterations';

/** What of a stack is listed, each as `address: why [level]`. */
const listed = (json: Json) =>
  unreviewedBlocks(blocksOf(json)).map(
    ({ address, why, failsFrom }) => `${address}: ${why} [${failsFrom}]`,
  );

const exec = { 'local-exec': { command: 'x' } };
const STEP = 'null_resource.articles_submit';

describe('what could run a program, or hide one, is listed', () => {
  test.each<[string, Json, string]>([
    [
      'every kind of provisioner, once',
      {
        resource: { a: { b: { provisioner: [exec, { file: {} }, exec] } } },
      },
      'a.b: runs file, local-exec [any-change]',
    ],
    [
      'what names the runner',
      {
        resource: {
          a: { b: { provisioner: { 'local-exec': { command: 'CLUSTER-restore-runner.cjs' } } } },
        },
      },
      'a.b: runs local-exec, and names the runner of restores [destructive]',
    ],
    [
      'what sets a variable of the runner',
      {
        data: { external: { b: { query: { CLUSTER_RESTORE_SPEC: '' } } } },
      },
      'data.external.b: runs a program, and names the runner of restores [destructive]',
    ],
    [
      'what names a vendor',
      {
        data: { http: { b: { url: 'https://API.cloud.zilliz.com' } } },
      },
      'data.http.b: calls a server, and names Zilliz Cloud [destructive]',
    ],
    [
      'what names the other vendor',
      {
        module: { m: { source: './cockroach' } },
      },
      'module.m: a module, whose content is not here, and names CockroachDB Cloud [destructive]',
    ],
    ...['external', 'shell_script'].map((type): [string, Json, string] => [
      type,
      { data: { [type]: { a: {} } } },
      `data.${type}.a: runs a program [any-change]`,
    ]),
    ...['archive_file', 'template_dir'].map((type): [string, Json, string] => [
      type,
      { resource: { [type]: { a: {} } } },
      `${type}.a: writes files where Terraform runs [any-change]`,
    ]),
    ...['http', 'restapi_object', 'terracurl_request'].map((type): [string, Json, string] => [
      type,
      { ephemeral: { [type]: { a: {} } } },
      `ephemeral.${type}.a: calls a server [any-change]`,
    ]),
    [
      'the second source of data of a check',
      { check: { c: { data: [{ terraform_remote_state: { a: {} } }, { external: { b: {} } }] } } },
      'check.c: runs a program [any-change]',
    ],
    [
      'a provider with a program in one of several blocks',
      { provider: { aws: [{ region: 'a', assume_role: [{}, { credential_process: 'x' }] }] } },
      'provider.aws: a provider that runs a program, or reads a file that may name one [any-change]',
    ],
    ...['shared_config_files', 'shared_credentials_files', 'shared_credentials_file'].map(
      (key): [string, Json, string] => [
        key,
        { provider: { aws: { [key]: 'x' } } },
        'provider.aws: a provider that runs a program, or reads a file that may name one [any-change]',
      ],
    ),
    ...['config_path', 'config_paths'].map((key): [string, Json, string] => [
      key,
      { provider: { helm: { kubernetes: { [key]: 'x' } } } },
      'provider.helm: a provider that runs a program, or reads a file that may name one [any-change]',
    ]),
    [
      'a step that is moved to a module',
      { moved: { from: 'aws_instance.a', to: 'module.m.aws_instance.a' } },
      'moved: changes which resource of the state a step is (moved) [any-change]',
    ],
    [
      'a step that is imported',
      { import: { id: '1', to: STEP } },
      'import: changes which resource of the state a step is (import) [any-change]',
    ],
    [
      'a place that is not a text, beside one that is',
      { moved: { from: 'aws_instance.a', to: { x: STEP } } },
      'moved: changes which resource of the state a step is (moved) [any-change]',
    ],
    [
      'what runs when it is removed from the state',
      { removed: { from: 'aws_instance.a', provisioner: [exec, { file: {} }, exec] } },
      'removed: runs file, local-exec [any-change]',
    ],
    [
      'a null provider of another publisher',
      { terraform: { required_providers: { null: { source: 'evil/hashicorp/null' } } } },
      'terraform.required_providers.null: another program instead of the null provider [any-change]',
    ],
    [
      'a null provider whose source is not a text',
      { terraform: { required_providers: { null: { source: ['null'] } } } },
      'terraform.required_providers.null: another program instead of the null provider [any-change]',
    ],
    [
      'a provider from another registry',
      { terraform: { required_providers: [{ a: { source: 'evil.example/hashicorp/aws' } }] } },
      'terraform.required_providers.a: a provider of another publisher: a program that gets the environment of Terraform [any-change]',
    ],
    [
      'a setting that this release does not know',
      { terraform: { provider_meta: {} } },
      'terraform.provider_meta: a setting "provider_meta" of Terraform, which this release does not know [any-change]',
    ],
    [
      'a block that this release does not know',
      { list: { a: {} } },
      'list: a block "list", which this release does not know [any-change]',
    ],
  ])('%s', (_title, json, expected) => {
    expect(listed(json)).toEqual([expected]);
  });
});

test.each<[string, Json]>([
  ['values', { variable: { a: {} }, locals: { a: 1 }, output: { a: { value: 1 } } }],
  ['a resource that runs nothing', { resource: { aws_instance: { a: {} }, localhost: { a: {} } } }],
  ['a type with the name of what every object has', { resource: { constructor: { a: {} } } }],
  ['a provider with plain settings', { provider: { aws: [{ region: 'x', tags: ['a'] }] } }],
  ['a check without data', { check: { a: { assert: [{ condition: true }] } } }],
  ['a check of data that runs nothing', { check: { a: { data: { aws_ami: { a: {} } } } } }],
  ['what moves no step', { moved: { from: 'aws_instance.a', to: 'aws_instance.b' } }],
  ['what removes no step', { removed: { from: 'aws_instance.a' } }],
  ['what two names have together', { moved: { from: 'aws_instance.null', to: '_resource.a' } }],
  [
    'the settings and providers of Terraform itself',
    {
      terraform: {
        ...{ required_version: '1', backend: {}, cloud: {}, '//': {} },
        required_providers: {
          null: { source: 'registry.terraform.io/hashicorp/null' },
          aws: { source: 'hashicorp/aws' },
          google: { source: 'registry.opentofu.org/hashicorp/google' },
          random: { version: '1' },
          tls: '1',
        },
      },
    },
  ],
  [
    'a null provider by its name alone',
    { terraform: { required_providers: { null: { source: 'null' } } } },
  ],
  ['a null provider without a source', { terraform: { required_providers: { null: '3' } } }],
])('%s are not listed', (_title, json) => {
  expect(listed(json)).toEqual([]);
});

test('what a part holds decides over its digest, and nothing else does', () => {
  const digests = (json: Json) => unreviewedBlocks(blocksOf(json)).map(({ digest }) => digest);
  const [one, same, other] = digests([
    ...['a', 'a', 'b'].map((source) => ({ module: { m: { source } } })),
  ]);
  expect(one).toMatch(/^[0-9a-f]{32}$/);
  expect(same).toBe(one);
  expect(other).not.toBe(one);
  const settings = (held: Json) => digests({ terraform: { encryption: held } });
  expect(settings({ a: 1 })).not.toEqual(settings({ a: 2 }));
  const provider = (version: string) =>
    digests({ terraform: { required_providers: { a: { source: 'evil/a', version } } } });
  expect(provider('1')).not.toEqual(provider('2'));
});

describe('the place of a state', () => {
  const place = (json: Json) =>
    statePlace(readStack({ name: 's', file: 's/cdk.tf.json', text: '', parse: () => json }));
  const local = (path: Json, more = {}) => ({ backend: { local: { path, ...more } } });
  const s3 = (key: string) => ({ backend: { s3: { key } } });

  test.each<[string, Json, Json]>([
    ['of another backend', s3('a'), { backend: { gcs: { key: 'a' } } }],
    ['of another key', s3('a'), s3('b')],
    ['of another organization', { cloud: { organization: 'a' } }, { cloud: { organization: 'b' } }],
    ['in the cloud', { cloud: { key: 'a' } }, { backend: { key: 'a' } }],
    ['in the cloud, without settings', {}, { cloud: {} }],
    ['in another file', local('a.tfstate'), local('b.tfstate')],
    [
      'with another folder of workspaces',
      local('a', { workspace_dir: 'a' }),
      local('a', { workspace_dir: 'b' }),
    ],
    ['without a path', local(undefined), local('a')],
    ['whose path is not a text', local(1), local(2)],
    ['that nothing names', {}, local('a')],
  ])('%s is another one', (_title, one, other) => {
    expect(place({ terraform: one })).not.toBe(place({ terraform: other }));
  });

  test.each<[string, Json, Json]>([
    ['the folder of the machine', local('/a/x.tfstate'), local('/b/c/x.tfstate')],
    ['a folder of Windows', local('C:\\a\\x.tfstate'), local('/b/x.tfstate')],
    ['lists', [{ backend: [{ local: [{ path: 'a' }] }] }], local('a')],
    ['other values in their place', { backend: ['x', { s3: {} }] }, { backend: { s3: {} } }],
    ['other values in the settings', { backend: { local: ['x', { path: 'a' }] } }, local('a')],
  ])('%s make no other one', (_title, one, other) => {
    expect(place({ terraform: one })).toBe(place({ terraform: other }));
  });

  test('a local that is called like it is not one', () => {
    expect(place({ locals: s3('a') })).toBe(place({}));
  });
});
