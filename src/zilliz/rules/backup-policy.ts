import type { Problem, Rule } from '../../evaluation/rule';
import type { PolicyDeclaration } from '../model/policy';

/** The policies of automatic backups that the vendor allows. */
export const backupPolicy: Rule<Partial<PolicyDeclaration>> = {
  id: 'ZILLIZ_BACKUP_POLICY',
  severity: 'error',
  holds:
    'days names at least one day, each once; startTime is a window of two hours (HH:mm-HH:mm); retentionDays is a whole number from 1 to 30; each region gets one copy; days and startTime are given unless enabled is false, and then nothing else is',
  remedy: 'Use a value that the vendor accepts',
  source: 'https://docs.zilliz.com/reference/restful/set-backup-policy-v2',
  certainty: 'documented',
  check(declaration, { isUnknown }) {
    const { enabled, days, startTime, retentionDays, crossRegionCopies } = declaration;
    const others = { days, startTime, retentionDays, crossRegionCopies };
    const isGiven = (name: string, value: unknown) => value !== undefined || isUnknown(name);
    if (enabled === false) {
      return Object.entries(others)
        .filter(([name, value]) => isGiven(name, value))
        .map(([path, got]): Problem => {
          const problem = 'cannot be set together with enabled false';
          return { path, problem, got, fix: 'Leave it out' };
        });
    }
    const problems: Problem[] = [];
    for (const [path, value] of Object.entries({ days, startTime })) {
      if (isGiven(path, value) || isUnknown('enabled')) continue;
      const fix = 'Give it, or set enabled to false';
      problems.push({ path, problem: 'is missing; automatic backups need days and a window', fix });
    }
    if (days?.length === 0) {
      problems.push({ path: 'days', problem: 'names no day', got: days, fix: 'Name the days' });
    }
    problems.push(...repeatProblems('days', days));
    if (startTime !== undefined && !isWindow(startTime)) {
      const problem = 'must be a window of two hours in UTC';
      const fix = 'Write it as "02:00-04:00"';
      problems.push({ path: 'startTime', problem, got: startTime, fix });
    }
    problems.push(...retention('retentionDays', retentionDays));
    (crossRegionCopies ?? []).forEach((copy, index) => {
      problems.push(...retention(`crossRegionCopies[${index}].retentionDays`, copy.retentionDays));
    });
    const regions = crossRegionCopies?.map(({ regionId }) => regionId);
    problems.push(...repeatProblems('crossRegionCopies', regions));
    return problems;
  },
};

function repeatProblems(path: string, values: readonly string[] = []): Problem[] {
  const known = values.filter((value) => value !== undefined);
  const twice = known.find((value, index) => known.indexOf(value) !== index);
  if (twice === undefined) return [];
  return [{ path, problem: 'names one twice', got: twice, fix: 'Remove one of the two' }];
}

function retention(path: string, days: number | undefined): Problem[] {
  if (days === undefined || (Number.isInteger(days) && days >= 1 && days <= 30)) return [];
  const problem = 'must be a whole number from 1 to 30';
  return [{ path, problem, got: days, fix: 'Give the days for which a backup is kept' }];
}

const WINDOW = /^([01]\d|2[0-3]):([0-5]\d)-([01]\d|2[0-3]):([0-5]\d)$/;

/** It may go over midnight. */
function isWindow(text: string): boolean {
  const [, hour, minute, endHour, endMinute] = WINDOW.exec(text) ?? [];
  if (hour === undefined) return false;
  return minute === endMinute && (Number(hour) + 2) % 24 === Number(endHour);
}
