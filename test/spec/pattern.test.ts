import { isPatternOf, patternOf, takeTexts, withMarks } from '../../src/spec/pattern';

const isPlain = (text: string) => /^\w*$/.test(text);

/** Whether the second value is the first one with the texts of the third in its open places. */
function fits(value: unknown, found: unknown, other: unknown = value): boolean | undefined {
  const texts: string[] = [];
  if (!takeTexts(value, other, isPlain, texts)) return undefined;
  return isPatternOf(patternOf(withMarks(value, isPlain, [])), texts, found);
}

test.each([
  ['a text', 'one', 'two'],
  ['a list', ['a', ['b']], ['c', ['d']]],
  ['a record', { a: 'x', b: { c: 'y' } }, { a: 'z', b: { c: '' } }],
  ['an open text beside others', ['$', 'a', 7, true, null], ['$', 'b', 7, true, null]],
  ['keys that are numbers', { 0: 'a' }, { 0: 'b' }],
])('%s is a pattern of another one', (_, value, other) => {
  expect(fits(value, other, other)).toBe(true);
  expect(fits(value, value, other)).toBe(false);
});

test.each([
  ['a number', 7, 8],
  ['nothing', null, 7],
  ['a list for a record with numbers', { 0: 'a' }, ['a']],
  ['a record for a list', ['a'], { 0: 'a', length: 1 }],
  ['a key more', { a: 'x' }, { a: 'x', b: 'y' }],
  ['a key less', { a: 'x', b: 'y' }, { a: 'x' }],
  ['another key of as many', { a: 'x' }, { b: 'x' }],
  ['a shorter list', ['a', 'b'], ['a']],
  ['texts that are equal only one behind the other', ['ab', 'c'], ['a', 'bc']],
])('it is not a pattern of %s', (_, value, found) => {
  expect(fits(value, value)).toBe(true);
  expect(fits(value, found)).toBe(false);
});

test.each([
  ['a list for a record with numbers', { 0: 'a' }, ['a']],
  ['a record for a list', ['a'], { 0: 'a' }],
])('%s has another shape', (_, value, other) => {
  expect(fits(value, other, other)).toBeUndefined();
});

test('what is undefined is not written', () => {
  expect(fits({ a: 'x', b: undefined }, { a: 'x' })).toBe(true);
});
