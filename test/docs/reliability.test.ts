import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { RETRY } from '../../src/client/retry';
import { ExitCode } from '../../src/runner/exit-code';
import { FAULTS, HOSTILE } from '../faults/support/faults';

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

test('the table has a case for each fault of each request, and for each hostile answer', () => {
  const cells = [...read('reliability.md').matchAll(/each fault \| (\d+) \|/g)].map(([, count]) =>
    Number(count),
  );
  expect(cells).toHaveLength(1);
  expect(cells.filter((count) => (count - HOSTILE.length) % FAULTS.length !== 0)).toEqual([]);
});
