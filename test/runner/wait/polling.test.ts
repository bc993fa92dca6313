import * as fc from 'fast-check';
import { Schedule } from '../../../src/runner/wait/polling';

/** The pauses of a job that is looked at whenever it is due; what it reports goes by the time. */
function pauses(reports: (now: number) => number | undefined, until: number): number[] {
  const schedule = new Schedule();
  const all: number[] = [];
  for (let now = 0; now < until; now += all.at(-1) ?? 0) {
    all.push(schedule.pauseAfter(now, reports(now)));
  }
  return all;
}
const nothing = () => undefined;
const steady = (length: number) => (now: number) => Math.min(99, Math.floor((100 * now) / length));

describe('a job that foretells nothing', () => {
  test('is looked at after 10 seconds, then every 5, and the longer it takes the less often', () => {
    const all = pauses(nothing, 4000);
    expect(all.slice(0, 4)).toEqual([10, 5, 5, 5]);
    const later = all.slice(1);
    expect(later).toEqual([...later].sort((one, other) => one - other));
    expect(all.at(-1)).toBe(30);
  });

  test.each([
    [100, 5],
    [400, 10],
    [1200, 30],
    [36_000, 30],
  ])('after %d seconds the pause is %d seconds', (elapsed, seconds) => {
    const schedule = new Schedule();
    schedule.pauseAfter(0, undefined);
    expect(schedule.pauseAfter(elapsed, undefined)).toBe(seconds);
  });

  test.each([[-1], [100.1], [Number.NaN], [Number.POSITIVE_INFINITY]])(
    'as one that reports %d %',
    (percent) => {
      expect(pauses(() => percent, 4000)).toEqual(pauses(nothing, 4000));
    },
  );

  test('as one that stays where it is', () => {
    expect(pauses(() => 40, 4000)).toEqual(pauses(nothing, 4000));
  });
});

describe('a job whose percentage rises', () => {
  test('is looked at every 30 seconds at most, and every 2 seconds when its end is near', () => {
    const all = pauses(steady(3600), 3600);
    expect(Math.max(...all)).toBe(30);
    expect(all.slice(-10)).toEqual(Array(10).fill(2));
  });

  test('and falls back, begins anew', () => {
    const falling = pauses((now) => (now < 600 ? steady(700)(now) : steady(700)(now - 600)), 1200);
    const since = falling.findIndex((_, index) => sum(falling.slice(0, index)) >= 600);
    expect(Math.max(...falling.slice(since, since + 3))).toBeGreaterThan(5);
  });

  test('and stands still near its end is looked at less and less again', () => {
    const all = pauses((now) => Math.min(99, Math.floor(now / 6)), 7200);
    expect(all.at(-1)).toBe(30);
  });
});

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, one) => total + one, 0);
}

const percent = fc.option(
  fc.oneof(fc.integer({ min: -1, max: 101 }), fc.double({ min: -1, max: 101 })),
  { nil: undefined },
);
const late = fc.double({ min: 0, max: 100, noNaN: true });

test('whatever a job reports and however late a look is, pauses are from 2 seconds on, and the looks fewer than every 5 seconds', () => {
  void fc.assert(
    fc.property(fc.array(fc.tuple(percent, late), { maxLength: 200 }), (looks) => {
      const schedule = new Schedule();
      let now = 1e6;
      looks.forEach(([reported, delay], index) => {
        const pause = schedule.pauseAfter(now, reported);
        expect(pause).toBeGreaterThanOrEqual(2);
        now += pause + delay;
        // A look every 5 seconds would be this many in the same time, and the first besides.
        expect(index + 1).toBeLessThanOrEqual((now - 1e6) / 5);
      });
    }),
  );
});

test('whatever a job reports, no pause is longer than what the first looks have to save, and 30 seconds', () => {
  void fc.assert(
    fc.property(fc.array(percent, { maxLength: 200 }), (reports) => {
      const left = [...reports];
      const all = pauses(() => left.shift(), 4000);
      expect(Math.max(...all)).toBeLessThanOrEqual(30);
    }),
  );
});
