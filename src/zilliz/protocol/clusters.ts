import * as z from 'zod/mini';
import type { ApiClient } from '../../client/api-client';
import { UnusableAnswer } from '../../client/errors';
import { shownPath } from '../../vendor/request';
import { isGone } from '../model/cluster-status';

/** What this library reads of a cluster; everything else the API says is let pass. */
const Cluster = z.object({
  clusterId: z.string(),
  clusterName: z._default(z.string(), ''),
  projectId: z._default(z.string(), ''),
  regionId: z._default(z.string(), ''),
  status: z._default(z.string(), ''),
  connectAddress: z._default(z.string(), ''),
  createTime: z._default(z.string(), ''),
  cuType: z._default(z.string(), ''),
  plan: z._default(z.string(), ''),
  keyIdentifier: z.optional(z.nullable(z.string())),
});

/** See {@link Cluster}. */
export type Cluster = z.infer<typeof Cluster>;

const Page = z.object({
  count: z._default(z.number(), 0),
  clusters: z._default(z.array(Cluster), []),
});
const PAGE_SIZE = 100;

/** Describes one cluster. */
export async function clusterOf(api: ApiClient, clusterId: string): Promise<Cluster> {
  const path = ['v2', 'clusters', clusterId];
  const { data } = await api.read({ method: 'GET', path });
  const parsed = z.safeParse(Cluster, data);
  if (parsed.success) return parsed.data;
  throw new UnusableAnswer(`the answer to GET ${shownPath(path)} describes no cluster`);
}

/** The cluster of that name in that project, dropped ones left out. */
export async function findByName(
  api: ApiClient,
  projectId: string,
  name: string,
): Promise<Cluster | undefined> {
  for (let currentPage = 1; ; currentPage += 1) {
    const query = { pageSize: PAGE_SIZE, currentPage };
    const { data } = await api.read({ method: 'GET', path: ['v2', 'clusters'], query });
    const parsed = z.safeParse(Page, data);
    if (!parsed.success)
      throw new UnusableAnswer('the answer to GET /v2/clusters lists no clusters');
    const { clusters, count } = parsed.data;
    const found = clusters.find(
      (cluster) =>
        cluster.projectId === projectId && cluster.clusterName === name && !isGone(cluster.status),
    );
    if (found !== undefined) return found;
    if (clusters.length === 0 || currentPage * PAGE_SIZE >= count) return undefined;
  }
}
