import { addSeconds } from '../clock';
import { bodyFields } from '../exchange';
import { BACKUP_ROLES, hasRole } from './access';
import type { CockroachCall } from './call';
import type { CockroachBackup, CockroachCluster } from './model';
import { CockroachRefusal, GRPC } from './refusal';
import type { CockroachWorld } from './world';

const LATEST_WITHIN_DAYS = 7;

/**
 * The backup that a request means: the one it names, or the latest of the last seven days of the
 * cluster it names. What the service answers to any other combination is unconfirmed.
 */
export function sourceBackup(
  world: CockroachWorld,
  fields: Readonly<Record<string, unknown>>,
): CockroachBackup {
  const { backup_id: backupId, source_cluster_id: sourceId } = fields;
  if (typeof backupId === 'string' && backupId !== '') {
    const found = world.restorableBackups().find(({ id }) => id === backupId.toLowerCase());
    if (found === undefined) {
      throw new CockroachRefusal(GRPC.NOT_FOUND, `backup '${backupId}' was not found`);
    }
    if (typeof sourceId === 'string' && sourceId !== '' && sourceId !== found.clusterId) {
      throw new CockroachRefusal(
        GRPC.INVALID_ARGUMENT,
        `invalid argument: backup '${backupId}' is not of cluster '${sourceId}'`,
      );
    }
    return found;
  }
  if (typeof sourceId !== 'string' || sourceId === '') {
    throw new CockroachRefusal(
      GRPC.INVALID_ARGUMENT,
      'invalid argument: backup_id or source_cluster_id must be set',
    );
  }
  return latestBackup(world, sourceId);
}

/**
 * Refuses a pair of clusters that no restore may join, and answers how a missing role on the source
 * is to fail the restore, if it is.
 */
export function checkPair(
  world: CockroachWorld,
  call: CockroachCall,
  backup: CockroachBackup,
  destination: CockroachCluster,
): string | undefined {
  const source = world.clusters.find(({ id }) => id === backup.clusterId);
  if (source === undefined || source.state === 'DELETED') {
    throw new CockroachRefusal(
      GRPC.NOT_FOUND,
      `internal call failed: cluster '${backup.clusterId}' was not found`,
    );
  }
  if (source.plan !== destination.plan) {
    throw precondition(
      `a ${source.plan} backup cannot be restored to a ${destination.plan} cluster`,
    );
  }
  const sourceGiven = bodyFields(call).source_cluster_id !== undefined;
  if (
    source.id !== destination.id &&
    !sourceGiven &&
    world.behaviour.crossClusterSource === 'required'
  ) {
    throw new CockroachRefusal(
      GRPC.INVALID_ARGUMENT,
      'invalid argument: source_cluster_id must be set for a restore into another cluster',
    );
  }
  if (source.id !== destination.id && !world.behaviour.crossCluster[source.plan]) {
    throw precondition(`a ${source.plan} backup can only be restored to its own cluster`);
  }
  if (!hasRole(call.key, source.id, BACKUP_ROLES)) {
    if (world.behaviour.missingSourceRole === 'refuse') {
      throw new CockroachRefusal(GRPC.PERMISSION_DENIED, 'unauthorized');
    }
    return 'unauthorized';
  }
  return undefined;
}

function latestBackup(world: CockroachWorld, sourceId: string): CockroachBackup {
  const oldest = addSeconds(world.clock.now(), -LATEST_WITHIN_DAYS * 86_400);
  const latest = world
    .restorableBackups(world.cluster(sourceId).id)
    .filter(({ as_of_time }) => new Date(as_of_time) >= oldest)
    .at(-1);
  if (latest === undefined) {
    throw new CockroachRefusal(
      GRPC.NOT_FOUND,
      `cluster '${sourceId}' has no backup of the last ${LATEST_WITHIN_DAYS} days`,
    );
  }
  return latest;
}

function precondition(message: string): CockroachRefusal {
  return new CockroachRefusal(GRPC.FAILED_PRECONDITION, message);
}
