import * as z from 'zod/mini';
import type { ApiClient, Reader } from '../../client/api-client';
import { refusal } from '../../client/errors';
import { once } from '../../text/once';
import { quote } from '../../text/text';
import { daysBetween, parseTimestamp } from '../../text/timestamp';
import { type DatedBackup, newestNotLater, noneNotLater } from '../../vendor/backup-choice';
import { backupsCommand } from '../../vendor/commands';
import { clusterPath } from '../definition/paths';
import type { BackupReference } from '../model/declaration';
import { allOf, type ListQuery, pagesOf } from './pages';

/** All that the API says of a backup. */
const backupSchema = once(() => z.object({ id: z.string(), as_of_time: z.string() }));

/** See {@link Backup}. */
export type Backup = z.infer<ReturnType<typeof backupSchema>>;

/** The vendor's window for the latest backup. */
export const LATEST_WITHIN_DAYS = 7;

/** Which backups are asked for; all that can be restored by default. */
export interface BackupQuery {
  readonly clusterId: string;
  /** The earliest moment that a backup may restore to. */
  readonly from?: Date;
  /** The moment before which it must be. */
  readonly to?: Date;
}

/** The backups of a cluster that can be restored, the newest first. */
export async function listBackups(api: Reader, asked: BackupQuery): Promise<Backup[]> {
  const { clusterId, from, to } = asked;
  // The API wants both ends of a range, or none.
  const range: Record<string, string> =
    from === undefined || to === undefined
      ? {}
      : { start_time: from.toISOString(), end_time: to.toISOString() };
  const all = await allOf(api, { ...newestFirst(clusterId), query: range }, backupSchema());
  const isAsked = ({ as_of_time }: Backup) => {
    const at = parseTimestamp(as_of_time);
    if (at === undefined) return true;
    return (from === undefined || at >= from) && (to === undefined || at < to);
  };
  return all.filter(isAsked).sort((one, other) => timeOf(other) - timeOf(one));
}

/**
 * The backup to restore, as the API lists it now; for `latest` the newest one of the last 7 days, for `before` the newest
 * that is not later.
 */
export async function chosenBackup(
  api: Reader & Pick<ApiClient, 'vendorTime'>,
  reference: BackupReference,
  now: Date,
): Promise<Backup> {
  const { clusterId, backupId, before } = reference;
  if (before !== undefined) return await backupBefore(api, clusterId, before.time, now);
  return backupId === undefined
    ? await latestBackup(api, clusterId, now)
    : await backupOf(api, clusterId, backupId);
}

async function backupOf(api: Reader, clusterId: string, backupId: string): Promise<Backup> {
  // The API describes no single backup: the list is read until it shows up.
  for await (const backups of pagesOf(api, newestFirst(clusterId), backupSchema())) {
    const found = backups.find(({ id }) => id === backupId);
    if (found !== undefined) return found;
  }
  throw refusal(
    `cluster ${clusterId} has no backup ${quote(backupId)} that can be restored: it has expired, or belongs to another cluster`,
    `List the backups: ${backupsCommand(clusterId)}`,
  );
}

async function latestBackup(
  api: Parameters<typeof chosenBackup>[0],
  clusterId: string,
  now: Date,
): Promise<Backup> {
  const listed = await firstPages(api, newestFirst(clusterId), ({ length }) => length > 1);
  const [newest] = listed.sort((one, other) => timeOf(other) - timeOf(one));
  if (newest === undefined) {
    throw refusal(
      `cluster ${clusterId} has no backup that can be restored`,
      'Check that its managed backups are enabled, and wait for the first one',
    );
  }
  const at = parseTimestamp(newest.as_of_time);
  if (at !== undefined && daysBetween(at, api.vendorTime ?? now) <= LATEST_WITHIN_DAYS)
    return newest;
  throw refusal(
    `the newest backup of cluster ${clusterId} is of ${newest.as_of_time}, and latest takes only a backup of the last ${LATEST_WITHIN_DAYS} days`,
    `Name it by its id (${newest.id}), or find out why no newer one was taken`,
  );
}

/**
 * The first pages of a list that is asked for newest first, until they are enough; all of it where it has another order:
 * then what counts may be on any page.
 */
async function firstPages(
  api: Reader,
  asked: ListQuery,
  isEnough: (listed: readonly Backup[]) => boolean,
): Promise<Backup[]> {
  const listed: Backup[] = [];
  for await (const backups of pagesOf(api, asked, backupSchema())) {
    listed.push(...backups);
    const times = listed.map(timeOf);
    const isInOrder = times.every((time, at) => time <= (times[at - 1] ?? time));
    if (isInOrder && isEnough(listed)) break;
  }
  return listed;
}

/** The longest retention: what is older is gone. */
const LONGEST_RETENTION_MS = 366 * 24 * 60 * 60 * 1000;

/** The newest backup that is not later than a moment: the range is the vendor's, the decision is made here. */
async function backupBefore(
  api: Reader,
  clusterId: string,
  moment: string,
  now: Date,
): Promise<Backup> {
  const at = parseTimestamp(moment)?.getTime() ?? 0;
  const query = {
    // A moment to come has the backups of today before it.
    start_time: new Date(Math.min(at, now.getTime()) - LONGEST_RETENTION_MS).toISOString(),
    // The end is not part of the range, and a backup of that very moment is not later.
    end_time: new Date(at + 1000).toISOString(),
  };
  const newest = (listed: readonly Backup[]) => newestNotLater(listed, moment, keyOf);
  const asked = { ...newestFirst(clusterId), query };
  const found = newest(await firstPages(api, asked, (listed) => newest(listed) !== undefined));
  if (found !== undefined) return found;
  const oldestFirst = { ...newestFirst(clusterId), order: 'ASC' } as const;
  for await (const [oldest] of pagesOf(api, oldestFirst, backupSchema())) {
    throw noneNotLater(clusterId, moment, oldest && keyOf(oldest));
  }
  throw noneNotLater(clusterId, moment, undefined);
}

function keyOf({ id, as_of_time: time }: Backup): DatedBackup {
  return { id, time };
}

function newestFirst(clusterId: string): ListQuery {
  return { path: clusterPath(clusterId, 'backups'), list: 'backups', order: 'DESC' };
}

function timeOf({ as_of_time }: Backup): number {
  return parseTimestamp(as_of_time)?.getTime() ?? 0;
}
