import type { Rule } from '../../evaluation/rule';
import type { ClusterDeclaration } from '../model/declaration';
import { WIPE_FIT_RULE_ID } from '../model/fit';

/** Nothing is deleted for a backup that the destination cannot take. */
export const wipeFit: Rule<Partial<ClusterDeclaration>> = {
  id: WIPE_FIT_RULE_ID,
  vendor: 'cockroach',
  severity: 'unchecked',
  holds:
    'wipeDestination deletes nothing unless versions and regions of both clusters fit the restore; where only the backup decides, the finding is acknowledged',
  remedy: 'Nothing, or acknowledge it where only the backup decides and it is known to fit',
  source: 'https://www.cockroachlabs.com/docs/stable/restoring-backups-across-versions',
  certainty: 'documented; the API does not tell the version of a backup',
  mayComeLater: true,
  check({ backup, destinationCluster, wipeDestination }, { isUnknown }) {
    if (wipeDestination !== true && !isUnknown('wipeDestination')) return [];
    if (backup === undefined) return [];
    if (backup.clusterId !== undefined && backup.clusterId === destinationCluster) return [];
    const path = 'wipeDestination';
    const problem = 'whether versions and regions of both clusters fit is not known at synth';
    const fix =
      'Nothing: the runner compares them before the first deletion. Acknowledge it where only the backup decides and you know that it fits';
    return [{ path, problem, fix }];
  },
};
