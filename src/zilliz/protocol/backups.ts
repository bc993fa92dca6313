import * as z from 'zod/mini';
import type { ApiClient, Reader } from '../../client/api-client';
import { RefusedError, refusal } from '../../client/errors';
import { once } from '../../text/once';
import { quote } from '../../text/text';
import { parseTimestamp } from '../../text/timestamp';
import { type DatedBackup, newestNotLater, noneNotLater } from '../../vendor/backup-choice';
import { backupsCommand } from '../../vendor/commands';
import { readOne, requireAsked } from '../../vendor/read-one';
import type { BackupReference } from '../model/declaration';
import { pagesOf } from './paging';
import { hasAdvice } from './read-response';

/** The fact by which `prepare` learns of the backup that was made first. */
export const NEW_BACKUP = 'new_backup_id';

/** What this library reads of a backup; everything else in a response is ignored. */
const backupSchema = once(() =>
  z.object({
    backupId: z.string(),
    backupType: z._default(z.string(), ''),
    creationMethod: z._default(z.string(), ''),
    status: z._default(z.string(), ''),
    size: z.optional(z.number()),
    createTime: z._default(z.string(), ''),
    expireTime: z.optional(z.nullable(z.string())),
    regionId: z.optional(z.nullable(z.string())),
    restoreNewInstancePolicies: z.optional(z.nullable(z.array(z.string()))),
    dbCollections: z.optional(
      z.nullable(
        z.array(
          z.object({
            // The default database is omitted, or empty, in each example.
            dbName: z._default(z.string(), ''),
            collections: z._default(z.array(z.object({ collectionName: z.string() })), []),
          }),
        ),
      ),
    ),
  }),
);

/** See {@link Backup}. */
export type Backup = z.infer<ReturnType<typeof backupSchema>>;

/** Which backups are asked for; all of them by default. */
export interface BackupQuery {
  readonly clusterId: string;
  readonly backupType?: 'CLUSTER' | 'COLLECTION';
}

/** The backups of a cluster, the newest first. */
export async function listBackups(api: Reader, asked: BackupQuery): Promise<Backup[]> {
  const list = { path: ['v2', 'backups'], list: 'backups', query: { ...asked } };
  const all: Backup[] = [];
  for await (const backups of pagesOf(api, list, backupSchema())) all.push(...backups);
  return all.sort(newestFirst);
}

function newestFirst(one: Backup, other: Backup): number {
  return timeOf(other) - timeOf(one);
}

function timeOf({ createTime }: Backup): number {
  return parseTimestamp(createTime)?.getTime() ?? Number.NEGATIVE_INFINITY;
}

/** Describes one backup. */
export async function backupOf(
  api: ApiClient,
  clusterId: string,
  backupId: string,
): Promise<Backup> {
  const path = ['v2', 'clusters', clusterId, 'backups', backupId];
  const backup = await readOne(api, path, backupSchema(), 'describes no backup');
  // What describes another backup would have that one restored.
  requireAsked('backup', path, backup.backupId, backupId);
  return backup;
}

/** The reference with the backup that was made for it; without one, as it is declared. */
export function madeOr(
  reference: BackupReference,
  facts: Readonly<Record<string, string>>,
): BackupReference {
  if (reference.now === undefined) return reference;
  const backupId = facts[NEW_BACKUP];
  if (!backupId) throw refusal('the backup that is made first does not exist', 'Apply again');
  return { ...reference, backupId };
}

/** The backup to restore, as the API knows it now; for `latest` the newest one, for `before` the newest not later. */
export async function chosenBackup(
  api: ApiClient,
  reference: BackupReference,
  backupType?: 'CLUSTER',
): Promise<Backup> {
  const { clusterId, backupId, before } = reference;
  const backup =
    backupId === undefined
      ? await newestBackup(api, { clusterId, backupType, before: before?.time })
      : await namedBackup(api, clusterId, backupId);
  const id = quote(backup.backupId);
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

/** A backup that somebody named: where there is none, what there is. */
async function namedBackup(api: ApiClient, clusterId: string, backupId: string): Promise<Backup> {
  try {
    return await backupOf(api, clusterId, backupId);
  } catch (error) {
    // The code for an unknown backup is not documented: what is refused without advice of its own is taken for one.
    const isUnknown =
      error instanceof RefusedError && error.retry === 'after a fix' && !hasAdvice(error.code);
    if (!isUnknown || error.kind !== 'refused' || error.request === undefined) throw error;
    const { problem, kind, effect, retry, request, code } = error;
    const fix = `Correct the id of the backup. List the backups: ${backupsCommand(clusterId)}`;
    throw new RefusedError(problem, fix, { kind, effect, retry, request }, code, undefined);
  }
}

/** Which backup is the newest: of a type, and not later than a moment. */
interface NewestQuery {
  readonly clusterId: string;
  readonly backupType: 'CLUSTER' | undefined;
  readonly before: string | undefined;
}

/**
 * The newest backup that can be restored, as it describes itself. The reference calls the time of a listed backup that of its
 * cluster: where a description disagrees with the list, all of them are described.
 */
async function newestBackup(api: ApiClient, asked: NewestQuery): Promise<Backup> {
  const { clusterId, backupType, before } = asked;
  const query = backupType === undefined ? { clusterId } : { clusterId, backupType };
  const listed = (await listBackups(api, query)).filter(
    ({ status, backupType: type }) =>
      (status === '' || status === 'AVAILABLE') &&
      (backupType === undefined || type === '' || type === backupType),
  );
  const [first, ...others] = listed;
  if (first === undefined) {
    throw refusal(
      `cluster ${quote(clusterId)} has no backup that is AVAILABLE`,
      'Take a backup, or name one by its id',
    );
  }
  const described = [await backupOf(api, clusterId, first.backupId)];
  const isListRight = timeOf(described[0] as Backup) === timeOf(first);
  if (isListRight && before === undefined) return described[0] as Backup;
  if (isListRight) {
    const found = notLater(listed, asked);
    const chosen = await backupOf(api, clusterId, found.backupId);
    if (timeOf(chosen) === timeOf(found)) return chosen;
  }
  // One after the other: the vendor allows 20 requests a second.
  for (const { backupId } of others) described.push(await backupOf(api, clusterId, backupId));
  const present = described.filter(({ status }) => status === '' || status === 'AVAILABLE');
  if (before !== undefined) return notLater(present, asked);
  const [newest] = present.sort(newestFirst);
  return newest ?? (described[0] as Backup);
}

function notLater(backups: readonly Backup[], { clusterId, before = '' }: NewestQuery): Backup {
  const found = newestNotLater(backups, before, keyOf);
  if (found !== undefined) return found;
  const [oldest] = [...backups].sort((one, other) => timeOf(one) - timeOf(other));
  throw noneNotLater(clusterId, before, oldest === undefined ? undefined : keyOf(oldest));
}

function keyOf({ backupId: id, createTime: time }: Backup): DatedBackup {
  return { id, time };
}
