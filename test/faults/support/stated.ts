import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expectText } from '../../support/expected';
import type { Outcome } from './lab';

/** The page that states what these suites came to. */
export const PAGE = join(__dirname, '../../../docs/reliability.md');

/** The row of each suite in it, by the title that the suite prints. */
export const ROWS: Readonly<Record<string, string>> = {
  'zilliz restoreCluster': 'Zilliz cluster: each request, each fault',
  'zilliz restoreCluster with uniqueName':
    'Zilliz cluster with `uniqueName`: each request of `submit`',
  'zilliz restoreCluster of Backup.now': 'Zilliz cluster of a backup that is made first',
  'zilliz restoreCollections': 'Zilliz collections, two of them',
  'cockroach restoreCluster': 'CockroachDB cluster, with a wipe',
  'cockroach restoreDatabases': 'CockroachDB databases: the requests that differ',
  'cockroach restoreTables': 'CockroachDB tables: the requests that differ',
  'zilliz restoreCluster, killed': 'Zilliz cluster, killed at each place',
  'zilliz restoreCluster with uniqueName, killed':
    'Zilliz cluster with `uniqueName`, killed in `submit`',
  'zilliz restoreCollections, killed': 'Zilliz collections, killed at each place',
  'zilliz restoreCollections with a backup first, killed':
    'Zilliz collections after a backup, killed until they are restored',
  'cockroach restoreCluster, killed': 'CockroachDB cluster, killed at each place',
  'zilliz restoreCluster, refreshed, killed':
    'Zilliz cluster that replaces a previous one, and the drop of that one, killed',
  'zilliz RestoreDrill that passes, killed': 'Zilliz drill that passes, killed',
  'zilliz RestoreDrill that fails, killed': 'Zilliz drill that fails, killed',
  'cockroach RestoreDrill that passes, killed': 'CockroachDB drill that passes, killed',
  'cockroach RestoreDrill that fails, killed': 'CockroachDB drill that fails, killed',
  'a group of three': 'Group of three, both vendors: each kind of poll, each fault',
  'a group of three, killed':
    'Group of three, killed by SIGKILL and by SIGTERM at each place of its wait',
};

/** Holds the row of a suite against this run of it; UPDATE_EXPECTED=1 writes the row. */
export function expectStated(
  title: string,
  outcomes: readonly Outcome[],
  expectedEach: number,
  hasPassword: boolean,
): void {
  const sum = (of: (outcome: Outcome) => number) =>
    outcomes.reduce((total, outcome) => total + of(outcome), 0);
  const counts = [
    outcomes.length,
    sum(({ created }) => created),
    outcomes.length * expectedEach,
    hasPassword ? sum(({ delivered }) => delivered) : undefined,
    hasPassword ? sum(({ reportedLost }) => (reportedLost ? 1 : 0)) : undefined,
    sum(({ leaks }) => leaks.length),
  ];
  const page = readFileSync(PAGE, 'utf8');
  expectText(PAGE, withRow(page, ROWS[title] ?? title, counts));
}

/** The page with this row of counts; one that is not there makes another page as well. */
export function withRow(
  page: string,
  label: string,
  counts: readonly (number | undefined)[],
): string {
  const row = `| ${[label, ...counts.map((count) => count ?? '')].join(' | ')} |`.replace(
    / {2}/g,
    ' ',
  );
  const lines = page.split('\n');
  const at = lines.findIndex((line) => line.startsWith(`| ${label} |`));
  if (at < 0) return `${page}${row}\n`;
  return lines.map((line, index) => (index === at ? row : line)).join('\n');
}
