import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { RETRY } from '../../src/client/retry';
import { ExitCode } from '../../src/runner/exit/exit-code';
import { FAULTS, HOSTILE } from '../faults/support/faults';
import { ROWS, withRow } from '../faults/support/stated';

const read = (name: string) => readFileSync(join(__dirname, '../../docs', name), 'utf8');

test('every exit code has one row, and no row is of a code that is not there', () => {
  const rows = [...read('exit-codes.md').matchAll(/^\| (\d+) \|/gm)].map(([, code]) =>
    Number(code),
  );
  expect(rows).toEqual(Object.values(ExitCode));
});

test('the retry policy is stated with the numbers of the code', () => {
  const text = read('reliability.md').replace(/\s+/g, ' ');
  const { attempts, firstPauseSeconds, longestPauseSeconds, longestRetryAfterSeconds } = RETRY;
  expect(text).toContain(`At most ${attempts} attempts.`);
  expect(text).toContain(
    `begins at ${firstPauseSeconds} s and doubles up to ${longestPauseSeconds} s`,
  );
  expect(text).toContain(`is waited for up to ${longestRetryAfterSeconds} s`);
});

/** The counts of a row, by the title of its suite. */
function countsOf(title: string): (number | undefined)[] {
  const row = read('reliability.md')
    .split('\n')
    .find((line) => line.startsWith(`| ${ROWS[title]} |`));
  const [, , ...cells] = (row ?? '').split('|').slice(0, -1);
  return cells.map((cell) => (cell.trim() === '' ? undefined : Number(cell)));
}

// Each suite holds its own row against its run; here, that every suite has one, and each row a suite.
test('the table has a row for each suite of faults and of kills, and one for a stopped Terraform', () => {
  const table = /^\| suite \| cases [\s\S]*?\n\n/m.exec(read('reliability.md'))?.[0] ?? '';
  const labels = table
    .trim()
    .split('\n')
    .slice(2)
    .map((line) => line.split(' | ')[0]?.slice(2));
  expect(labels.slice(0, -1)).toEqual(Object.values(ROWS));
  expect(labels.at(-1)).toContain('Terraform stopped by SIGINT and SIGKILL');
});

test.each(Object.keys(ROWS))(
  'the row of %s has nothing lost without a word, and no leak',
  (title) => {
    const [cases = 0, created, expected, delivered, lost, leaks] = countsOf(title);
    expect(cases).toBeGreaterThan(5);
    expect(created).toBe(expected);
    expect((expected ?? 0) % cases).toBe(0);
    expect(leaks).toBe(0);
    if (delivered !== undefined) expect(delivered + (lost ?? 0)).toBe(cases);
  },
);

test('a matrix has a case for each fault of each request, and for each hostile response', () => {
  const [cases = 0] = countsOf('zilliz restoreCluster');
  expect((cases - HOSTILE.length) % FAULTS.length).toBe(0);
});

test('a row that says something else than the run makes another page', () => {
  const page = '| suite |\n| a | 1 | 2 | | 3 |\n| b | 1 |\n';
  expect(withRow(page, 'a', [1, 2, undefined, 3])).toBe(page);
  expect(withRow(page, 'a', [1, 2, undefined, 4])).toBe(page.replace('| 3 |', '| 4 |'));
  expect(withRow(page, 'c', [1])).toBe(`${page}| c | 1 |\n`);
});
