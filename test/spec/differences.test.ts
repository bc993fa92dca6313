import { decodeDeclaration, knownAfterApply } from '../../src/spec/decode';
import { stepDifferences } from '../../src/spec/differences';
import { splitTokens, withinSpec } from '../../src/spec/encode';
import { identityInSpec, identityOf } from '../../src/spec/identity';
import { VALUE_VARIABLE_PREFIX } from '../../src/spec/names';
import { isSourcesHash, listedSources, sourceIds, sourcesHash } from '../../src/spec/source-list';
import { addressOfAll, INSTANCE_TOKEN, instanceOf } from '../../src/spec/step-instance';
import { mapLeaves } from '../../src/spec/walk';

type Row = [string, object, object, [string, unknown, unknown][]];

test.each<Row>([
  ['nothing', { a: 1, b: [{ c: 2 }] }, { a: 1, b: [{ c: 2 }] }, []],
  ['a value', { a: 1 }, { a: 2 }, [['a', 1, 2]]],
  ['a type', { a: 1 }, { a: '1' }, [['a', 1, '1']]],
  ['a value that is missing', { a: 1, b: 2 }, { a: 1 }, [['b', 2, undefined]]],
  ['a value that is more', { a: 1 }, { a: 1, b: 2 }, [['b', undefined, 2]]],
  ['what is undefined on either side', { a: undefined }, { b: undefined }, []],
  ['a comment', { a: 1 }, { a: 1, '//': 'x' }, []],
  ['a comment, and more', { a: 1 }, { '//': 'x', a: 1, b: 2 }, [['b', undefined, 2]]],
  ['a comment further in', { a: { b: 1 } }, { a: { b: 1, '//': 'x' } }, [['a.//', undefined, 'x']]],
  ['a value further in', { a: [{ b: 1 }] }, { a: [{ b: 2 }] }, [['a[0].b', 1, 2]]],
  ['a longer list', { a: [1] }, { a: [1, 2] }, [['a[1]', undefined, 2]]],
  ['a shorter list', { a: [1, 2] }, { a: [1] }, [['a[1]', 2, undefined]]],
  ['a list for an object', { a: { 0: 1 } }, { a: [1] }, [['a', { 0: 1 }, [1]]]],
  ['an object for a list', { a: [1] }, { a: { 0: 1 } }, [['a', [1], { 0: 1 }]]],
  ['null for an object', { a: {} }, { a: null }, [['a', {}, null]]],
  ['an object for null', { a: null }, { a: {} }, [['a', null, {}]]],
  [
    'what an object has from its prototype',
    { a: {} },
    { a: Object.create({ b: 1 }) as object },
    [],
  ],
  [
    'one key for another',
    { a: { b: 1 } },
    { a: { c: 1 } },
    [
      ['a.b', 1, undefined],
      ['a.c', undefined, 1],
    ],
  ],
])('between two resources differs %s', (_title, expected, found, differences) => {
  expect(stepDifferences(expected, found as Record<string, unknown>)).toEqual(
    differences.map(([path, one, other]) => ({ path, expected: one, found: other })),
  );
});

test.each([
  ['anything', undefined, { a: '1', b: '2' }, {}],
  ['token', 'x', { rerun_token: 'x' }, { a: '1', b: '2' }],
  ['token', undefined, { rerun_token: '' }, { a: '1', b: '2' }],
  ['never', undefined, {}, { a: '1', b: '2' }],
  ['target', undefined, { a: '1' }, { b: '2' }],
])('with the scope %s and the token %j, %j restores again', (scope, token, identity, ignored) => {
  expect(identityOf({ scope, token }, { a: '1' }, { b: '2' })).toEqual({ identity, ignored });
});

test('256 characters of an identity are in the spec, and of more their hash', () => {
  const [long, longer] = ['x'.repeat(256), 'x'.repeat(257)];
  const token = `${longer}$\u007bTfToken[a.1]}`;
  const { a, b, c } = identityInSpec({ a: long, b: longer, c: token });
  expect([a, c]).toEqual([long, token]);
  expect(b).toMatch(/^sha256 [0-9a-f]{64}$/);
});

test('an instance has its token in its address, and is found without it', () => {
  expect(instanceOf('null_resource.a', 'week "1"')).toBe('null_resource.a["week \\"1\\""]');
  expect(addressOfAll('null_resource.a["week\n1"]')).toBe('null_resource.a');
  expect(addressOfAll('null_resource.a')).toBe('null_resource.a');
  expect(addressOfAll('null_resource.a[0]')).toBe('null_resource.a[0]');
});

test.each([
  ['a', true],
  ['week-1.2_3', true],
  ['a'.repeat(64), true],
  ['a'.repeat(65), false],
  ['', false],
  ['-a', false],
  ['a-', false],
  ['.', false],
  ['a b', false],
  ['a\n', false],
])('the token %j may be in an address: %s', (token, is) => {
  expect(INSTANCE_TOKEN.test(token)).toBe(is);
});

test('a list of 1,000 characters is in the spec, and a longer one in a file', () => {
  expect(listedSources(['b', 'a'])).toEqual({ text: 'a b', isFile: false });
  expect(listedSources(['x'.repeat(1000)]).isFile).toBe(false);
  expect(listedSources(['x'.repeat(1001)]).isFile).toBe(true);
  expect(sourceIds('a  b ')).toEqual(['a', 'b']);
  expect(sourcesHash('a')).toMatch(/^sha256:[0-9a-f]{64}$/);
  expect([isSourcesHash(sourcesHash('a')), isSourcesHash('in01 sha256:')]).toEqual([true, false]);
});

describe('a walk over plain data', () => {
  const shown = (value: unknown, isLeaf?: (item: object) => boolean) => {
    const seen: [unknown, readonly PropertyKey[]][] = [];
    const copy = mapLeaves(
      value,
      (leaf, keys) => {
        seen.push([leaf, [...keys]]);
        return leaf === 'out' ? undefined : leaf;
      },
      isLeaf,
    );
    return { copy, seen };
  };

  test('tells each leaf with its keys, and leaves out what is undefined', () => {
    const { copy, seen } = shown({ a: [1, { b: null }], c: undefined, d: 'out' });
    expect(copy).toEqual({ a: [1, { b: null }] });
    expect(Object.keys(copy as object)).toEqual(['a']);
    expect(seen).toEqual([
      [1, ['a', 0]],
      [null, ['a', 1, 'b']],
      ['out', ['d']],
    ]);
  });

  test('ends at an object that is a leaf, or no plain data', () => {
    const date = new Date(0);
    expect(shown({ a: date, b: { leaf: 1 } }, (item) => 'leaf' in item).seen).toEqual([
      [date, ['a']],
      [{ leaf: 1 }, ['b']],
    ]);
    expect(shown(7).seen).toEqual([[7, []]]);
  });

  test('keeps a key named __proto__ as a key', () => {
    const { copy } = shown(JSON.parse('{"__proto__":{"a":1},"b":2}'));
    expect(Object.keys(copy as object)).toEqual(['__proto__', 'b']);
    expect(Object.getPrototypeOf(copy)).toBe(Object.prototype);
    expect(JSON.stringify(copy)).toBe('{"__proto__":{"a":1},"b":2}');
    const own = Object.getOwnPropertyDescriptor(copy, '__proto__');
    expect(own).toMatchObject({ enumerable: true, configurable: true, writable: true });
  });
});

test('what a review reads without values of Terraform is the declaration itself', () => {
  const declaration = { a: { $env: `${VALUE_VARIABLE_PREFIX}0`, as: 'string' } };
  const { known, shown, unknown, isUnknown } = decodeDeclaration(declaration, { OTHER: 'x' });
  expect([known, shown, unknown]).toEqual([declaration, declaration, []]);
  expect(isUnknown('a')).toBe(false);
});

test('a value whose variable is not there is shown by the name of the variable', () => {
  const name = `${VALUE_VARIABLE_PREFIX}1`;
  const environment = { [`${VALUE_VARIABLE_PREFIX}0`]: 'x' };
  const { unknown } = decodeDeclaration({ a: { $env: name, as: 'number' } }, environment);
  expect(unknown).toEqual([{ path: 'a', keys: ['a'], kind: 'number', expression: name }]);
});

test.each([
  ['$\u007bvar.a}', 'known after apply (var.a)'],
  ['a $\u007bvar.a}', 'known after apply (a $\u007bvar.a})'],
  ['$\u007bvar.a} b', 'known after apply ($\u007bvar.a} b)'],
  ['$\u007ba\n}', 'known after apply (a\n)'],
])('%j is shown as %j', (expression, text) => {
  expect(knownAfterApply(expression)).toBe(text);
});

test('a token is of the kind that it stands for', () => {
  const all = ['later', 7, ['list']];
  const isToken = (value: unknown) => all.includes(value as never);
  const { unknown } = splitTokens(
    { a: all[0], b: all[1], c: all[2] },
    {
      isToken,
      expression: String,
    },
  );
  expect(unknown.map(({ kind }) => kind)).toEqual(['string', 'number', 'other']);
});

test('a text within a spec is JSON of ASCII alone, without its quotes, and escaped', () => {
  expect(withinSpec('a"b')).toBe('a\\"b');
  expect(withinSpec('é\u007f')).toBe('\\u00e9\\u007f');
  expect(withinSpec('$\u007ba}')).toBe('$$\u007ba}');
});
