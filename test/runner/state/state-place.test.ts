import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { statePlace } from '../../../src/runner/state/state-place';
import { JOURNALS_VARIABLE } from '../../../src/spec/names';
import { newFolder } from '../../support/terraform';

/** What `terraform init` leaves, in a data folder of its own. */
function initialised(type: string, config: object): NodeJS.ProcessEnv {
  const data = join(newFolder('data'), '.terraform');
  mkdirSync(data);
  writeFileSync(join(data, 'terraform.tfstate'), JSON.stringify({ backend: { type, config } }));
  return { TF_DATA_DIR: data };
}

const S3 = { bucket: 'states', key: 'clone', region: 'us-west-2', access_key: null };
const place = (type: string, config: object, more: NodeJS.ProcessEnv = {}, folder = '/a') =>
  statePlace({ ...initialised(type, config), ...more }, folder);

test.each<[string, () => string, () => string]>([
  ['another key in the bucket', () => place('s3', S3), () => place('s3', { ...S3, key: 'other' })],
  [
    'another kind of backend',
    () => place('gcs', { bucket: 'b' }),
    () => place('s3', { bucket: 'b' }),
  ],
  [
    'another workspace',
    () => place('s3', S3, { [JOURNALS_VARIABLE]: '.cluster-restore' }),
    () => place('s3', S3, { [JOURNALS_VARIABLE]: '.cluster-restore.d/pr' }),
  ],
  [
    'another folder, for a local state',
    () => place('local', {}, {}, '/a'),
    () => place('local', {}, {}, '/b'),
  ],
  ['another file', () => place('local', { path: 'a' }), () => place('local', { path: 'b' })],
  [
    'another folder, where there is no backend',
    () => statePlace({}, '/a'),
    () => statePlace({}, '/b'),
  ],
  [
    'another database',
    () => place('pg', { conn_str: 'postgres://u:p@host/one' }),
    () => place('pg', { conn_str: 'postgres://u:p@host/two' }),
  ],
  ...['host=b user=u dbname=one', 'host=a user=u dbname=two', "host=a user=u options='-c x'"].map(
    (conn_str): [string, () => string, () => string] => [
      `another server or database, by keywords (${conn_str})`,
      () => place('pg', { conn_str: 'host=a user=u dbname=one' }),
      () => place('pg', { conn_str }),
    ],
  ),
  [
    'a key that looks like a credential',
    () => place('s3', { ...S3, key: 'user=one' }),
    () => place('s3', { ...S3, key: 'user=two' }),
  ],
  [
    'another workspace of HCP Terraform',
    () => statePlace({ TFC_WORKSPACE_SLUG: 'acme/one' }),
    () => statePlace({ TFC_WORKSPACE_SLUG: 'acme/two' }),
  ],
])('%s is another state', (_title, one, other) => {
  expect(one()).not.toBe(other());
});

test.each<[string, () => string, () => string]>([
  ['from another folder', () => place('s3', S3, {}, '/a'), () => place('s3', S3, {}, '/b')],
  [
    'with other credentials',
    () => place('s3', S3),
    () => place('s3', { ...S3, access_key: 'AKIA' }),
  ],
  [
    'with another user and other options of the connection',
    () => place('pg', { conn_str: 'postgres://u:p@host/one?sslmode=disable' }),
    () => place('pg', { conn_str: 'postgres://v:q@host/one' }),
  ],
  ...[
    'host=db password=new dbname=one',
    "host=db dbname=one user = 'a b' password='it\\'s new' passfile=/a sslpassword=s",
    'user=u host=db dbname=one',
    'host=db dbname=one',
    'host=db dbname=one password=',
  ].map((conn_str): [string, () => string, () => string] => [
    `with other credentials among the keywords (${conn_str})`,
    () => place('pg', { conn_str: 'host=db user=tf password=old dbname=one' }),
    () => place('pg', { conn_str }),
  ]),
  [
    'in the folder of another run of HCP Terraform',
    () => statePlace({ TFC_WORKSPACE_SLUG: 'acme/one' }, '/run-1'),
    () => statePlace({ TFC_WORKSPACE_SLUG: 'acme/one' }, '/run-2'),
  ],
])('%s it is the same state', (_title, one, other) => {
  expect(one()).toBe(other());
});

test('is in words that stay the same from one release to the next', () => {
  const more = { prefix: null, workspaces: [{ name: 'pr' }], conn_str: 'user=x dbname=one ' };
  expect(place('pg', { ...more, key: 'user=x ' }, { [JOURNALS_VARIABLE]: 'j' })).toBe(
    '["pg","j",["key","user=x "],["conn_str","dbname=one"],["workspaces",[{"name":"pr"}]]]',
  );
  expect(place('http', { address: 'https://u:p@host/state?x' })).toBe(
    '["http","",["address","https://host/state"]]',
  );
  expect(place('http', { address: 'mailto:x' })).toBe('["http","",["address","mailto:x"]]');
  expect(place('local', {})).toBe('["local","/a/terraform.tfstate",""]');
  expect(place('local', undefined as never)).toBe('["local","/a/terraform.tfstate",""]');
  expect(statePlace({ TFC_WORKSPACE_SLUG: 'acme/one' })).toBe('["cloud","acme/one"]');
  expect(statePlace({ TFC_WORKSPACE_SLUG: '' }, '/a')).toBe('["local","/a/terraform.tfstate",""]');
});

test('no credential is in it', () => {
  for (const conn_str of ['postgres://user:pass@host/one', "host=h user=user password='pass'"]) {
    expect(place('pg', { conn_str })).not.toMatch(/user|pass/);
  }
});
