import { choiceText } from '../../vendor/backup-choice';
import type { Chosen } from '../../vendor/definition';
import type { Segment } from '../../vendor/request';
import type { BackupReference } from '../model/declaration';

/** The path of the backup that is restored. */
export function backupPath(backup: BackupReference, chosen: Chosen): readonly Segment[] {
  const { clusterId, backupId } = backup;
  const later = { placeholder: choiceText(backup) };
  return ['v2', 'clusters', clusterId, 'backups', chosen.backupId ?? backupId ?? later];
}
