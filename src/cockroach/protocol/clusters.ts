import * as z from 'zod/mini';
import type { Reader } from '../../client/api-client';
import { refusal } from '../../client/errors';
import { once } from '../../text/once';
import { parseOne, requireAsked } from '../../vendor/read-one';
import { clusterPath } from '../definition/paths';
import { NOT_FOUND } from './read-response';

/** What this library reads of a cluster; everything else in a response is ignored. */
const clusterSchema = once(() =>
  z.object({
    id: z.string(),
    name: z._default(z.string(), ''),
    plan: z._default(z.string(), ''),
    cloud_provider: z._default(z.string(), ''),
    cockroach_version: z._default(z.string(), ''),
    state: z._default(z.string(), ''),
    operation_status: z._default(z.string(), ''),
    upgrade_status: z._default(z.string(), ''),
    delete_protection: z._default(z.string(), ''),
    /** Absent: not reported, which is not the same as none. */
    labels: z.optional(z.record(z.string(), z.string())),
    regions: z._default(z.array(z.object({ name: z._default(z.string(), '') })), []),
  }),
);

/** See {@link Cluster}. */
export type Cluster = z.infer<ReturnType<typeof clusterSchema>>;

/** Describes one cluster; `role` says in errors what it is for the restore. */
export async function clusterOf(
  api: Reader,
  clusterId: string,
  role: 'source' | 'destination' | 'cluster',
): Promise<Cluster> {
  const cluster = await tryClusterOf(api, clusterId);
  if (cluster === undefined || cluster.state === 'DELETED') throw missing(clusterId, role);
  return cluster;
}

/** Describes one cluster, also one that was deleted; `undefined` where the API knows none of this id. */
export async function tryClusterOf(api: Reader, clusterId: string): Promise<Cluster | undefined> {
  const path = clusterPath(clusterId);
  const { data, refusedWith } = await api.read({ method: 'GET', path, expectedCodes: NOT_FOUND });
  if (refusedWith !== undefined) return undefined;
  const cluster = parseOne(data, path, clusterSchema(), 'describes no cluster');
  // What describes another cluster would have that one's databases listed, and these names deleted here.
  requireAsked('cluster', path, cluster.id, clusterId);
  return { ...cluster, id: clusterId };
}

/** `orders-staging (2b9d4e61-…)`: a cluster as people know it, with the id that identifies it. */
export function titleOf({ id, name }: Cluster): string {
  return name === '' ? id : `${name} (${id})`;
}

function missing(clusterId: string, role: string) {
  const who = role === 'cluster' ? 'cluster' : `the ${role} cluster`;
  const fix = 'Correct its id, or use a key of the organization that it is in';
  const other =
    role === 'source' ? '. Backups of a deleted cluster are restored by CockroachDB support' : '';
  return refusal(`${who} ${clusterId} does not exist`, `${fix}${other}`);
}
