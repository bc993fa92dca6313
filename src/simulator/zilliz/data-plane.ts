import type { Reply } from '../exchange';
import { requireCluster } from './access';
import type { ZillizCall } from './call';
import type { ZillizCluster } from './model';
import { success, ZillizRefusal } from './refusal';
import type { ZillizWorld } from './world';

/** Where the data plane of a cluster answers here: each cluster has its own host at the vendor. */
export const DATA_PLANE = '/v2/data-plane/:clusterId';

/** The address to connect to, as the API describes it. */
export function addressOf(
  { behaviour }: ZillizWorld,
  { headers }: ZillizCall,
  { clusterId, connectAddress }: ZillizCluster,
): string {
  if (behaviour.dataPlane === 'elsewhere' || connectAddress === '') return connectAddress;
  return `http://${headers.host}${DATA_PLANE.replace(':clusterId', clusterId)}`;
}

/** `POST /v2/vectordb/collections/list`: the names of the collections of a database. */
export function listCollections(world: ZillizWorld, call: ZillizCall): Reply {
  const cluster = world.cluster(call.params.clusterId ?? '');
  requireCluster(world, call.key, cluster.projectId, false);
  const { dbName = 'default' } = (call.body ?? {}) as { dbName?: unknown };
  const database = cluster.databases.find((one) => one.dbName === dbName);
  if (database === undefined)
    throw new ZillizRefusal(800, `database not found[database=${dbName}]`);
  return success(database.collections.map(({ collectionName }) => collectionName));
}
