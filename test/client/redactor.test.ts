import * as fc from 'fast-check';
import { Redactor } from '../../src/client/redactor';

const KEY = 'a/b"c\\d+e f=';

const redactorOf = (...values: string[]) => {
  const redactor = new Redactor();
  for (const value of values) redactor.add(value);
  return redactor;
};

test.each([
  ['as it is', KEY],
  ['as JSON writes it', JSON.stringify(KEY).slice(1, -1)],
  ['as a URL writes it', encodeURIComponent(KEY)],
])('a key with special characters is masked %s', (_title, form) => {
  const redactor = redactorOf(KEY);
  expect(redactor.redact(`<${form}>`)).toBe('<***>');
  expect(redactor.redactReceived(`<${form}>`)).toBe('<***>');
});

test.each(['', '1', '12', 'user:'])(
  'a key in base64, behind %j, is masked but for what its neighbours share',
  (before) => {
    // Bytes that become "+" and "/", which URLs write as "-" and "_".
    const key = 'sim-key~~~???>>>-0123456789';
    for (const encoding of ['base64', 'base64url'] as const) {
      const text = Buffer.from(`${before}${key}, and more`).toString(encoding);
      const masked = redactorOf(key).redactReceived(`"${text}"`);
      expect(masked).toContain('***');
      const around = Buffer.from(masked.replace('***', ''), encoding).toString('latin1');
      for (let at = 0; at + 3 <= key.length; at += 1) {
        expect(around).not.toContain(key.slice(at, at + 3));
      }
    }
  },
);

test('the base64 of a short value is a word', () => {
  expect(redactorOf('abcdefgh').redact('YWJjZGVmZ2g')).toBe('YWJjZGVmZ2g');
});

test('a value of three characters is a word, one of four is masked', () => {
  expect(redactorOf('abc').redact('abc')).toBe('abc');
  expect(redactorOf('abcd').redact('abcd')).toBe('***');
});

test('in a response of the server only values of 12 characters and more are masked', () => {
  expect(redactorOf('a'.repeat(11)).redactReceived('a'.repeat(11))).toBe('a'.repeat(11));
  expect(redactorOf('a'.repeat(12)).redactReceived('a'.repeat(12))).toBe('***');
});

test('no secret survives, whatever is around it', () => {
  const secret = fc.string({ minLength: 4, unit: 'grapheme' });
  void fc.assert(
    fc.property(secret, fc.string(), fc.string(), (value, before, after) => {
      fc.pre(!'***'.includes(value) && !before.includes('*') && !value.includes('*'));
      expect(redactorOf(value).redact(`${before}${value}${after}`)).not.toContain(value);
    }),
  );
});
