import { mark } from '../../text/marked';
import { choiceText } from '../../vendor/backup-choice';
import type { BackupFacts, Place, ReviewContext } from '../../vendor/facts';
import type { BackupReference } from '../model/declaration';

/** The cluster that was backed up. */
export function sourceCluster(
  { clusterId, known }: BackupReference,
  { nameOf }: ReviewContext,
): Place {
  const { regionId, sourceClusterStatus: status } = known ?? {};
  const notes = [
    ...(regionId === undefined ? [] : [`region ${mark(regionId)}`]),
    ...(status === undefined || status === 'RUNNING' ? [] : [`status ${mark(status)}`]),
  ];
  return { kind: 'cluster', name: nameOf(clusterId), clusterId, note: noteOf(notes) };
}

/** The backup, as far as the declaration or its catalog says. */
export function backupFacts(backup: BackupReference): BackupFacts {
  const { backupId, latest, now, known } = backup;
  const isChosen = backupId === undefined && latest !== true;
  const { createTime, expireTime, creationMethod, backupType, catalog } = known ?? {};
  const notes = [
    ...(now === undefined ? [] : ['kept and billed until somebody deletes it']),
    ...(expireTime === null ? ['kept until somebody deletes it'] : []),
    ...(creationMethod === 'AUTO' ? ['automatic: gone when the source cluster is dropped'] : []),
    ...(backupType === undefined ? [] : [`type ${mark(backupType)}`]),
    ...(catalog === undefined ? [] : [`from catalog ${mark(catalog)}`]),
  ];
  return {
    id: backupId,
    ...(isChosen ? { choice: choiceText(backup, mark) } : {}),
    ...(now === undefined ? {} : { isMadeFirst: true }),
    createdAt: createTime,
    expiresAt: expireTime ?? undefined,
    note: noteOf(notes),
  };
}

function noteOf(notes: readonly string[]): string | undefined {
  return notes.length === 0 ? undefined : notes.join(', ');
}

const GIB = 1024 ** 3;

/** How much the backup holds, to be put behind the size of the cluster. */
export function sizeText({ known }: BackupReference): string {
  return known?.size === undefined ? '' : `, for a backup of ${(known.size / GIB).toFixed(1)} GiB`;
}
