import type { BackupReference } from '../model/declaration';

/** Only `Backup.latest` is the latest; a declaration without an id is refused by its schema. */
export function backupIdInTriggers({ backupId, latest }: BackupReference): string {
  return latest === true ? 'latest' : (backupId as string);
}
