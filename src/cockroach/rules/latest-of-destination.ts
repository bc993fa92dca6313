import type { Rule } from '../../evaluation/rule';
import { parseTimestamp } from '../../text/timestamp';
import type { ClusterDeclaration } from '../model/declaration';

/** The latest backup of a cluster that was emptied for the restore may be one of the empty cluster. */
export const latestOfDestination: Rule<Partial<ClusterDeclaration>> = {
  id: 'COCKROACH_LATEST_OF_DESTINATION',
  severity: 'acknowledge',
  holds:
    'A cluster is rolled back to its own latest backup only with wipeDestination, which chooses the backup before it empties the cluster',
  remedy: 'Name the backup by its id, or set `wipeDestination`',
  source:
    'A cluster restore needs an empty destination, whose backup schedule continues: https://www.cockroachlabs.com/docs/cockroachcloud/managed-backups-basic',
  certainty: 'inferred',
  check({ backup, destinationCluster, wipeDestination }, circumstances) {
    if (backup === undefined || destinationCluster === undefined) return [];
    if (backup.clusterId !== destinationCluster) return [];
    if (wipeDestination === true || circumstances.isUnknown('wipeDestination')) return [];
    const before = parseTimestamp(backup.before?.time);
    const isLatest = backup.latest === true || (before !== undefined && before > circumstances.now);
    if (!isLatest) return [];
    const problem =
      'is the latest backup of the destination itself, which must be empty before the restore: the latest backup may then be one of the empty cluster';
    const fix = 'Name the backup by its id, or set wipeDestination: it chooses the backup first';
    return [{ path: 'backup', problem, got: backup.before?.time ?? 'latest', fix }];
  },
};
