import type { Chosen } from '../../vendor/definition';
import type { Segment } from '../../vendor/request';
import type { BackupReference } from '../model/declaration';

/** The path of the backup that is restored. */
export function backupPath(
  { clusterId, backupId }: BackupReference,
  chosen: Chosen,
): readonly Segment[] {
  const latest = { placeholder: 'the latest backup' };
  return ['v2', 'clusters', clusterId, 'backups', chosen.backupId ?? backupId ?? latest];
}
