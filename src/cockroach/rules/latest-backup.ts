import type { Rule } from '../../evaluation/rule';
import { daysBetween, parseTimestamp } from '../../text/timestamp';
import type { RestoreDeclaration } from '../model/declaration';

const LATEST_WITHIN_DAYS = 7;

/** The latest backup is one of the last seven days. */
export const latestBackup: Rule<Partial<RestoreDeclaration>> = {
  id: 'COCKROACH_LATEST_BACKUP',
  severity: 'acknowledge',
  holds:
    'The latest backup is at most 7 days old according to the catalog; the runner checks it again',
  remedy: 'Pull the catalog again, or name a backup by its id',
  mayComeLater: true,
  source: 'https://www.cockroachlabs.com/docs/cockroachcloud/managed-backups-basic',
  certainty: 'documented',
  check({ backup }, { now }) {
    const newest = parseTimestamp(backup?.known?.newestAsOfTime);
    if (backup?.latest !== true || newest === undefined) return [];
    const age = daysBetween(newest, now);
    if (age <= LATEST_WITHIN_DAYS) return [];
    const problem = `the newest backup in the catalog is ${Math.floor(age)} days old, and latest uses only a backup of the last ${LATEST_WITHIN_DAYS} days`;
    const fix = 'Pull the catalog again, or name a backup by its id';
    return [{ cause: 'time', path: 'backup', problem, got: backup.known?.newestAsOfTime, fix }];
  },
};
