import type { TriggerValues } from '../../vendor/triggers';
import type { BackupReference, RestoreDeclaration } from '../model/declaration';

/** What tells every restore of this vendor from another. */
export function restoreIdentity({ backup, destinationCluster }: RestoreDeclaration): TriggerValues {
  return {
    source_cluster_id: backup.clusterId,
    backup_id: backupIdInTriggers(backup),
    destination_cluster_id: destinationCluster,
  };
}

/** Only `Backup.latest` is the latest; a declaration without an id is refused by its schema. */
function backupIdInTriggers({ backupId, latest }: BackupReference): string {
  return latest === true ? 'latest' : (backupId as string);
}
