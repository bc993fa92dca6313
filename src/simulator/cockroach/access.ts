import type { Call } from '../exchange';
import type { CockroachCall } from './call';
import type { CockroachCluster, CockroachKey, CockroachRole } from './model';
import { CockroachRefusal, GRPC } from './refusal';
import type { CockroachWorld } from './world';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** The roles that may restore, and look at backups and their schedule. */
export const BACKUP_ROLES: readonly CockroachRole[] = ['CLUSTER_ADMIN', 'CLUSTER_OPERATOR_WRITER'];

/** The roles that may look at a cluster and its databases. */
export const READER_ROLES: readonly CockroachRole[] = [...BACKUP_ROLES, 'CLUSTER_DEVELOPER'];

/** The key that a request carries; refuses a request without a known one. */
export function authenticate(call: Call, keys: readonly CockroachKey[]): CockroachKey {
  const { authorization } = call.headers;
  const key = keys.find((candidate) => authorization === `Bearer ${candidate.key}`);
  if (key === undefined) {
    throw new CockroachRefusal(
      GRPC.UNAUTHENTICATED,
      'invalid secret provided in authorization header',
    );
  }
  return key;
}

/** Whether a key has one of the roles on a cluster. */
export function hasRole(
  key: CockroachKey,
  clusterId: string,
  roles: readonly CockroachRole[],
): boolean {
  const role = key.clusters === undefined ? 'CLUSTER_ADMIN' : key.clusters[clusterId];
  return role !== undefined && roles.includes(role);
}

/** The cluster that the path names, if it exists and the key has one of the roles on it. */
export function pathCluster(
  world: CockroachWorld,
  call: CockroachCall,
  roles: readonly CockroachRole[],
): CockroachCluster {
  const id = call.params.clusterId ?? '';
  if (!UUID.test(id)) {
    throw new CockroachRefusal(GRPC.INVALID_ARGUMENT, `invalid argument: not a UUID: "${id}"`);
  }
  const cluster = world.cluster(id);
  if (!hasRole(call.key, cluster.id, roles)) {
    throw new CockroachRefusal(GRPC.PERMISSION_DENIED, 'unauthorized');
  }
  return cluster;
}

/** Refuses to change a locked cluster; recognisable by its message, the status is unconfirmed. */
export function requireUnlocked(world: CockroachWorld, cluster: CockroachCluster): void {
  if (cluster.state === 'LOCKED') {
    const busy = world.behaviour.lockedStatus === 503;
    throw new CockroachRefusal(
      busy ? GRPC.UNAVAILABLE : GRPC.FAILED_PRECONDITION,
      `cluster '${cluster.id}' is locked by another operation`,
    );
  }
}
