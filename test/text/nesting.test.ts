import { isTooDeep, parseJson } from '../../src/text/nesting';

const nested = (levels: number) => `${'['.repeat(levels)}${']'.repeat(levels)}`;

test.each([
  ['nothing', '', false],
  ['as deep as can be', nested(100), false],
  ['one deeper', nested(101), true],
  ['objects', '{"a":'.repeat(101), true],
  ['many beside each other', `[${'[[]],'.repeat(1000)}[]]`, false],
  ['brackets in a string', JSON.stringify('['.repeat(200)), false],
  ['brackets after a quote in a string', JSON.stringify(`"${'['.repeat(200)}`), false],
  ['brackets after a string', `["\\\\",${nested(101)}]`, true],
])('%s', (_title, text, expected) => {
  expect(isTooDeep(text)).toBe(expected);
});

test.each([
  ['JSON', '{"a":[1,"[[["]}', { a: [1, '[[['] }],
  ['lists of 100 levels', nested(100), JSON.parse(nested(100))],
  ['lists of 101 levels', nested(101), undefined],
  ['objects of 101 levels', `${'{"a":'.repeat(101)}1${'}'.repeat(101)}`, undefined],
  ['what begins like JSON', '{"a":1}}', undefined],
  ['nothing', '', undefined],
])('%s is read up to its limit', (_, text, expected) => {
  expect(parseJson(text)).toEqual(expected);
});
