import * as fc from 'fast-check';
import { retryAfterSeconds } from '../../src/client/retry-after';

const NOW = new Date('2026-11-21T00:00:00Z');
const read = (header: string | undefined) => retryAfterSeconds(header, NOW);

test.each([
  ['0', 0],
  ['7', 7],
  ['1.5', 1.5],
  ['-3', 0],
  ['Sat, 21 Nov 2026 00:00:30 GMT', 30],
  ['Sat, 21 Nov 2026 01:00:00 GMT', 3600],
  ['Sat, 21 Nov 2026 00:00:00 GMT', 0],
  ['Fri, 20 Nov 2026 23:59:00 GMT', 0],
])('%j is %d seconds', (header, seconds) => {
  expect(read(header)).toBe(seconds);
});

test.each([[undefined], [''], [' '], ['soon'], ['Infinity'], ['NaN']])(
  '%j says nothing',
  (header) => {
    expect(read(header)).toBeUndefined();
  },
);

test('a date is as many seconds ahead as it says', () => {
  void fc.assert(
    fc.property(fc.integer({ min: 0, max: 86_400 }), (seconds) => {
      expect(read(new Date(NOW.getTime() + seconds * 1000).toUTCString())).toBe(seconds);
    }),
  );
});
