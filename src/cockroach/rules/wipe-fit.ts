import type { Rule } from '../../evaluation/rule';
import type { ClusterDeclaration } from '../model/declaration';
import { WIPE_FIT_RULE_ID } from '../model/fit';

/** Nothing is deleted for a backup that the destination cannot take. */
export const wipeFit: Rule<Partial<ClusterDeclaration>> = {
  id: WIPE_FIT_RULE_ID,
  severity: 'unchecked',
  holds:
    'wipeDestination deletes nothing unless the versions and regions of both clusters allow the restore; if that depends only on the backup, the finding is acknowledged',
  remedy:
    'Nothing, or acknowledge it if it depends only on the backup and you know that the backup fits',
  source: 'https://www.cockroachlabs.com/docs/stable/restoring-backups-across-versions',
  certainty: 'documented; the API does not return the version of a backup',
  mayComeLater: true,
  check({ backup, destinationCluster, wipeDestination }, { isUnknown }) {
    if (wipeDestination !== true && !isUnknown('wipeDestination')) return [];
    if (backup === undefined) return [];
    if (backup.clusterId !== undefined && backup.clusterId === destinationCluster) return [];
    const path = 'wipeDestination';
    const problem =
      'synth cannot tell whether the versions and regions of both clusters allow the restore';
    const fix =
      'Nothing to do: the runner compares them before the first deletion. Acknowledge it if that depends only on the backup and you know that the backup fits';
    return [{ path, problem, fix }];
  },
};
