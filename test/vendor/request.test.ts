import { type Segment, shownPath, urlPath } from '../../src/vendor/request';

test('a path is encoded segment by segment', () => {
  expect(urlPath(['api', 'v1', 'a/b?c#d', '%41..b', 'ü', 'a b', '...'])).toBe(
    '/api/v1/a%2Fb%3Fc%23d/%2541..b/%C3%BC/a%20b/...',
  );
});

test.each<[string, Segment, string]>([
  ['nothing', '', 'holds the part ""'],
  ['the folder itself', '.', 'holds the part "."'],
  ['the folder above', '..', 'holds the part ".."'],
  ['the folder above, to a server that decodes twice', '%2e%2e', 'holds the part "%2e%2e"'],
  ['the folder above, to one that decodes it three times', '%252E.', 'holds the part "%252E."'],
  ['one above that, to one that decodes a slash', '../..', 'holds the part "../.."'],
  ['one within', 'a/..\\b', 'holds the part'],
  ['the folder above, with a parameter', '..;a=b', 'holds the part "..;a=b"'],
  ['the folder above, in wide characters', '\uff0e\uff0e', 'holds the part'],
  ['the folder above, between blanks', ' .. ', 'holds the part " .. "'],
  ['a line break', 'a\nb', 'holds the part "a\\nb"'],
  ['a null', '\u0000', 'holds the part "\\u0000"'],
  ['half a character', '\ud800', 'holds the part "\\ud800"'],
  ['a placeholder', { placeholder: 'the latest backup' }, 'has no the latest backup yet'],
])('a segment that is %s is refused', (_title, segment, why) => {
  expect(() => urlPath(['api', 'v1', 'clusters', segment])).toThrow(why);
});

test('people see placeholders and what is known after apply as they are', () => {
  const later = 'known after apply (var.id)';
  expect(shownPath(['v2', 'clusters', later, { placeholder: 'the latest backup' }, 'a/b'])).toBe(
    '/v2/clusters/known after apply (var.id)/{the latest backup}/a%2Fb',
  );
});
