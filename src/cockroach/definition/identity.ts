import { choiceInTriggers } from '../../vendor/backup-choice';
import type { TriggerValues } from '../../vendor/triggers';
import type { RestoreDeclaration } from '../model/declaration';

/** What distinguishes each restore of this vendor from others. */
export function restoreIdentity({ backup, destinationCluster }: RestoreDeclaration): TriggerValues {
  return {
    source_cluster_id: backup.clusterId,
    backup_id: choiceInTriggers(backup),
    destination_cluster_id: destinationCluster,
  };
}
