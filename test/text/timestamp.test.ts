import fc from 'fast-check';
import { daysBetween, parseTimestamp } from '../../src/text/timestamp';

test('a moment survives any number of fractional digits, cut to milliseconds', () => {
  const moment = fc.date({
    min: new Date('1970-01-01T00:00:00Z'),
    max: new Date('2200-01-01T00:00:00Z'),
    noInvalidDate: true,
  });
  fc.assert(
    fc.property(moment, fc.stringMatching(/^\d{0,6}$/), (at, more) => {
      const text = at.toISOString().replace('Z', `${more}Z`);
      expect(parseTimestamp(text)).toEqual(at);
    }),
  );
});

test.each([
  ['2026-11-20T23:00:00Z', '2026-11-20T23:00:00.000Z'],
  ['2026-11-20T23:00:00.637170Z', '2026-11-20T23:00:00.637Z'],
  ['2026-11-20T23:00:00.064208710Z', '2026-11-20T23:00:00.064Z'],
  ['2026-11-21T01:00:00.5+02:00', '2026-11-20T23:00:00.500Z'],
])('%s is %s', (text, iso) => {
  expect(parseTimestamp(text)?.toISOString()).toBe(iso);
});

test.each(['', 'yesterday', '2026-11-20', '2026-11-20T23:00:00', '2026-13-01T00:00:00Z'])(
  '%j is not a moment',
  (text) => {
    expect(parseTimestamp(text)).toBeUndefined();
  },
);

test('days are counted with fractions', () => {
  const [from, to] = [new Date('2026-11-20T00:00:00Z'), new Date('2026-11-21T12:00:00Z')];
  expect(daysBetween(from, to)).toBe(1.5);
});
