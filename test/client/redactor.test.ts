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
