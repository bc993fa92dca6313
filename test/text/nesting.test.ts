import { isTooDeep } from '../../src/text/nesting';

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
