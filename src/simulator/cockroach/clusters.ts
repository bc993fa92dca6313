import type { Reply } from '../exchange';
import { BACKUP_ROLES, hasRole, pathCluster, READER_ROLES, requireUnlocked } from './access';
import type { CockroachCall } from './call';
import type { CockroachCluster } from './model';
import { pageOf } from './paging';
import { CockroachRefusal, GRPC } from './refusal';
import type { CockroachWorld } from './world';

/** `GET /api/v1/clusters`: pages, by name; deleted clusters with `show_inactive=true` only. */
export function listClusters(world: CockroachWorld, call: CockroachCall): Reply {
  const inactive = call.query.get('show_inactive') === 'true';
  const listed = world.clusters
    .filter((cluster) => hasRole(call.key, cluster.id, READER_ROLES))
    .filter((cluster) => inactive || cluster.state !== 'DELETED')
    .sort((a, b) => a.name.localeCompare(b.name, 'en'));
  const { items, pagination } = pageOf(call, listed, world.behaviour);
  return { status: 200, body: { clusters: items.map(publicCluster), pagination } };
}

/** `GET /api/v1/clusters/{clusterId}`. */
export function getCluster(world: CockroachWorld, call: CockroachCall): Reply {
  return { status: 200, body: publicCluster(pathCluster(world, call, READER_ROLES)) };
}

/** `GET …/cmek`: what a cluster without keys answers is unconfirmed. */
export function getCmek(world: CockroachWorld, call: CockroachCall): Reply {
  const cluster = pathCluster(world, call, BACKUP_ROLES);
  if (cluster.plan !== 'ADVANCED') {
    throw new CockroachRefusal(GRPC.NOT_FOUND, `cluster '${cluster.id}' has no CMEK`);
  }
  return { status: 200, body: cluster.cmek ?? { status: 'DISABLED', region_infos: [] } };
}

/** `DELETE /api/v1/clusters/{clusterId}`, refused while it is protected or locked. */
export function deleteCluster(world: CockroachWorld, call: CockroachCall): Reply {
  const cluster = pathCluster(world, call, ['CLUSTER_ADMIN']);
  requireUnlocked(world, cluster);
  const enforced = world.behaviour.deleteProtection === 'enforced';
  if (enforced && cluster.delete_protection === 'ENABLED') {
    throw new CockroachRefusal(
      GRPC.FAILED_PRECONDITION,
      `cluster '${cluster.id}' has delete protection enabled`,
    );
  }
  cluster.state = 'DELETED';
  return { status: 200, body: publicCluster(cluster) };
}

/** What the API shows of a cluster. */
export function publicCluster(cluster: CockroachCluster): unknown {
  const { databases, sqlUsers, cmek, backupsConfig, retentionSet, ...shown } = cluster;
  return shown;
}
