import {
  declarationOf,
  normalizeProps,
  withWorkspace,
} from '../../../src/restore/private/declared-props';
import { known, pick, withoutUndefined } from '../../../src/restore/private/known';
import { readable } from '../../../src/restore/private/readable';
import { unknownProps } from '../../../src/restore/private/unknown-props';
import { Unreadable } from '../../../src/text/unreadable';
import { collectionsDeclarationSchema } from '../../../src/zilliz/model/declaration';

// biome-ignore lint/suspicious/noTemplateCurlyInString: an expression of Terraform.
const WORKSPACE = '${terraform.workspace}';

describe('what a program gives', () => {
  const failing = Object.defineProperty({ b: 1 }, 'a', {
    enumerable: true,
    get: () => {
      throw new Error('no');
    },
  });
  const circle: Record<string, unknown> = { b: 1 };
  circle.a = [circle];

  class Holder {
    readonly self = this;
  }
  const holder = new Holder();

  test.each<[string, unknown]>([
    ['a text', 'a'],
    ['null', null],
    ['nothing', undefined],
    ['plain data', { a: [1, { b: 'c' }], d: undefined }],
    ['an object of a class', new Date(0)],
    ['an object of a class within', { a: new Map() }],
    ['a token that a program made', { resolve: () => 'a', toJSON: () => 'b' }],
    ['a value called toJSON', { toJSON: 'a' }],
    ['a function of another name', { a: () => 'b' }],
    ['an object of a class that holds itself', new Holder()],
  ])('is what it is: %s', (_title, value) => {
    expect(readable(value)).toBe(value);
  });

  test.each<[string, unknown, unknown]>([
    ['a getter that throws', failing, { b: 1, a: new Unreadable('what cannot be read (no)') }],
    ['an object that holds itself', circle, { b: 1, a: [new Unreadable('what holds itself')] }],
    [
      'a symbol beside null, and beside an object of a class',
      { [Symbol('a')]: 1, b: null, c: holder },
      { 'Symbol(a)': 1, b: null, c: holder },
    ],
    ['a symbol beside its text', { [Symbol('a')]: 1, 'Symbol(a)': 2 }, { 'Symbol(a)': 1 }],
    ['a symbol for a key', { [Symbol('a')]: 1, b: 2 }, { b: 2, 'Symbol(a)': 1 }],
    [
      'a function called toJSON',
      { toJSON: () => 'b', a: 1 },
      { toJSON: new Unreadable('a function'), a: 1 },
    ],
    [
      'a function called toJSON within',
      { a: { toJSON: () => 'b' } },
      { a: { toJSON: new Unreadable('a function') } },
    ],
  ])('is a copy that names what cannot be read: %s', (_title, value, copy) => {
    const read = readable(value) as object;
    expect(read).toStrictEqual(copy);
    expect(read).not.toBe(value);
  });

  test('is a copy in which a hole of a list is one', () => {
    const list: unknown[] = [failing];
    list[2] = 'a';
    expect(readable(list)).toStrictEqual([
      { b: 1, a: new Unreadable('what cannot be read (no)') },
      undefined,
      'a',
    ]);
  });

  test('is a copy without what is not enumerable', () => {
    const hidden = Object.defineProperty({ [Symbol('a')]: 1 }, 'b', { value: 2 });
    expect(readable(hidden)).toStrictEqual({ 'Symbol(a)': 1 });
  });

  test('is named where reading it throws something else', () => {
    const odd = new Proxy(
      {},
      {
        ownKeys: () => {
          throw 'odd';
        },
      },
    );
    expect(readable({ odd })).toStrictEqual({ odd: new Unreadable('what cannot be read (odd)') });
  });

  const nested = (levels: number): unknown => (levels === 0 ? 'end' : { a: nested(levels - 1) });
  const inside = (value: unknown, levels: number): unknown =>
    levels === 0 ? value : inside((value as { readonly a: unknown }).a, levels - 1);

  test('may be nested 100 levels deep', () => {
    const deep = nested(100);
    expect(readable(deep)).toBe(deep);
    expect(inside(readable(nested(101)), 100)).toEqual(new Unreadable('what is nested too deep'));
    expect(inside(readable(nested(101)), 99)).toEqual({
      a: new Unreadable('what is nested too deep'),
    });
  });

  test('twice is no circle', () => {
    const one = { [Symbol('a')]: 1 };
    expect(readable({ b: one, c: one })).toStrictEqual({
      b: { 'Symbol(a)': 1 },
      c: { 'Symbol(a)': 1 },
    });
  });
});

describe('props', () => {
  test.each<[unknown, object]>([
    [undefined, {}],
    [null, {}],
    ['a', {}],
    [{ a: 1 }, { a: 1 }],
  ])('%j are %j', (given, props) => {
    expect(normalizeProps(given as object)).toStrictEqual(props);
  });

  test('that cannot be read are named', () => {
    const { proxy, revoke } = Proxy.revocable({}, {});
    revoke();
    const { props } = normalizeProps<{ readonly props?: unknown }>(proxy);
    expect(props).toBeInstanceOf(Unreadable);
  });

  test('that a schema does not have are left out, and a backup is what it refers to', () => {
    const backup = { _reference: () => ({ clusterId: 'c' }) };
    const props = { backup, targetCluster: WORKSPACE, owner: 'me' };
    const declaration = declarationOf(collectionsDeclarationSchema(), props, () => 'TOKEN');
    expect(declaration).toMatchObject({ backup: { clusterId: 'c' }, targetCluster: 'TOKEN' });
    expect(declaration).not.toHaveProperty('owner');
    expect(declaration).toHaveProperty('collectionMappings', undefined);
  });

  test.each<[unknown, unknown]>([
    [{ clusterId: 'c', backupId: 'b' }, 'an object'],
    ['b', 'b'],
    [null, null],
    [undefined, undefined],
    [{ _reference: 'b' }, 'an object'],
  ])('the backup %j stays for the schema to refuse', (backup, expected) => {
    const { backup: declared } = declarationOf(
      collectionsDeclarationSchema(),
      { backup },
      () => '',
    );
    expect(declared).toBe(expected);
  });
});

describe('the workspace of Terraform', () => {
  const token = () => 'TOKEN';

  test.each<[unknown, unknown]>([
    [`a-${WORKSPACE}-${WORKSPACE}`, 'a-TOKEN-TOKEN'],
    [
      ['a', WORKSPACE],
      ['a', 'TOKEN'],
    ],
    [
      { a: { b: WORKSPACE }, c: 1 },
      { a: { b: 'TOKEN' }, c: 1 },
    ],
  ])('stands in %j as its token', (value, replaced) => {
    expect(withWorkspace(value, token)).toStrictEqual(replaced);
  });

  test.each([['a'], [1], [null], [undefined], [{ a: ['b'] }], [new Date(0)]])(
    'is not in %j, which stays what it is',
    (value) => {
      expect(withWorkspace(value, token)).toBe(value);
    },
  );
});

describe('an unknown prop', () => {
  const problem = 'is not a prop of this construct';

  test.each<[unknown, string, string[]]>([
    [{ ownr: 1 }, '', [`ownr ${problem}: Use owner, or remove it`]],
    [{ ownr: 1 }, 'a[0]', [`a[0].ownr ${problem}: Use owner, or remove it`]],
    [{ owner: 1, ownr: undefined }, '', []],
    [undefined, '', []],
    [null, '', []],
    ['text', '', []],
  ])('of %j at %j', (given, at, expected) => {
    const issues = unknownProps(given as object, ['owner'], 'R', at);
    expect(issues.map(({ path, problem: what, fix }) => `${path} ${what}: ${fix}`)).toEqual(
      expected,
    );
    expect(issues.every(({ ruleId }) => ruleId === 'R')).toBe(true);
  });
});

test('what has a value, what is known, and what was given', () => {
  expect(withoutUndefined({ a: 1, b: undefined, c: '', d: null })).toStrictEqual({
    ...{ a: 1, c: '', d: null },
  });
  expect(known({ a: 1, b: undefined, c: '', d: null })).toStrictEqual({ a: 1, d: null });
  expect(pick({ a: 1, b: 2 }, ['a', 'c'])).toStrictEqual({ a: 1, c: undefined });
  expect(pick(undefined, ['a'])).toStrictEqual({ a: undefined });
});
