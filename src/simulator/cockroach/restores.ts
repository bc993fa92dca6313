import { bodyFields, isRecord, type Reply } from '../exchange';
import { BACKUP_ROLES, pathCluster, requireUnlocked } from './access';
import type { CockroachCall } from './call';
import { notEmpty } from './emptiness';
import { localitiesMismatch } from './localities';
import type {
  CockroachBackup,
  CockroachCluster,
  CockroachRestore,
  CockroachRestoreType,
} from './model';
import { pageOf, withinTimes } from './paging';
import { CockroachRefusal, GRPC } from './refusal';
import { itemsOf, type ObjectPlan, planDatabases, planTables } from './restore-objects';
import { checkPair, sourceBackup } from './restore-source';
import { operationStatus } from './settle-restore';
import { canRestore } from './versions';
import type { CockroachWorld } from './world';

const TYPES: readonly string[] = ['CLUSTER', 'DATABASE', 'TABLE'];

/** `POST …/restores`: accepted or refused at once; what is accepted may still fail. */
export function createRestore(world: CockroachWorld, call: CockroachCall): Reply {
  const destination = pathCluster(world, call, BACKUP_ROLES);
  const fields = bodyFields(call);
  const type = typeOf(fields.type, destination);
  requireIdle(world, destination);
  const backup = sourceBackup(world, fields);
  let failure = checkPair(world, call, backup, destination);
  const items = itemsOf(type, fields.objects);
  const options = isRecord(fields.restore_opts) ? fields.restore_opts : {};
  failure ??= versionFailure(world, type, backup, destination);
  const restoring = { items, options, backup, destination, behaviour: world.behaviour };
  const plan =
    type === 'CLUSTER'
      ? planCluster(world, backup, destination)
      : type === 'DATABASE'
        ? planDatabases(restoring)
        : planTables(restoring);
  failure ??= localitiesFailure(world, plan, destination, options) ?? conflictFailure(plan);

  const restore = world.startRestore(
    {
      backup_id: backup.id,
      type,
      source_cluster_name: world.cluster(backup.clusterId).name,
      destination_cluster_name: destination.name,
      backup_end_time: backup.as_of_time,
      ...(items.length === 0 ? {} : { objects: items }),
      ...(fields.restore_opts === undefined ? {} : { restore_opts: filledOptions(options) }),
      destinationId: destination.id,
      effect: structuredClone(plan.effect),
    },
    failure,
  );
  if (type === 'CLUSTER' && world.behaviour.lockDuringRestore) {
    destination.state = 'LOCKED';
    destination.operation_status = operationStatus(destination, 'RUNNING');
  }
  return { status: 200, body: answerToPost(world, restore) };
}

/** `GET …/restores/{restoreId}`, under the destination. */
export function getRestore(world: CockroachWorld, call: CockroachCall): Reply {
  const destination = pathCluster(world, call, BACKUP_ROLES);
  const wanted = call.params.restoreId ?? '';
  const restore = world.restores.find(
    ({ id, destinationId }) => id === wanted.toLowerCase() && destinationId === destination.id,
  );
  if (restore === undefined) {
    throw new CockroachRefusal(GRPC.NOT_FOUND, `restore '${wanted}' was not found`);
  }
  return { status: 200, body: publicRestore(restore) };
}

/** `GET …/restores`: those that ran or run on this cluster, by creation time. */
export function listRestores(world: CockroachWorld, call: CockroachCall): Reply {
  const destination = pathCluster(world, call, BACKUP_ROLES);
  const own = world.restores.filter(({ destinationId }) => destinationId === destination.id);
  const listed = withinTimes(call, own, ({ submittedAt }) => submittedAt);
  const { items, pagination } = pageOf(call, listed, world.behaviour);
  return { status: 200, body: { restores: items.map(publicRestore), pagination } };
}

function typeOf(type: unknown, destination: CockroachCluster): CockroachRestoreType {
  if (typeof type !== 'string' || !TYPES.includes(type)) {
    const got = type === undefined ? 'type must be set' : `invalid value for enum type: "${type}"`;
    throw new CockroachRefusal(GRPC.INVALID_ARGUMENT, `invalid argument: ${got}`);
  }
  if (type !== 'CLUSTER' && destination.plan !== 'ADVANCED') {
    throw new CockroachRefusal(
      GRPC.INVALID_ARGUMENT,
      `invalid argument: ${type} restores are not supported on ${destination.plan} clusters`,
    );
  }
  return type as CockroachRestoreType;
}

function requireIdle(world: CockroachWorld, destination: CockroachCluster): void {
  const running = world.restores.some(
    ({ destinationId, ended }) => destinationId === destination.id && !ended,
  );
  if (running && world.behaviour.concurrentRestores === 'refused') {
    throw new CockroachRefusal(
      GRPC.FAILED_PRECONDITION,
      `a restore is already running on cluster '${destination.id}', which is locked for it`,
    );
  }
  if (!running) {
    requireUnlocked(world, destination);
  }
}

function versionFailure(
  world: CockroachWorld,
  type: CockroachRestoreType,
  backup: CockroachBackup,
  destination: CockroachCluster,
): string | undefined {
  const mixed = ['PENDING_FINALIZATION', 'MAJOR_UPGRADE_RUNNING', 'ROLLBACK_RUNNING'];
  if (!canRestore(backup.cockroachVersion, destination.cockroach_version)) {
    const { cockroach_version: version } = destination;
    const message = `a backup of ${backup.cockroachVersion} cannot be restored to ${version}`;
    return conflictFailure({
      effect: { kind: 'add', databases: [] },
      conflict: { message, choice: world.behaviour.versionMismatch },
    });
  }
  return type === 'CLUSTER' && mixed.includes(destination.upgrade_status)
    ? 'full cluster restore is not possible while an upgrade is not finalized'
    : undefined;
}

function localitiesFailure(
  world: CockroachWorld,
  { effect }: ObjectPlan,
  destination: CockroachCluster,
  options: Readonly<Record<string, unknown>>,
): string | undefined {
  const message = localitiesMismatch(effect.databases, destination, options);
  if (message === undefined) {
    return undefined;
  }
  return conflictFailure({
    effect,
    conflict: { message, choice: world.behaviour.localitiesMismatch },
  });
}

function planCluster(
  world: CockroachWorld,
  backup: CockroachBackup,
  destination: CockroachCluster,
): ObjectPlan {
  const { databases, sqlUsers } = backup;
  const effect: ObjectPlan['effect'] = { kind: 'replace', databases, sqlUsers };
  const message = notEmpty(destination.databases);
  const { nonEmptyDestination: choice } = world.behaviour;
  const free = message === undefined || choice === 'overwrite';
  return free ? { effect } : { effect, conflict: { message, choice } };
}

function conflictFailure({ conflict }: ObjectPlan): string | undefined {
  if (conflict?.choice === 'refuse') {
    throw new CockroachRefusal(GRPC.FAILED_PRECONDITION, conflict.message);
  }
  return conflict?.message;
}

// Answers seem to hold every option, unset ones as empty text or false (unconfirmed).
function filledOptions(given: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return {
    into_db: '',
    new_db_name: '',
    schema_only: false,
    skip_localities_check: false,
    skip_missing_foreign_keys: false,
    skip_missing_sequences: false,
    skip_missing_views: false,
    ...given,
  };
}

function answerToPost(world: CockroachWorld, restore: CockroachRestore): unknown {
  if (world.behaviour.optionalFieldsOnPost === 'present') {
    return publicRestore(restore);
  }
  const { source_cluster_name, destination_cluster_name, backup_end_time, ...shown } =
    publicRestore(restore);
  return shown;
}

function publicRestore(restore: CockroachRestore): Omit<CockroachRestore, keyof HiddenFields> {
  const { destinationId, effect, submittedAt, runningFrom, endsAt, script, ended, ...shown } =
    restore;
  return shown;
}

type HiddenFields = Pick<
  CockroachRestore,
  'destinationId' | 'effect' | 'submittedAt' | 'runningFrom' | 'endsAt' | 'script' | 'ended'
>;
