import * as z from 'zod/mini';
import type { ApiClient, Reader } from '../../client/api-client';
import { once } from '../../text/once';
import { parseOne, requireAsked } from '../../vendor/read-one';
import { isGone } from '../model/cluster-status';
import { pagesOf } from './paging';

/** What this library reads of a cluster; everything else in a response is ignored. */
const clusterSchema = once(() =>
  z.object({
    // It is in commands and in variables: what is longer is not an id.
    clusterId: z.string().check(z.maxLength(256)),
    clusterName: z._default(z.string(), ''),
    projectId: z._default(z.string(), ''),
    regionId: z._default(z.string(), ''),
    status: z._default(z.string(), ''),
    connectAddress: z._default(z.string(), ''),
    createTime: z._default(z.string(), ''),
    cuType: z._default(z.string(), ''),
    plan: z._default(z.string(), ''),
    cuSize: z.optional(z.number()),
    description: z.optional(z.nullable(z.string())),
    keyIdentifier: z.optional(z.nullable(z.string())),
  }),
);

/** See {@link Cluster}. */
export type Cluster = z.infer<ReturnType<typeof clusterSchema>>;

/** Describes one cluster. */
export async function clusterOf(api: ApiClient, clusterId: string): Promise<Cluster> {
  const path = ['v2', 'clusters', clusterId];
  return clusterIn((await api.read({ method: 'GET', path })).data, path, clusterId);
}

// The code for a cluster that does not exist, or that the key cannot see.
const NOT_FOUND = '96018';

/** Describes one cluster; `undefined` where the API knows none of this id. */
export async function tryClusterOf(api: Reader, clusterId: string): Promise<Cluster | undefined> {
  const path = ['v2', 'clusters', clusterId];
  const response = await api.read({ method: 'GET', path, expectedCodes: [NOT_FOUND] });
  return response.refusedWith === undefined ? clusterIn(response.data, path, clusterId) : undefined;
}

function clusterIn(data: unknown, path: readonly string[], asked: string): Cluster {
  const cluster = parseOne(data, path, clusterSchema(), 'describes no cluster');
  // That another cluster runs, or is gone, says nothing of this one.
  requireAsked('cluster', path, cluster.clusterId, asked);
  return { ...cluster, connectAddress: bare(cluster.connectAddress) };
}

/** An address without a user and a password: it goes into Terraform's state. */
function bare(address: string): string {
  return address.replace(/^([a-z]+:\/\/)[^/?#]*@/i, '$1');
}

/** The cluster of that name in that project, dropped ones left out. */
export async function findByName(
  api: Reader,
  projectId: string,
  name: string,
): Promise<Cluster | undefined> {
  const isIt = ({ projectId: project, clusterName, status }: Cluster) =>
    project === projectId && clusterName === name && !isGone(status);
  for await (const clusters of allClusters(api)) {
    const found = clusters.find(isIt);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Every cluster that the key sees, a page at a time, dropped ones among them. */
export function allClusters(api: Reader): AsyncGenerator<Cluster[]> {
  return pagesOf(api, { path: ['v2', 'clusters'], list: 'clusters' }, clusterSchema());
}
