import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Schedule } from '../../src/runner/wait/polling';
import { expectText } from '../support/expected';

interface Measured {
  readonly polls: number;
  readonly lag: number;
  readonly longest: number;
}
interface Result {
  readonly job: string;
  readonly foretells: boolean;
  readonly lengths: readonly { title: string; ours: Measured; fixed: Measured }[];
}
const { compared, markdown } = require('../../bench/support/waiting.cjs') as {
  compared(schedule: typeof Schedule): Result[];
  markdown(results: readonly Result[]): string;
};

const PAGE = join(__dirname, '../../docs/performance.md');
const BETWEEN = /<!-- waiting -->\n(.*)<!-- end of waiting -->/s;

const results = compared(Schedule);
const lengthsWhere = (isMissed: (one: Result['lengths'][number]) => boolean) =>
  results.map(({ job, foretells, lengths }) => ({
    job,
    foretells,
    missed: lengths.filter(isMissed).map(({ title }) => title),
  }));

test.each(lengthsWhere(({ ours, fixed }) => ours.polls >= fixed.polls))(
  'a job that is "$job" is polled less often than every 5 s, however long it is',
  ({ missed }) => {
    expect(missed).toEqual([]);
  },
);

test.each(
  lengthsWhere(({ ours, fixed }) => ours.lag > fixed.lag).filter(({ foretells }) => foretells),
)('the end of a job that is "$job" is seen no later than with a poll every 5 s', ({ missed }) => {
  expect(missed).toEqual([]);
});

test.each(lengthsWhere(({ ours }) => ours.longest > 30))(
  'the end of a job that is "$job" is seen within 30 s',
  ({ missed }) => {
    expect(missed).toEqual([]);
  },
);

test('the page has the table of what was measured', () => {
  expect(results.map(({ lengths }) => lengths.length)).toEqual(Array(10).fill(8));
  const page = readFileSync(PAGE, 'utf8');
  const table = `\n${markdown(results)}\n\n`;
  expect(BETWEEN.test(page)).toBe(true);
  const written = `<!-- waiting -->\n${table}<!-- end of waiting -->`;
  expectText(
    PAGE,
    page.replace(BETWEEN, () => written),
  );
});
