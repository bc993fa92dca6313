import * as z from 'zod/mini';
import type { ApiClient } from '../../contract/api-client';
import { ExitCode } from '../../contract/exit-code';
import { RestoreError, UnusableAnswer } from '../../contract/restore-error';
import { quoted } from '../../contract/text';
import type { BackupReference } from '../declaration';

/** What this library reads of a backup; everything else the API says is let pass. */
const Backup = z.object({
  backupId: z.string(),
  backupType: z._default(z.string(), ''),
  creationMethod: z._default(z.string(), ''),
  status: z._default(z.string(), ''),
  createTime: z._default(z.string(), ''),
  expireTime: z.optional(z.nullable(z.string())),
  regionId: z.optional(z.nullable(z.string())),
  restoreNewInstancePolicies: z.optional(z.nullable(z.array(z.string()))),
});

/** See {@link Backup}. */
export type Backup = z.infer<typeof Backup>;

/** The backup to restore, as the API knows it now: there, complete, and of a whole cluster. */
export async function chosenBackup(
  api: ApiClient,
  reference: BackupReference,
  chosenBefore: string | undefined,
): Promise<Backup> {
  const { clusterId } = reference;
  const backupId = reference.backupId ?? chosenBefore ?? '';
  const path = `/v2/clusters/${encodeURIComponent(clusterId)}/backups/${encodeURIComponent(backupId)}`;
  const { data } = await api.read({ method: 'GET', path });
  const parsed = z.safeParse(Backup, data);
  if (!parsed.success) throw new UnusableAnswer(`the answer to GET ${path} describes no backup`);
  const backup = parsed.data;
  if (backup.status !== '' && backup.status !== 'AVAILABLE') {
    throw refused(`backup ${quoted(backupId)} is ${backup.status}`, 'Choose one that is AVAILABLE');
  }
  if (backup.backupType !== '' && backup.backupType !== 'CLUSTER') {
    throw refused(
      `backup ${quoted(backupId)} is of type ${backup.backupType}`,
      'A cluster is restored from a backup of type CLUSTER; for collections use RestoredCollections',
    );
  }
  return backup;
}

function refused(problem: string, fix: string): RestoreError {
  return new RestoreError(ExitCode.REFUSED, problem, `${fix}; nothing was restored`);
}
