import { textInResponse } from '../../src/vendor/text-in-response';
import { cpuSeconds } from '../support/cpu';

test.each([
  ['a whole response', '{"code":0,"data":{"password":"a\\"b\\u0041"}}', 'a"bA'],
  ['a response that breaks off after it', '{ "password" : "secret", "job', 'secret'],
  ['a response that is no JSON', 'oops {"password":"secret"} oops', 'secret'],
  ['a response whose first one is no text of JSON', '{"password":"\\x","password":"b"}', 'b'],
  ['another case', '{"Password":"secret"}', 'secret'],
  ['digits without quotes', '{"password": 0123456789 ,"jobId":1}', '0123456789'],
  ['a response in a text', JSON.stringify({ data: JSON.stringify({ password: 'a"b' }) }), 'a"b'],
  [
    'a response in a text of a text',
    JSON.stringify({ message: JSON.stringify({ data: JSON.stringify({ password: 'secret' }) }) }),
    'secret',
  ],
])('is found in %s', (_title, answer, password) => {
  expect(textInResponse(answer, 'password')).toBe(password);
});

test.each([
  ['a response that breaks off within it', '{"password":"secr'],
  ['a response that breaks off within its digits', '{"password":1234'],
  ['another name', '{"old_password":"x","passwords":"y"}'],
  ['no text', '{"password":null}'],
  ['an empty text', '{"password":""}'],
  ['a text that is too long', `{"password":"${'x'.repeat(1025)}"}`],
])('is not found in %s', (_title, answer) => {
  expect(textInResponse(answer, 'password')).toBeUndefined();
});

test('is looked for in a time that grows with the response alone', () => {
  const hostile = ['"password":"', '"password":1', '\\"password\\":\\"'];
  const texts = hostile.map((part) => part.repeat(100_000));
  expect(
    cpuSeconds(() => {
      for (const text of texts) textInResponse(text, 'password');
    }),
  ).toBeLessThan(10);
});
