import * as z from 'zod/mini';
import type { Reader } from '../../client/api-client';
import { refusal } from '../../client/errors';
import { pluralize } from '../../text/text';
import { parseTimestamp } from '../../text/timestamp';
import { expiresIn, type Inventory } from '../../vendor/inventory';
import { clusterPath } from '../definition/paths';
import { type CatalogFile, catalogOf } from '../model/catalog-file';
import { backupsConfig } from './backup-settings';
import { listBackups } from './backups';
import { clusterOf } from './clusters';
import { restoresOf } from './jobs';
import { bodyOf } from './ownership';
import { compareRestore } from './same-restore';
import { unrecordedDatabases } from './unrecorded';

const DAY_MS = 24 * 60 * 60 * 1000;

/** What a cluster has: backups, and what a catalog records of it. */
export const inventory: Inventory = {
  async findCreated(api, recorded) {
    const { destination_cluster_id: destination = '', restores_before: before = '' } = recorded;
    const body = bodyOf(recorded.request);
    if (destination === '' || body === undefined) return undefined;
    const known = new Set(before.split(' '));
    const since = (await restoresOf(api, destination)).filter(({ id }) => !known.has(id));
    const same = since.filter((restore) => compareRestore(restore, body) !== 'no');
    const [only, ...others] = same;
    if (only === undefined) return undefined;
    if (others.length > 0 || compareRestore(only, body) !== 'yes') {
      throw refusal(
        `${pluralize(same.length, 'restore')} of the same backup to ${destination} began since, and the API does not say whose: ${same.map(({ id }) => id).join(', ')}`,
        'Find out who began them',
      );
    }
    return { ...recorded, job_id: only.id };
  },

  async backups(api, { clusterId, from, to, now }) {
    const backups = await listBackups(api, { clusterId, from, to });
    // The list reports no expiry: it follows from the retention that the cluster has now.
    const { retention_days: days } = await backupsConfig(api, clusterId);
    const listed = backups.map(({ id, as_of_time: time }) => {
      const taken = parseTimestamp(time);
      return { id, time, expires: taken && new Date(taken.getTime() + days * DAY_MS) };
    });
    return {
      columns: ['backup', 'data from', 'expires at the latest'],
      rows: listed.map(({ id, time, expires }) => [
        id,
        time,
        expires === undefined ? 'unknown' : expiresIn(expires, now),
      ]),
      backups: listed.map(({ id, time, expires }) => ({
        id,
        time,
        ...(expires === undefined
          ? {}
          : { expiresAt: expires.toISOString().replace('.000Z', 'Z') }),
      })),
    };
  },

  catalog: pullCatalog,

  unrecorded: unrecordedDatabases,
};

/** What `cluster-restore catalog pull` writes: the cluster, its settings, and the backups it can restore. */
async function pullCatalog(api: Reader, clusterId: string, now: Date): Promise<CatalogFile> {
  const cluster = await clusterOf(api, clusterId, 'cluster');
  return catalogOf({
    cluster,
    backupsConfig: await backupsConfig(api, clusterId),
    backups: await listBackups(api, { clusterId }),
    cmekEnabledAt: cluster.plan === 'ADVANCED' ? await cmekEnabledAt(api, clusterId) : undefined,
    pulledAt: now,
  });
}

const Cmek = z.object({
  status: z._default(z.string(), ''),
  region_infos: z._default(
    z.array(
      z.object({
        key_infos: z._default(z.array(z.object({ created_at: z.optional(z.string()) })), []),
      }),
    ),
    [],
  ),
});

/** When the first key was added; a cluster without CMEK, or a key that may not see it, reports nothing. */
async function cmekEnabledAt(api: Reader, clusterId: string): Promise<string | undefined> {
  const expectedCodes = ['5', '404', '7', '403', '12', '501'];
  const path = clusterPath(clusterId, 'cmek');
  const { data } = await api.read({ method: 'GET', path, expectedCodes });
  const parsed = z.safeParse(Cmek, data);
  if (!parsed.success || parsed.data.status === 'DISABLED') return undefined;
  const times = parsed.data.region_infos.flatMap(({ key_infos }) =>
    key_infos.flatMap(({ created_at }) => parseTimestamp(created_at) ?? []),
  );
  if (times.length === 0) return undefined;
  return new Date(Math.min(...times.map((time) => time.getTime()))).toISOString();
}
