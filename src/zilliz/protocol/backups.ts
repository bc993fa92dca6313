import * as z from 'zod/mini';
import type { ApiClient } from '../../client/api-client';
import { refusal, UnusableAnswer } from '../../client/errors';
import { quoted } from '../../text/text';
import { shownPath } from '../../vendor/request';
import type { BackupReference } from '../model/declaration';

/** What this library reads of a backup; everything else the API says is let pass. */
const Backup = z.object({
  backupId: z.string(),
  backupType: z._default(z.string(), ''),
  creationMethod: z._default(z.string(), ''),
  status: z._default(z.string(), ''),
  size: z.optional(z.number()),
  createTime: z._default(z.string(), ''),
  expireTime: z.optional(z.nullable(z.string())),
  regionId: z.optional(z.nullable(z.string())),
  restoreNewInstancePolicies: z.optional(z.nullable(z.array(z.string()))),
});

/** See {@link Backup}. */
export type Backup = z.infer<typeof Backup>;

const Page = z.object({
  count: z._default(z.number(), 0),
  backups: z._default(z.array(Backup), []),
});
const PAGE_SIZE = 100;

/** Which backups are asked for; all of them by default. */
export interface BackupQuery {
  readonly clusterId: string;
  readonly backupType?: 'CLUSTER' | 'COLLECTION';
}

/** The backups of a cluster, the newest first. */
export async function listBackups(
  api: Pick<ApiClient, 'read'>,
  asked: BackupQuery,
): Promise<Backup[]> {
  const all: Backup[] = [];
  for (let currentPage = 1; ; currentPage += 1) {
    const query = { ...asked, pageSize: PAGE_SIZE, currentPage };
    const { data } = await api.read({ method: 'GET', path: ['v2', 'backups'], query });
    const parsed = z.safeParse(Page, data);
    if (!parsed.success) throw new UnusableAnswer('the answer to GET /v2/backups lists no backups');
    const { backups, count } = parsed.data;
    all.push(...backups);
    if (backups.length === 0 || all.length >= count) break;
  }
  return all.sort((one, other) => Date.parse(other.createTime) - Date.parse(one.createTime));
}

/** Describes one backup. */
export async function backupOf(
  api: ApiClient,
  clusterId: string,
  backupId: string,
): Promise<Backup> {
  const path = ['v2', 'clusters', clusterId, 'backups', backupId];
  const { data } = await api.read({ method: 'GET', path });
  const parsed = z.safeParse(Backup, data);
  if (!parsed.success) {
    throw new UnusableAnswer(`the answer to GET ${shownPath(path)} describes no backup`);
  }
  return parsed.data;
}

/** The backup to restore, as the API knows it now; for `latest` the newest one. */
export async function chosenBackup(
  api: ApiClient,
  reference: BackupReference,
  backupType?: 'CLUSTER',
): Promise<Backup> {
  const { clusterId, backupId } = reference;
  const backup =
    backupId === undefined
      ? await latestBackup(api, clusterId, backupType)
      : await backupOf(api, clusterId, backupId);
  const id = quoted(backup.backupId);
  if (backup.status !== '' && backup.status !== 'AVAILABLE') {
    throw refusal(`backup ${id} is ${backup.status}`, 'Choose one that is AVAILABLE');
  }
  if (backupType === 'CLUSTER' && !['', 'CLUSTER'].includes(backup.backupType)) {
    throw refusal(
      `backup ${id} is of type ${backup.backupType}`,
      'A cluster is restored from a backup of type CLUSTER; for collections use RestoredCollections',
    );
  }
  return backup;
}

async function latestBackup(api: ApiClient, clusterId: string, backupType?: 'CLUSTER') {
  const query = backupType === undefined ? { clusterId } : { clusterId, backupType };
  const backups = await listBackups(api, query);
  const latest = backups.find(({ status }) => status === '' || status === 'AVAILABLE');
  if (latest !== undefined) return latest;
  throw refusal(
    `cluster ${quoted(clusterId)} has no backup that is AVAILABLE`,
    'Take a backup, or name one by its id',
  );
}
