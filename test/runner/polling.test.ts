import * as fc from 'fast-check';
import { nextPause } from '../../src/runner/polling';

const running = (percent?: number) =>
  ({ state: 'running', status: 'RUNNING', ...(percent === undefined ? {} : { percent }) }) as const;

test.each([
  ['at the beginning', 0, undefined, 5],
  ['after half a minute', 30, undefined, 5],
  ['after a minute', 60, undefined, 6],
  ['after five minutes', 300, undefined, 30],
  ['after an hour', 3600, undefined, 60],
  ['at half', 100, 50, 10],
  ['at a tenth', 100, 10, 60],
  ['near the end', 3600, 99, 5],
  ['at the end', 3600, 100, 5],
  ['at nothing', 200, 0, 20],
])('%s the next look is a tenth of what is left away', (_title, elapsed, percent, seconds) => {
  expect(nextPause(elapsed, running(percent), undefined)).toBe(seconds);
});

test('no look comes sooner than after 5 seconds and later than after 60', () => {
  const seconds = fc.double({ min: 0, max: 1e7, noNaN: true });
  const percent = fc.option(fc.double({ min: 0, max: 100, noNaN: true }), { nil: undefined });
  void fc.assert(
    fc.property(seconds, percent, (elapsed, share) => {
      const pause = nextPause(elapsed, running(share), undefined);
      expect(pause).toBeGreaterThanOrEqual(5);
      expect(pause).toBeLessThanOrEqual(60);
    }),
  );
});

test.each([0, 0.1, 600])('a constant interval of %d seconds is used as it is', (seconds) => {
  expect(nextPause(3600, running(50), seconds)).toBe(seconds);
});

test('where nothing is known of the job, the time that has passed decides', () => {
  expect(nextPause(400, undefined, undefined)).toBe(40);
});
