import { textInAnswer } from '../../src/vendor/text-in-answer';

test.each([
  ['a whole answer', '{"code":0,"data":{"password":"a\\"b\\u0041"}}', 'a"bA'],
  ['an answer that breaks off after it', '{ "password" : "secret", "job', 'secret'],
  ['an answer that is no JSON', 'oops {"password":"secret"} oops', 'secret'],
  ['an answer whose first one is no text of JSON', '{"password":"\\x","password":"b"}', 'b'],
])('is found in %s', (_title, answer, password) => {
  expect(textInAnswer(answer, 'password')).toBe(password);
});

test.each([
  ['an answer that breaks off within it', '{"password":"secr'],
  ['another name', '{"old_password":"x","passwords":"y"}'],
  ['no text', '{"password":null}'],
  ['an empty text', '{"password":""}'],
  ['a text that is too long', `{"password":"${'x'.repeat(1025)}"}`],
])('is not found in %s', (_title, answer) => {
  expect(textInAnswer(answer, 'password')).toBeUndefined();
});

test('is looked for in a time that grows with the answer alone', () => {
  const hostile = '"password":"'.repeat(100_000);
  const begin = performance.now();
  textInAnswer(hostile, 'password');
  expect(performance.now() - begin).toBeLessThan(5000);
});
