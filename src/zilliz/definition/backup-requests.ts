import type { VendorRequest } from '../../vendor/request';
import type { BackupReference, CollectionsDeclaration } from '../model/declaration';

/** The backup that a declaration restores from, and one of what a restore is written into. */
export const SOURCE_BACKUP = 'createBackup';
export const SAFETY_BACKUP = 'backupBeforeRestore';

/** The backup of `Backup.now`; none for an existing backup. */
export function sourceBackupRequests({ clusterId, now }: BackupReference): VendorRequest[] {
  if (now === undefined) return [];
  const { dbName, collectionNames } = now;
  if (collectionNames === undefined) {
    return [createBackup(SOURCE_BACKUP, clusterId, { backupType: 'CLUSTER' })];
  }
  const group = { ...(dbName === undefined ? {} : { dbName }), collectionNames };
  const body = { backupType: 'COLLECTION', dbCollections: [group] };
  return [createBackup(SOURCE_BACKUP, clusterId, body)];
}

/** The backups that are made before collections are written: of the source, then of the target. */
export function collectionBackupRequests({
  backup,
  targetCluster,
  backupBeforeRestore,
}: CollectionsDeclaration): VendorRequest[] {
  const safety = createBackup(SAFETY_BACKUP, targetCluster, { backupType: 'CLUSTER' });
  return [...sourceBackupRequests(backup), ...(backupBeforeRestore === true ? [safety] : [])];
}

function createBackup(
  name: string,
  clusterId: string,
  body: Readonly<Record<string, unknown>>,
): VendorRequest {
  return {
    name,
    when: 'backup',
    method: 'POST',
    path: ['v2', 'clusters', clusterId, 'backups', 'create'],
    body,
    note: 'sent first, once, and its job is waited for; the backup stays until somebody deletes it',
  };
}

/** How a manual backup is deleted, for a reader to copy: no restore and no destroy does it. */
export function deleteBackupCommand(clusterId: string, backupId: string): string {
  const url = `"\${ZILLIZ_BASE_URL:-https://api.cloud.zilliz.com}/v2/clusters/${encodeURIComponent(clusterId)}/backups/${encodeURIComponent(backupId)}"`;
  return `curl --request DELETE --header "Authorization: Bearer $ZILLIZ_API_KEY" ${url}`;
}
