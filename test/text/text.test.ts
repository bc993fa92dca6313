import { printable, shorten } from '../../src/text/text';

test.each([
  ['a line break', 'a\nb', 'a\\u000ab'],
  ['a control character of the second block', 'a\u009bb', 'a\\u009bb'],
  ['a mark that reorders text', 'a\u202eb\u061cc', 'a\\u202eb\\u061cc'],
  ['a tag character', 'a\u{e0041}b', 'a\\udb40\\udc41b'],
  ['a soft hyphen', 'a\u00adb', 'a\\u00adb'],
  ['a blank letter', 'a\u3164b\u180ec', 'a\\u3164b\\u180ec'],
  ['half of a character', 'a\ud800b', 'a\\ud800b'],
  ['a command of GitHub', '::add-mask::x ##[group]', '\\u003a:add-mask\\u003a:x \\u0023#[group]'],
  ['a command of Azure', 'x ##vso[task.complete]', 'x \\u0023#vso[task.complete]'],
])('%s is shown by its number', (_title, text, shown) => {
  expect(printable(text)).toBe(shown);
});

test.each(['Ünï çødé 数据 😀', 'http://[::1]:80/', '## heading [x]', '#[x] :: y', 'a: b'])(
  'the text %s stays as it is',
  (text) => {
    expect(printable(text)).toBe(text);
  },
);

test('in JSON, what is shown by its number stands for itself', () => {
  const text = '\u{e0041}\u202e##[x]::warning::\ud800';
  expect(JSON.parse(printable(JSON.stringify(text)))).toBe(text);
});

test('a long line is shortened in its middle, and its end stays', () => {
  expect(shorten('x'.repeat(4000))).toBe('x'.repeat(4000));
  const line = `${'x'.repeat(200_000)} [exit 4]`;
  expect(shorten(line).length).toBeLessThan(4010);
  expect(shorten(line).slice(-9)).toBe(' [exit 4]');
});
