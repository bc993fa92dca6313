import * as z from 'zod/mini';
import {
  boolean,
  kindAt,
  list,
  member,
  missing,
  number,
  object,
  pathOf,
  propNames,
  shapeIssues,
  text,
  unknownProp,
} from '../../src/evaluation/schema';
import { unknownPaths, unknownValueIssues } from '../../src/evaluation/unknown-values';

const expecting = (what: string) => ({
  ruleId: what.toUpperCase(),
  expected: `must be ${what}`,
  fix: `Give ${what}`,
});
const item = object({ name: text(/^[a-z]+$/, expecting('letters')) }, expecting('an object'));
const Schema = object(
  {
    name: text(/^[a-z]+$/, expecting('letters')),
    size: z.optional(number((value) => value > 0, expecting('positive'))),
    isOn: z.optional(boolean(expecting('true or false'))),
    kind: z.optional(member(['A', 'B'], 'MEMBER')),
    items: z.optional(list(item, expecting('a list'))),
    plain: z.optional(z.string()),
    count: z.optional(z.number()),
  },
  expecting('a declaration'),
).check(
  missing(
    'size',
    ({ kind, size }) => kind !== 'A' || size !== undefined,
    expecting('there with A'),
  ),
);

const issues = (value: unknown, isUnknown?: (path: string) => boolean) =>
  shapeIssues(Schema, value, 'SHAPE', isUnknown).map(({ ruleId, path, problem, got, fix }) => [
    ruleId,
    path,
    problem,
    got,
    fix,
  ]);

test.each<[string, unknown]>([
  ['the least', { name: 'a' }],
  ['everything', { name: 'a', size: 1, isOn: false, kind: 'A', items: [{ name: 'b' }], plain: '' }],
  ['an empty list', { name: 'a', items: [] }],
  ['B without a size', { name: 'a', kind: 'B' }],
])('%s is right', (_title, value) => {
  expect(issues(value)).toEqual([]);
});

test.each<[string, unknown, unknown[][]]>([
  [
    'a name of another form',
    { name: 'A' },
    [['LETTERS', 'name', 'must be letters', 'A', 'Give letters']],
  ],
  [
    'a name of another type',
    { name: 7 },
    [['LETTERS', 'name', 'must be letters', 7, 'Give letters']],
  ],
  [
    'no name',
    {},
    [['LETTERS', 'name', 'is missing; it must be letters', undefined, 'Give letters']],
  ],
  [
    'a size of 0',
    { name: 'a', size: 0 },
    [['POSITIVE', 'size', 'must be positive', 0, 'Give positive']],
  ],
  [
    'a size that is not finite',
    { name: 'a', size: Number.POSITIVE_INFINITY },
    [['POSITIVE', 'size', 'must be positive', Number.POSITIVE_INFINITY, 'Give positive']],
  ],
  [
    'a size as a text',
    { name: 'a', size: '1' },
    [['POSITIVE', 'size', 'must be positive', '1', 'Give positive']],
  ],
  [
    'a text for true',
    { name: 'a', isOn: 'true' },
    [['TRUE OR FALSE', 'isOn', 'must be true or false', 'true', 'Give true or false']],
  ],
  [
    'no member',
    { name: 'a', kind: 'C' },
    [['MEMBER', 'kind', 'must be "A" or "B"', 'C', 'Use a member of the enum']],
  ],
  ['no list', { name: 'a', items: {} }, [['A LIST', 'items', 'must be a list', {}, 'Give a list']]],
  [
    'what is wrong in a list',
    { name: 'a', items: [{ name: 'b' }, { name: '' }, 7] },
    [
      ['LETTERS', 'items[1].name', 'must be letters', '', 'Give letters'],
      ['AN OBJECT', 'items[2]', 'must be an object', 7, 'Give an object'],
    ],
  ],
  [
    'a type that only zod knows',
    { name: 'a', plain: 7 },
    [['SHAPE', 'plain', 'must be string', 7, 'See the docstring of the prop']],
  ],
  [
    'a prop that is none',
    { name: 'a', sizes: 1 },
    [['SHAPE', 'sizes', 'is not a prop of this construct', undefined, 'Use size, or remove it']],
  ],
  [
    'a prop that is none, further in',
    { name: 'a', items: [{ name: 'a', other: 1 }] },
    [
      [
        'SHAPE',
        'items[0].other',
        'is not a prop of this construct',
        undefined,
        'Remove it or correct its spelling',
      ],
    ],
  ],
  [
    'what another prop makes necessary, beside another problem',
    { name: 'A', kind: 'A' },
    [
      ['LETTERS', 'name', 'must be letters', 'A', 'Give letters'],
      [
        'THERE WITH A',
        'size',
        'is missing; it must be there with A',
        undefined,
        'Give there with A',
      ],
    ],
  ],
  [
    'no declaration',
    null,
    [['A DECLARATION', '', 'must be a declaration', null, 'Give a declaration']],
  ],
])('%s is reported', (_title, value, expected) => {
  expect(issues(value)).toEqual(expected);
});

describe('what is no plain data', () => {
  const date = new Date(0);
  const PLAIN = 'Give a string, a number, a boolean, a list or an object literal';

  test('is reported once, and in the words of its place', () => {
    expect(issues({ name: 'a', items: [date] })).toEqual([
      ['AN OBJECT', 'items[0]', 'must be an object', date, 'Give an object'],
    ]);
    expect(issues({ name: date })).toEqual([
      ['LETTERS', 'name', 'must be letters', date, 'Give letters'],
    ]);
  });

  test('is reported besides where the schema has no such place', () => {
    const found = issues({ name: 'a', other: date });
    expect(found).toContainEqual(['SHAPE', 'other', 'must be plain data', date, PLAIN]);
  });
});

test('what is known after apply is left to the runner', () => {
  expect(issues({ items: [{ name: 'A' }] }, (path) => path.startsWith('items'))).toEqual([
    ['LETTERS', 'name', 'is missing; it must be letters', undefined, 'Give letters'],
  ]);
});

test.each<[PropertyKey[], string | undefined]>([
  [['name'], 'string'],
  [['size'], 'number'],
  [['isOn'], 'other'],
  [['kind'], 'string'],
  [['items'], 'other'],
  [['items', 3], 'other'],
  [['items', 3, 'name'], 'string'],
  [['plain'], 'string'],
  [['count'], 'number'],
  [['name', 'more'], undefined],
  [['toString'], undefined],
  [['none'], undefined],
  [[], 'other'],
])('at %j stands a %s', (keys, kind) => {
  expect(kindAt(Schema, keys)).toBe(kind);
});

test.each<[PropertyKey[], 'string' | 'number' | 'other', string | undefined, string | undefined]>([
  [['name'], 'string', undefined, undefined],
  [
    ['name'],
    'number',
    'must be a string, but Terraform will give a value of another type',
    'Give the string, or a token of one: Token.asString',
  ],
  [['size'], 'number', undefined, undefined],
  [
    ['size'],
    'string',
    'must be a number, but Terraform will give a value of another type',
    'Give the number, or a token of one: Token.asNumber',
  ],
  [
    ['items'],
    'other',
    'must be known at synth',
    'Give the value itself; strings and numbers in a list or an object may be tokens',
  ],
  [
    ['isOn'],
    'string',
    'must be known at synth',
    'Give the value itself; strings and numbers in a list or an object may be tokens',
  ],
  [['none'], 'other', undefined, undefined],
])('a value that Terraform gives at %j, a %s: %s', (keys, kind, problem, fix) => {
  expect(unknownValueIssues(Schema, [{ keys, kind }], 'SHAPE')).toEqual(
    problem === undefined ? [] : [{ ruleId: 'SHAPE', path: pathOf(keys), problem, fix }],
  );
});

test.each([
  ['a', true],
  ['a.b', true],
  ['a[0]', true],
  ['ab', false],
  ['b', false],
  ['c.d', true],
  ['c', false],
])('where a and c.d are known after apply, so is %s: %s', (path, is) => {
  const isUnknown = unknownPaths([
    { keys: ['a'], kind: 'other' },
    { keys: ['c', 'd'], kind: 'string' },
  ]);
  expect(isUnknown(path)).toBe(is);
  expect(unknownPaths([])(path)).toBe(false);
});

test('paths, names of props, and what was meant by one', () => {
  expect(pathOf(['a', 'b', 2, 'c'])).toBe('a.b[2].c');
  expect(pathOf([0, 'a'])).toBe('[0].a');
  expect(pathOf([])).toBe('');
  expect(propNames(Schema)).toEqual(['name', 'size', 'isOn', 'kind', 'items', 'plain', 'count']);
  expect(propNames(z.string())).toEqual([]);
  expect(unknownProp('SHAPE', 'a.nane', ['name'])).toMatchObject({ fix: 'Use name, or remove it' });
});
