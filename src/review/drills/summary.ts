import { durationText, verdictText } from '../../drill/measure';
import type { DrillResult } from '../../drill/result';
import { type MarkedText, mark } from '../../text/marked';
import type { DrillRuns } from './history';

/** The columns of the table of runs, in every rendering. */
export const COLUMNS = [
  'date',
  'token',
  'result',
  'recovery time',
  'objective',
  'age of the backup',
  'objective',
  'what was found',
  'backup',
] as const;

/** One run as the cells of its row. */
export function cellsOf(run: DrillResult): readonly MarkedText[] {
  return [
    dayOf(run),
    mark(run.token),
    run.passed ? 'passed' : 'FAILED',
    minutes(run.recoveryTimeMinutes),
    minutes(run.rtoMinutes),
    minutes(run.recoveryPointMinutes),
    minutes(run.rpoMinutes),
    run.passed ? verdictText(run) : mark(verdictText(run)),
    run.backupId === '' ? 'not known' : mark(run.backupId),
  ];
}

/** What counts of all runs, in one line. */
export function summaryOf({ runs }: DrillRuns): MarkedText {
  const [last] = runs;
  const passed = runs.filter((run) => run.passed).length;
  const slowest = greatest(runs.map(({ recoveryTimeMinutes: time }) => time));
  const oldest = greatest(runs.map(({ recoveryPointMinutes: age }) => age));
  return [
    last === undefined
      ? 'no drill'
      : `the last one, of ${dayOf(last)}, ${last.passed ? 'passed' : 'FAILED'}`,
    `${passed} of ${runs.length} passed`,
    ...(slowest === undefined ? [] : [`slowest recovery ${durationText(slowest)}`]),
    ...(oldest === undefined ? [] : [`oldest backup ${durationText(oldest)}`]),
  ].join('; ');
}

/** The day of the request, in UTC. */
export function dayOf({ startedAt }: DrillResult): string {
  return new Date(startedAt).toISOString().slice(0, 10);
}

function minutes(value: number | undefined): string {
  return value === undefined ? '-' : durationText(value);
}

function greatest(values: readonly (number | undefined)[]): number | undefined {
  const known = values.filter((value) => value !== undefined);
  return known.length === 0 ? undefined : Math.max(...known);
}
