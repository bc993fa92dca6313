import { duplicateKeys } from '../../src/review/read/duplicate-keys';
import { LineIndex } from '../../src/review/read/line-index';
import { jsonOf, readManifest } from '../../src/review/read/manifest';
import { provisionersOf, readStack } from '../../src/review/read/stack';
import { blocksOf } from '../../src/review/read/stack-blocks';
import { StackValues } from '../../src/review/read/values';
import type { Json } from './alterations';

describe('the blocks of a stack, in every form of its JSON', () => {
  const shown = (json: Json) =>
    blocksOf(json).map(({ address, body }) => `${address} ${JSON.stringify(body)}`);

  test.each<[string, Json, string[]]>([
    ['a resource', { resource: { t: { a: { x: 1 } } } }, ['t.a {"x":1}']],
    ['data', { data: { t: { a: {} } } }, ['data.t.a {}']],
    ['ephemeral', { ephemeral: { t: { a: {} } } }, ['ephemeral.t.a {}']],
    ['an action', { action: { t: { a: {} } } }, ['action.t.a {}']],
    ['a variable', { variable: { a: {} } }, ['var.a {}']],
    ['an output', { output: { a: {} } }, ['output.a {}']],
    ['a provider', { provider: { a: {} } }, ['provider.a {}']],
    ['a module', { module: { a: {} } }, ['module.a {}']],
    ['a check', { check: { a: {} } }, ['check.a {}']],
    ['locals', { locals: { a: 1 } }, ['locals {"a":1}']],
    ['what nobody knows', { other: { a: 1 } }, ['other {"a":1}']],
    ['what is called as what every object has', { constructor: { a: 1 } }, ['constructor {"a":1}']],
    ['documents in lists', [[{ locals: {} }], { moved: {} }], ['locals {}', 'moved {}']],
    [
      'lists at every level',
      { resource: [{ t: [{ a: [[{ x: 1 }], { x: 2 }] }] }, { t: { b: {} } }] },
      ['t.a {"x":1}', 't.a {"x":2}', 't.b {}'],
    ],
    ['a body that is no object', { provider: { a: 'x' } }, ['provider.a {"value":"x"}']],
    ['labels that are no objects', { resource: ['x', { t: 'y' }] }, []],
    ['comments', { '//': { a: 1 } }, []],
    ['documents that are no objects', ['x', null, 1], []],
  ])('%s', (_title, json, expected) => {
    expect(shown(json)).toEqual(expected);
  });
});

test.each<[Json, object[]]>([
  [undefined, []],
  [{ a: { x: 1 } }, [{ type: 'a', body: { x: 1 } }]],
  [
    [{ a: [{ x: 1 }, 'y'], b: {} }, 'z'],
    [
      { type: 'a', body: { x: 1 } },
      { type: 'a', body: {} },
      { type: 'b', body: {} },
    ],
  ],
])('provisioners %j', (provisioner, expected) => {
  expect(provisionersOf({ provisioner })).toEqual(expected);
});

test.each<[string, Json, string | undefined]>([
  ['a backend', { terraform: { backend: { s3: {} } } }, 's3'],
  [
    'a backend in lists',
    { terraform: [{ required_version: '1' }, { backend: [{ gcs: {} }] }] },
    'gcs',
  ],
  ['the cloud', { terraform: { cloud: {} } }, 'cloud'],
  ['none', { terraform: {}, locals: { backend: { s3: {} } } }, undefined],
  ['what is no backend', { terraform: { backend: 's3' } }, undefined],
])('a stack names %s', (_title, json, backend) => {
  expect(readStack({ name: 's', file: 'f', text: '', parse: () => json }).backend).toBe(backend);
});

describe('keys that stand twice in one object', () => {
  test.each<[string, string[]]>([
    ['{"a": 1, "b": {"a": 1}, "c": [{"a": 1}, {"a": 1}]}', []],
    ['{"a": 1, "a": 1}', ['a']],
    ['{"a": "x", "b": {"c": 1, "d": [], "c": 2}, "a": 1, "a": 2}', ['c', 'a']],
    ['[{"a": {"a": 1}, "b": ["a", "a"]}, {"x": [[{"y": 1}]], "x": 2}]', ['x']],
    ['{"a\\"": 1, "a\\"": 2}', ['a"']],
    ['{"a": "\\\\", "b": 1, "b": 2}', ['b']],
    ['{"a": "\\\\", "b": "{\\"b\\": 1, \\"b\\": 2}"}', []],
    ['{"\\u0061": 1, "a": 2}', ['a']],
    ['{"a": {"x": 1}, "a": "three strings more", "b": null}', ['a']],
    ['{"a": "a:b", "c": "a,c:"}', []],
  ])('%s', (text, expected) => {
    const json = JSON.parse(text);
    expect(duplicateKeys(text, json)).toEqual(expected);
    expect(readStack({ name: 's', file: 'f', text, parse: () => json }).duplicates).toEqual(
      expected,
    );
  });
});

test('lines are found in any order, the first for what is not there', () => {
  const index = new LineIndex('one\n"a": 1\nthree\n"b": 2');
  const place = index.locate('f', '"b"');
  expect([index.lineOf('three'), index.lineOf('"a"'), index.lineOf('one')]).toEqual([3, 2, 1]);
  expect(index.lineOf('nowhere')).toBe(1);
  expect(JSON.parse(JSON.stringify(place))).toEqual({ file: 'f', line: 4 });
});

describe('a manifest', () => {
  const stacks = (entry: object) => ({ stacks: { a: entry } });
  const read = (manifest: Json, texts: Record<string, string> = { 's/cdk.tf.json': '{}' }) =>
    readManifest('x.out', {
      read: (path: string) =>
        ({
          'manifest.json': typeof manifest === 'string' ? manifest : JSON.stringify(manifest),
          ...texts,
        })[path],
    } as never).stacks.map(({ name, file }) => `${name} ${file}`);

  test('names its stacks, in the order of their names', () => {
    const synthesizedStackPath = 's/cdk.tf.json';
    expect(
      read({
        stacks: {
          b: { synthesizedStackPath },
          a: { synthesizedStackPath: 's\\cdk.tf.json', workingDirectory: 's' },
          c: { synthesizedStackPath, workingDirectory: 's' },
        },
      }),
    ).toEqual(['a s/cdk.tf.json', 'b s/cdk.tf.json', 'c s/cdk.tf.json']);
  });

  test.each<[string, Json, string]>([
    [
      'no JSON',
      '{',
      'x.out/manifest.json: must be JSON, got "{". Correct it, or generate it again.',
    ],
    [
      'a stack twice',
      '{"stacks": {"a": 1, "a": 2}}',
      'x.out/manifest.json: has the key "a" twice in one object. Run "npx cdktf synth" again.',
    ],
    [
      'no stacks',
      {},
      'x.out/manifest.json: must be the manifest of cdktf with its "stacks", got "{}". Name the output folder of cdktf synth.',
    ],
    [
      'a list of stacks',
      { stacks: [] },
      'x.out/manifest.json: must be the manifest of cdktf with its "stacks", got "{\\"stacks\\":[]}". Name the output folder of cdktf synth.',
    ],
    [
      'a stack without a file',
      stacks({}),
      'x.out/manifest.json: must be the manifest of cdktf with its "stacks", got "{\\"stacks\\":{\\"a\\":{}}}". Name the output folder of cdktf synth.',
    ],
    [
      'a stack that runs in another folder',
      stacks({ synthesizedStackPath: 's/cdk.tf.json', workingDirectory: 't' }),
      'x.out/manifest.json: stack "a" runs in another folder than the one of "s/cdk.tf.json", got "t". Run "npx cdktf synth" again.',
    ],
    [
      'a stack whose folder is no text',
      stacks({ synthesizedStackPath: 's/cdk.tf.json', workingDirectory: 1 }),
      'x.out/manifest.json: stack "a" runs in another folder than the one of "s/cdk.tf.json", got 1. Run "npx cdktf synth" again.',
    ],
    [
      'a stack at another place of the machine',
      stacks({ synthesizedStackPath: '/s/cdk.tf.json' }),
      'x.out/manifest.json: stack "a" is outside of the output folder, got "/s/cdk.tf.json". Run "npx cdktf synth" again.',
    ],
    [
      'a stack above, as Windows writes it',
      stacks({ synthesizedStackPath: 's\\..\\..\\cdk.tf.json' }),
      'x.out/manifest.json: stack "a" is outside of the output folder, got "s\\\\..\\\\..\\\\cdk.tf.json". Run "npx cdktf synth" again.',
    ],
    [
      'a file that is missing',
      stacks({ synthesizedStackPath: 't/cdk.tf.json' }),
      'x.out/t/cdk.tf.json: is missing, and manifest.json names it. Run "npx cdktf synth" again.',
    ],
  ])('with %s is refused', (_title, manifest, line) => {
    expect(() => read(manifest)).toThrow(new Error(line));
  });

  test('JSON is at most 100 levels deep', () => {
    const nested = (depth: number) => `${'['.repeat(depth)}${']'.repeat(depth)}`;
    expect(jsonOf('f', nested(99))).toBeInstanceOf(Array);
    expect(() => jsonOf('f', nested(200))).toThrow('f: is nested deeper than 100 levels.');
  });
});

// biome-ignore-start lint/suspicious/noTemplateCurlyInString: expressions of Terraform.
describe('what the stack says of an expression', () => {
  const STACK = {
    variable: {
      a: { default: 'A' },
      map: { default: { x: ['one', 'two'], 'y z': { deep: true }, n: 3 } },
      secret: { default: 'S', sensitive: true },
      open: {},
      escaped: { default: '${x}' },
    },
    locals: {
      plain: 'p-${var.a}',
      chain: '${local.plain}',
      number: 7,
      hidden: '${var.secret}',
      loop: '${local.loop}',
      read: '${data.t.d.id}',
      list: ['x', '${var.a}'],
    },
    data: { t: { d: { name: 'D', '//': 'note' } } },
  };
  const values = (terraform?: Json, defaultsCount = true, json: Json = STACK) =>
    new StackValues(
      readStack({ name: 's', file: 'f', text: '', parse: () => json }),
      terraform,
      defaultsCount,
    );

  test.each<[string, unknown, string | undefined]>([
    ['plain', 'plain', ''],
    ['${var.a}', 'A', 'default of var.a'],
    ['<${ var.a }>', '<A>', 'default of var.a'],
    ['${var.a}${local.plain}', 'Ap-A', 'default of var.a, local.plain, default of var.a'],
    ['${var.map.n}', 3, 'default of var.map'],
    ['${var.map.x[1]}', 'two', 'default of var.map'],
    ['${var.map["y z"].deep}', true, 'default of var.map'],
    ['${"text"}', 'text', ''],
    ['${"a\\"b\\\\"}', 'a"b\\', ''],
    ['${local.number}', 7, 'local.number'],
    ['${local.chain}', 'p-A', 'local.chain, local.plain, default of var.a'],
    ['${local.list[1]}', 'A', 'local.list, default of var.a'],
    ['${var.escaped}', '${x}', 'default of var.escaped'],
    ['${var.map}', undefined, undefined],
    ['${var.map.none}', undefined, undefined],
    ['${var.map.constructor}', undefined, undefined],
    ['${var.a.length}', undefined, undefined],
    ['${var.secret}', undefined, undefined],
    ['${local.hidden}', undefined, undefined],
    ['${var.open}', undefined, undefined],
    ['${var.none}', undefined, undefined],
    ['${local.none}', undefined, undefined],
    ['${local.loop}', undefined, undefined],
    ['${lower(var.a)}', undefined, undefined],
    ['a${lower(var.a)}', undefined, undefined],
    ['%{if true}a%{endif}', undefined, undefined],
    ['${null_resource.a.id}', undefined, undefined],
  ])('the value of %s', (text, value, from) => {
    expect(values().resolveText(text)).toEqual(value === undefined ? undefined : { value, from });
  });

  test('defaults say nothing where a file sets variables, and locals still do', () => {
    const given = values(undefined, false);
    expect(given.resolveText('${var.a}')).toBeUndefined();
    expect(given.resolveText('${local.number}')).toEqual({ value: 7, from: 'local.number' });
    expect(given.describe('${var.a}')).toBe('');
  });

  test('Terraform’s plan decides over defaults, but for what is sensitive', () => {
    const terraform = {
      variables: { a: 'B', secret: 'T' },
      expressions: new Map([
        ['${lower(var.a)}', 'b'],
        ['${lower(var.secret)}', 't'],
        ['${lower(local.hidden)}', 't'],
      ]),
    };
    const given = values(terraform, false);
    expect(given.resolveText('${var.a}')).toEqual({
      value: 'B',
      from: 'var.a in Terraform’s plan',
    });
    expect(given.resolveText('${lower(var.a)}')).toEqual({ value: 'b', from: 'Terraform’s plan' });
    for (const text of ['${var.secret}', '${lower(var.secret)}', '${lower(local.hidden)}']) {
      expect(given.resolveText(text)).toBeUndefined();
    }
    expect(values(terraform).resolveText('${var.escaped}')).toMatchObject({ value: '${x}' });
  });

  test.each<[string, boolean]>([
    ['${var.secret}', true],
    ['${lower(local.hidden)}', true],
    ['${local.loop}', true],
    ['${var.a}${local.number}${var.none}${local.none}', false],
  ])('%s is sensitive: %s', (text, expected) => {
    expect(values().isSensitive(text)).toBe(expected);
  });

  test.each<[string, string]>([
    ['plain', ''],
    ['${null_resource.a.id}', ''],
    ['${lower(var.a)}', ' where var.a = "A"'],
    [
      '${lower(local.chain)}',
      ' where local.chain = "${local.plain}", local.plain = "p-${var.a}", var.a = "A"',
    ],
    ['${local.read}', ' where local.read = "${data.t.d.id}", data.t.d = {"name":"D"}'],
    ['${local.loop}', ' where local.loop = "${local.loop}"'],
    ['${var.secret}', ''],
    ['${var.none}', ''],
  ])('what %s reads', (text, expected) => {
    expect(values().describe(text)).toBe(expected);
  });

  test('a long value stands as its hash', () => {
    const of = (length: number) =>
      values(undefined, true, { locals: { a: 'x'.repeat(length) } }).describe('${local.a}');
    expect(of(118)).toContain('"xxx');
    expect(of(119)).toMatch(/^ where local.a = sha256 [0-9a-f]{16}$/);
  });

  test('references of a spec: texts, numbers, and what is neither', () => {
    const environment = {
      CLUSTER_RESTORE_VALUE_0: '${var.a}',
      CLUSTER_RESTORE_VALUE_1: '${local.number}',
      CLUSTER_RESTORE_VALUE_2: '${null_resource.a.id}',
    };
    const reference = (nth: number, as = 'string') => ({
      $env: `CLUSTER_RESTORE_VALUE_${nth}`,
      as,
    });
    const declaration = {
      text: reference(0),
      list: [reference(1, 'number'), reference(1)],
      wrong: reference(0, 'number'),
      unknown: reference(2),
      other: { $env: 'HOME', as: 'string' },
      literal: 1,
    };
    expect(values().resolveReferences(declaration, environment)).toEqual({
      ...declaration,
      text: 'A',
      list: [7, '7'],
      wrong: 'A',
    });
    expect(values().trace(declaration, environment)).toEqual([
      { path: 'text', value: 'A', from: 'default of var.a' },
      { path: 'list[0]', value: '7', from: 'local.number' },
      { path: 'list[1]', value: '7', from: 'local.number' },
      { path: 'wrong', value: 'A', from: 'default of var.a' },
    ]);
    expect(values().resolveReferences(declaration, {})).toBe(declaration);
  });
});
// biome-ignore-end lint/suspicious/noTemplateCurlyInString: expressions of Terraform.
