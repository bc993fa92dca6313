import fc from 'fast-check';

interface Judge {
  median(numbers: readonly number[]): number;
  interval(numbers: readonly number[]): { low: number; high: number };
  judge(row: { ours: readonly number[]; baseline?: readonly number[]; aim: number }): {
    value: number;
    low: number;
    high: number;
    rounds: number;
    verdict: string;
  };
}
const { interval, judge, median } = require('../../bench/support/judge.cjs') as Judge;

const from = (first: number, last: number) =>
  Array.from({ length: last - first + 1 }, (_, index) => first + index);

test.each([
  [[3], 3],
  [[1, 100, 2], 2],
  [[4, 1, 3, 2], 2.5],
  // As texts, 10 would be before 9.
  [[10, 9, 8], 9],
])('the median of %j is %d', (numbers, expected) => {
  expect(median(numbers)).toBe(expected);
});

// The sorted samples that bound the median with 95 %, as tables of the sign test have them.
test.each([
  [1, 1, 1],
  [3, 1, 3],
  [5, 1, 5],
  [6, 1, 6],
  [8, 1, 8],
  [9, 2, 8],
  [11, 2, 10],
  [12, 3, 10],
  [15, 4, 12],
  [20, 6, 15],
  [41, 14, 28],
])('of %d samples, the interval is from the %d. to the %d.', (count, low, high) => {
  expect(interval(from(1, count))).toEqual({ low, high });
});

test('the interval lies around the median, whatever the samples and their order', () => {
  const samples = fc.array(fc.double({ min: 0, max: 1e6, noNaN: true }), { minLength: 1 });
  fc.assert(
    fc.property(samples, (numbers) => {
      const { low, high } = interval(numbers);
      expect(low).toBeLessThanOrEqual(median(numbers));
      expect(high).toBeGreaterThanOrEqual(median(numbers));
      expect(interval([...numbers].reverse())).toEqual({ low, high });
    }),
  );
});

test('a ratio is taken round by round, so that a busy round moves no ratio', () => {
  const ours = [12, 120, 12];
  const baseline = [10, 100, 10];
  expect(judge({ ours, baseline, aim: 1.25 })).toEqual({
    ...{ value: 1.2, low: 1.2, high: 1.2, rounds: 3, verdict: 'met' },
  });
});

test.each([
  ['at the aim', [2, 2, 2], 'met'],
  ['just above the aim', [2.01, 2.01, 2.01], 'MISSED'],
  ['a median above the aim, with the aim inside of the noise', [1.9, 2.1, 2.2], 'within noise'],
  ['a median below the aim, with noise above it', [1.5, 1.9, 9], 'met'],
  ['one sample', [2.5], 'MISSED'],
])('%s: %j against an aim of 2 is %s', (_title, ours, verdict) => {
  expect(judge({ ours, aim: 2 }).verdict).toBe(verdict);
});

test('where one has more samples, those of both count', () => {
  expect(judge({ ours: [2, 2], baseline: [1, 1, 9, 9], aim: 2 })).toMatchObject({
    ...{ value: 2, rounds: 2 },
  });
});

test.each([
  [[], undefined],
  [[1], []],
])('no verdict without samples: %j against %j', (ours, baseline) => {
  const row = baseline === undefined ? { ours, aim: 1 } : { ours, baseline, aim: 1 };
  expect(() => judge(row)).toThrow('A verdict needs samples');
});
