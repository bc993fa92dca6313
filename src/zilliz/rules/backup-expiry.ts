import type { Problem, Rule } from '../../evaluation/rule';
import { isGone } from '../model/cluster-status';
import { daysSince } from '../model/days';
import type { BackupFacts, ClusterDeclaration } from '../model/declaration';

const SOON = 'Apply before it expires, or choose a newer backup';
const OTHERWISE = 'Choose another backup; acknowledge this if the restore is already done';

/** The backup is still kept: it has not expired, nor ended with its source cluster. */
export const backupExpiry: Rule<Partial<Pick<ClusterDeclaration, 'backup'>>> = {
  id: 'ZILLIZ_BACKUP_EXPIRY',
  severity: 'acknowledge',
  otherSeverities: ['warning'],
  holds:
    'The backup is kept at least until it is restored: an automatic one is deleted at its expireTime, and with its source cluster',
  remedy: 'Choose another backup; acknowledge it when the restore is already done',
  mayComeLater: true,
  source: 'https://docs.zilliz.com/docs/schedule-automatic-backups',
  certainty: 'documented',
  check({ backup }, { now }) {
    const { known } = backup ?? {};
    return known === undefined
      ? []
      : [...sourceProblems(known), ...expiryProblems(known, now)].slice(0, 1);
  },
};

function sourceProblems({ creationMethod, sourceClusterStatus = '' }: BackupFacts): Problem[] {
  if (creationMethod !== 'AUTO' || !isGone(sourceClusterStatus)) {
    return [];
  }
  const problem = `it was created automatically and is deleted with its source cluster, which is ${sourceClusterStatus}`;
  return [{ path: 'backup', problem, fix: OTHERWISE }];
}

function expiryProblems({ expireTime }: BackupFacts, now: Date): Problem[] {
  if (expireTime === undefined || expireTime === null) return [];
  const path = 'backup';
  const days = daysSince(expireTime, now);
  if (days >= 0)
    return [{ cause: 'time', path, problem: `it expired at ${expireTime}`, fix: OTHERWISE }];
  if (days < -1) return [];
  const problem = `it expires at ${expireTime}, in less than a day`;
  return [{ cause: 'time', severity: 'warning', path, problem, fix: SOON }];
}
