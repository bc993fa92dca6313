import { textInResponse } from '../../src/vendor/text-in-response';
import { cpuSeconds } from '../support/cpu';

test.each([
  ['a whole response', '{"code":0,"data":{"password":"a\\"b\\u0041"}}', 'a"bA'],
  ['a response that breaks off after it', '{ "password" : "secret", "job', 'secret'],
  ['a response that is no JSON', 'oops {"password":"secret"} oops', 'secret'],
  ['a response whose first one is no text of JSON', '{"password":"\\x","password":"b"}', 'b'],
])('is found in %s', (_title, answer, password) => {
  expect(textInResponse(answer, 'password')).toBe(password);
});

test.each([
  ['a response that breaks off within it', '{"password":"secr'],
  ['another name', '{"old_password":"x","passwords":"y"}'],
  ['no text', '{"password":null}'],
  ['an empty text', '{"password":""}'],
  ['a text that is too long', `{"password":"${'x'.repeat(1025)}"}`],
])('is not found in %s', (_title, answer) => {
  expect(textInResponse(answer, 'password')).toBeUndefined();
});

test('is looked for in a time that grows with the response alone', () => {
  const hostile = '"password":"'.repeat(100_000);
  expect(cpuSeconds(() => textInResponse(hostile, 'password'))).toBeLessThan(5);
});
