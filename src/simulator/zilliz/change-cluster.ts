import { bodyFields, type Reply } from '../exchange';
import { requireCluster } from './access';
import type { ZillizCall } from './call';
import { requireFreeName } from './clusters';
import { requireCuSize } from './cu-sizes';
import type { ZillizCluster, ZillizPlan, ZillizTransition } from './model';
import { success, UNLISTED_CODE, ZillizRefusal } from './refusal';
import type { ZillizWorld } from './world';

/** The organization of everything in the simulated Zilliz Cloud. */
export const ZILLIZ_ORGANIZATION = 'org-simulatedorganization';

const MAX_DESCRIPTION = 255;
const MAX_REPLICAS = 100;
const MAX_UNITS = 204_800;

/** `PATCH /v2/clusters/{clusterId}`: a new name, a new description, or both. */
export function updateCluster(world: ZillizWorld, call: ZillizCall): Reply {
  requireOrganization(world, call);
  const cluster = writableCluster(world, call);
  const { clusterName, description } = bodyFields(call);
  if (clusterName === undefined && description === undefined) {
    throw new ZillizRefusal(UNLISTED_CODE, 'clusterName or description must be set');
  }
  if (description !== undefined && !isDescription(description)) {
    throw new ZillizRefusal(
      UNLISTED_CODE,
      `description must be at most ${MAX_DESCRIPTION} characters`,
    );
  }
  if (clusterName !== undefined && clusterName !== cluster.clusterName) {
    cluster.clusterName = requireFreeName(world, clusterName, cluster.projectId);
  }
  if (typeof description === 'string') {
    cluster.description = description;
  }
  return acceptance(cluster, 'The cluster has been updated.');
}

/** `POST …/modify`: another number of CUs or replicas, after a while. */
export function modifyCluster(world: ZillizWorld, call: ZillizCall): Reply {
  const cluster = writableCluster(world, call);
  requireStatus(cluster, 'RUNNING');
  const { cuSize, replica } = bodyFields(call);
  if (cuSize === undefined && replica === undefined) {
    throw new ZillizRefusal(UNLISTED_CODE, 'cuSize or replica must be set');
  }
  const { behaviour } = world;
  const size =
    cuSize === undefined
      ? cluster.cuSize
      : requireCuSize(cuSize, cluster.plan as ZillizPlan, cluster.cuType, behaviour);
  const replicas = replica === undefined ? cluster.replica : requireReplicas(replica);
  if (size * replicas > MAX_UNITS) {
    throw new ZillizRefusal(96023, `cuSize x replica must be at most ${MAX_UNITS}`);
  }
  startTransition(world, cluster, 'MODIFYING', 'RUNNING', { cuSize: size, replica: replicas });
  return acceptance(cluster, 'The cluster is being modified.');
}

/** `POST …/suspend`. The status of a suspended cluster is unconfirmed. */
export function suspendCluster(world: ZillizWorld, call: ZillizCall): Reply {
  const cluster = writableCluster(world, call);
  requireStatus(cluster, 'RUNNING');
  startTransition(world, cluster, 'STOPPING', 'STOPPED');
  return acceptance(cluster, 'The cluster is being suspended.');
}

/** `POST …/resume`. */
export function resumeCluster(world: ZillizWorld, call: ZillizCall): Reply {
  const cluster = writableCluster(world, call);
  requireStatus(cluster, 'STOPPED');
  startTransition(world, cluster, 'RESUMING', 'RUNNING');
  return acceptance(cluster, 'The cluster is being resumed.');
}

// Which code and text a missing or foreign organization gets is unconfirmed.
function requireOrganization(world: ZillizWorld, call: ZillizCall): void {
  const given = call.headers.orgid;
  if (world.behaviour.orgIdHeader === 'ignored' || given === ZILLIZ_ORGANIZATION) {
    return;
  }
  throw given === undefined
    ? new ZillizRefusal(UNLISTED_CODE, 'The header OrgId is required')
    : new ZillizRefusal(96014, 'The cluster and the API key belong to different organizations');
}

function writableCluster(world: ZillizWorld, call: ZillizCall): ZillizCluster {
  const cluster = world.cluster(call.params.clusterId ?? '');
  requireCluster(world, call.key, cluster.projectId, true);
  return cluster;
}

// No other operation is possible while a cluster changes; the code is unconfirmed.
function requireStatus(cluster: ZillizCluster, wanted: string): void {
  if (cluster.status !== wanted) {
    throw new ZillizRefusal(
      UNLISTED_CODE,
      `Cluster ${cluster.clusterId} is ${cluster.status}, not ${wanted}`,
    );
  }
}

function requireReplicas(replica: unknown): number {
  const fits = typeof replica === 'number' && Number.isInteger(replica) && replica >= 1;
  if (!fits || replica > MAX_REPLICAS) {
    throw new ZillizRefusal(96023, `replica must be a number from 1 to ${MAX_REPLICAS}`);
  }
  return replica;
}

function isDescription(text: unknown): boolean {
  return typeof text === 'string' && text.length <= MAX_DESCRIPTION;
}

function startTransition(
  world: ZillizWorld,
  cluster: ZillizCluster,
  via: string,
  status: string,
  change: Pick<ZillizTransition, 'cuSize' | 'replica'> = {},
): void {
  const at = world.clock.now().getTime() + world.behaviour.modifySeconds * 1000;
  cluster.status = via;
  cluster.transition = { at, status, ...change };
}

function acceptance({ clusterId }: ZillizCluster, prompt: string): Reply {
  return success({ clusterId, prompt });
}
