import { pluralize } from '../text/text';
import { parseTimestamp } from '../text/timestamp';
import { DRILL_KIND, DRILL_VERSION, type DrillCheck, type DrillResult, isPassed } from './result';

/** What is known of a drill when its restore has ended. */
export interface Measured
  extends Pick<
    DrillResult,
    'drill' | 'token' | 'vendor' | 'sourceClusterId' | 'backupId' | 'target'
  > {
  /** In ISO 8601; empty where the vendor does not report it. */
  readonly backupTime: string;
  readonly startedAt: string;
  readonly endedAt: string;
  readonly rtoMinutes?: number | undefined;
  readonly rpoMinutes?: number | undefined;
  /** The checks of the target. The first is the restore itself. */
  readonly checks: readonly DrillCheck[];
}

/** The result of a drill: its checks, and what was measured against the objectives. */
export function drillResult(measured: Measured): DrillResult {
  const { backupTime, target, startedAt, endedAt, rtoMinutes, rpoMinutes, checks, ...rest } =
    measured;
  const isRestored = checks.some(({ name, passed }) => name === 'restore' && passed);
  const recovery = isRestored ? minutesBetween(startedAt, endedAt) : undefined;
  const age = minutesBetween(backupTime, startedAt);
  const all = [...checks, ...timeChecks(recovery, rtoMinutes), ...pointChecks(age, rpoMinutes)];
  return {
    kind: DRILL_KIND,
    version: DRILL_VERSION,
    ...rest,
    ...(parseTimestamp(backupTime) === undefined ? {} : { backupTime }),
    // In the order of the schema: what is read back is the same text.
    target,
    startedAt,
    endedAt,
    ...(recovery === undefined ? {} : { recoveryTimeMinutes: recovery }),
    ...(rtoMinutes === undefined ? {} : { rtoMinutes }),
    ...(age === undefined ? {} : { recoveryPointMinutes: age }),
    ...(rpoMinutes === undefined ? {} : { rpoMinutes }),
    checks: all,
    passed: isPassed(all),
  };
}

/** Against the recovery time objective; nothing where there is none, or where the restore itself failed. */
function timeChecks(recovery: number | undefined, rto: number | undefined): DrillCheck[] {
  if (rto === undefined || recovery === undefined) return [];
  const text = `restored and verified in ${durationText(recovery)}, the objective is ${durationText(rto)}`;
  return [{ name: 'recovery time', passed: recovery <= rto, text }];
}

/** Against the recovery point objective; a backup whose time is not known cannot meet one. */
function pointChecks(age: number | undefined, rpo: number | undefined): DrillCheck[] {
  if (rpo === undefined) return [];
  const name = 'recovery point';
  if (age === undefined) {
    return [{ name, passed: false, text: 'the time of the backup is not known' }];
  }
  const text = `the backup was ${durationText(age)} old, the objective is ${durationText(rpo)}`;
  return [{ name, passed: age <= rpo, text }];
}

/** Never negative: two clocks may differ by some seconds. Rounded to a hundredth, up: an objective is not met by rounding. */
function minutesBetween(from: string, to: string): number | undefined {
  const [start, end] = [parseTimestamp(from), parseTimestamp(to)];
  if (start === undefined || end === undefined) return undefined;
  return Math.max(0, Math.ceil((end.getTime() - start.getTime()) / 600) / 100);
}

/** `45 s`, `7.5 min`, `26 h`, `3 days`: as exact as people compare it. */
export function durationText(minutes: number): string {
  if (minutes < 1) return `${Math.ceil(minutes * 60)} s`;
  if (minutes < 120) return `${roundToTenth(minutes)} min`;
  if (minutes < 48 * 60) return `${roundToTenth(minutes / 60)} h`;
  return `${roundToTenth(minutes / (24 * 60))} days`;
}

/** Tenths are as exact as anybody reads. */
export function roundToTenth(value: number): number {
  return Math.round(value * 10) / 10;
}

/** Why a drill failed, in one line; or what it passed. */
export function verdictText({ checks, passed }: Pick<DrillResult, 'checks' | 'passed'>): string {
  if (passed) return pluralize(checks.length, 'check');
  return checks
    .filter((check) => !check.passed)
    .map(({ name, text }) => `${name}: ${text}`)
    .join('; ');
}
