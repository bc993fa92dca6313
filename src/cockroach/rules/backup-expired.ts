import type { Rule } from '../../evaluation/rule';
import { daysBetween, parseTimestamp } from '../../text/timestamp';
import { backupsCommand } from '../../vendor/commands';
import type { RestoreDeclaration } from '../model/declaration';

const BASIC_RETENTION_DAYS = 30;
// The longest retention that can be configured: beyond it every backup is gone.
const LONGEST_RETENTION_DAYS = 365;

/** A backup is restored before it expires. */
export const backupExpired: Rule<Partial<RestoreDeclaration>> = {
  id: 'COCKROACH_BACKUP_EXPIRED',
  // The retention of a catalog is today's: an older backup may have been taken with a longer one.
  severity: 'acknowledge',
  holds:
    'The backup has not expired. It is kept for 30 days at most on BASIC, elsewhere for at most the retention of its cluster; an incremental backup expires with the full backup that it depends on',
  remedy:
    'Acknowledge it if the restore is done; for a new restore, choose a newer backup: `cluster-restore backups` lists them',
  mayComeLater: true,
  source: 'https://www.cockroachlabs.com/docs/cockroachcloud/managed-backups-basic',
  certainty: 'documented; the API does not say whether a backup is incremental',
  check({ backup, plan }, { now }) {
    const known = backup?.known;
    // What is restored is not later than the moment of "before".
    const got = known?.asOfTime ?? backup?.before?.time;
    const taken = parseTimestamp(got);
    if (backup?.latest === true || taken === undefined) return [];
    const fixed = plan === 'BASIC' ? BASIC_RETENTION_DAYS : undefined;
    const days = known?.retentionDays ?? fixed ?? LONGEST_RETENTION_DAYS;
    const age = daysBetween(taken, now);
    if (age < days) return [];
    const problem = `the backup is ${Math.floor(age)} days old and is kept for at most ${days}`;
    const fix = `Acknowledge this if the restore is done; for a new restore, choose a newer backup: ${backupsCommand(backup?.clusterId)}`;
    return [{ cause: 'time', path: 'backup', problem, got, fix }];
  },
};
