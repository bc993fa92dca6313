import type { Reply } from '../exchange';
import { reaches, requireCluster } from './access';
import type { ZillizCall } from './call';
import { addressOf } from './data-plane';
import type { ZillizCluster } from './model';
import { pageOf } from './paging';
import { success, ZillizRefusal } from './refusal';
import type { ZillizWorld } from './world';

/** `GET /v2/clusters`: pages, and a filter by region. */
export function listClusters(world: ZillizWorld, call: ZillizCall): Reply {
  const region = call.query.get('region');
  const listed = world.clusters.filter(
    (cluster) =>
      (cluster.status !== 'DELETED' || world.behaviour.droppedInLists === 'listed') &&
      reaches(call.key, cluster.projectId) &&
      (region === null || cluster.regionId === region),
  );
  const { numbers, items } = pageOf(call, listed, world.behaviour);
  const clusters = items.map((cluster) => publicCluster(world, call, cluster));
  return success({ ...numbers, clusters });
}

/** `GET /v2/clusters/{clusterId}`; what a dropped one answers is unconfirmed. */
export function describeCluster(world: ZillizWorld, call: ZillizCall): Reply {
  const { clusterId = '' } = call.params;
  const dropped = world.clusters.find(
    (cluster) => cluster.clusterId === clusterId && cluster.status === 'DELETED',
  );
  const shown = dropped !== undefined && world.behaviour.afterDrop === 'deleted-status';
  const cluster = shown ? dropped : world.cluster(clusterId);
  requireCluster(world, call.key, cluster.projectId, false);
  return success(publicCluster(world, call, cluster));
}

/** `…/drop`: the cluster is gone at once, and its automatic backups with it. */
export function dropCluster(world: ZillizWorld, call: ZillizCall): Reply {
  const { dropMethod } = world.behaviour;
  if (dropMethod !== 'either' && dropMethod !== call.method) {
    return { status: 405, body: { code: 405, message: `${call.method} is not supported here` } };
  }
  const cluster = world.cluster(call.params.clusterId ?? '');
  requireCluster(world, call.key, cluster.projectId, true);
  cluster.status = 'DELETED';
  cluster.connectAddress = '';
  for (const backup of world.backups) {
    if (backup.clusterId === cluster.clusterId && backup.creationMethod === 'AUTO') {
      backup.status = 'DELETED';
    }
  }
  return success({
    clusterId: cluster.clusterId,
    prompt: 'The cluster has been moved to the recycle bin, where it stays for 30 days.',
  });
}

/** Refuses a name that breaks the rule or that another cluster of the project has. */
export function requireFreeName(world: ZillizWorld, name: unknown, projectId: string): string {
  if (typeof name !== 'string' || !/^[0-9A-Za-z-]+$/.test(name)) {
    throw new ZillizRefusal(96010, 'clusterName may hold letters, digits and hyphens only');
  }
  const { droppedName, duplicateNameCode } = world.behaviour;
  const taken = world.clusters.some(
    (cluster) =>
      cluster.projectId === projectId &&
      cluster.clusterName === name &&
      (cluster.status !== 'DELETED' || droppedName === 'taken'),
  );
  if (taken) {
    throw new ZillizRefusal(duplicateNameCode, `A cluster named ${name} exists in this project`);
  }
  return name;
}

function publicCluster(world: ZillizWorld, call: ZillizCall, cluster: ZillizCluster): unknown {
  const { databases, milvusVersion, includesRbac, password, restoredFrom, ...rest } = cluster;
  const { backupPolicy, transition, keyIdentifier, ...held } = rest;
  const shown = { ...held, connectAddress: addressOf(world, call, cluster) };
  const key = world.behaviour.describedKey === 'shown' ? keyIdentifier : undefined;
  return key === undefined ? shown : { ...shown, keyIdentifier: key };
}
