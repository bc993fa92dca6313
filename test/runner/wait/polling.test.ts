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

describe('a job that predicts nothing', () => {
  test('is checked after 10 seconds, then every 5, and the longer it takes the less often', () => {
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
  test('is checked every 30 seconds at most, and every 2 seconds when its end is near', () => {
    const all = pauses(steady(3600), 3600);
    expect(Math.max(...all)).toBe(30);
    expect(all.slice(-10)).toEqual(Array(10).fill(2));
  });

  test('and falls back, starts over', () => {
    const falling = pauses((now) => (now < 600 ? steady(700)(now) : steady(700)(now - 600)), 1200);
    const since = falling.findIndex((_, index) => sum(falling.slice(0, index)) >= 600);
    expect(Math.max(...falling.slice(since, since + 3))).toBeGreaterThan(5);
  });

  test('and stands still near its end is checked less and less again', () => {
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

/** `5 3x2`: a pause of 5 seconds, then three of 2; to a hundredth. */
function written(seconds: readonly number[]): string {
  const texts = seconds.map((one) => String(Math.round(one * 100) / 100));
  const runs: [string, number][] = [];
  for (const text of texts) {
    const last = runs.at(-1);
    if (last?.[0] === text) last[1] += 1;
    else runs.push([text, 1]);
  }
  return runs.map(([text, count]) => (count === 1 ? text : `${count}x${text}`)).join(' ');
}

test.each<[string, () => number[], string]>([
  [
    'of five minutes',
    () => pauses(steady(300), 330),
    '10 5 7.5 11.25 16.88 25.31 6x30 21 10.5 6.05 3.03 17x2',
  ],
  [
    'that begins anew after 200 seconds',
    () => pauses((now) => (now < 200 ? steady(300)(now) : steady(200)(now - 200)), 420),
    '10 5 7.5 11.25 16.88 25.31 5x30 5.65 5 5.32 7.99 11.98 17.97 26.95 2x30 15.87 7.94 3.97 13x2',
  ],
  [
    'that stands still for five minutes',
    () =>
      pauses(
        (now) => (now < 100 ? Math.floor(now / 4) : now < 400 ? 25 : Math.floor((now - 300) / 4)),
        720,
      ),
    '10 5 7.5 11.25 16.88 25.31 2x30 13x5 5.02 5.15 5.28 5.41 5.54 5.68 5.83 5.97 6.12 6.27 6.43 6.59 6.76 6.92 7.1 7.28 7.46 7.64 7.83 8.03 8.23 8.44 8.65 8.86 9.09 9.31 9.55 9.78 10.03 5.01 7.52 11.28 16.92 25.39 6x30 18.75 9.38 5.81 4 5x2 17.63',
  ],
  [
    'in steps of ten percent',
    () => pauses((now) => 10 * Math.floor(now / 60), 640),
    '10 10x5 22.25 24x5 5.06 5.18 5.31 5.45 5.58 5.72 5.86 5 6.14 6.29 6.45 6.61 6.77 6.94 7.12 7.29 7.48 5 7.79 7.98 8.18 8.39 8.6 8.81 5 9.16 9.38 9.62 9.86 10.11 10.36 5.18 10.75 11.02 11.29 11.57 11.86 5.93 5x11.27 11x5.07 2.51 2.54 2.57 2.59 2.62 2.65 2.67 2.7 2.73 2.75 2.78 2.81 2.84 2.86',
  ],
  [
    'that jumps',
    () => pauses((now) => [0, 100, 0, 50, 100][Math.floor(now / 30) % 5], 150),
    '10 16x5 14.7 4x5 3.81 3.95 4.08 4.2 4.3 4.39 4.47',
  ],
])('the pauses of a job %s', (_title, waited, seconds) => {
  expect(written(waited())).toBe(seconds);
});
