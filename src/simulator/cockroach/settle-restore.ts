import type { CockroachBehaviour } from './behaviour';
import type { CockroachCluster, CockroachRestore } from './model';

/** Brings a restore, and the cluster that it works on, up to the given time. */
export function settleRestore(
  restore: CockroachRestore,
  clusters: readonly CockroachCluster[],
  behaviour: CockroachBehaviour,
  now: Date,
): void {
  const time = now.getTime();
  const cluster = clusters.find(({ id }) => id === restore.destinationId);
  if (cluster === undefined || time < restore.runningFrom) {
    return;
  }
  const end = restore.script.end ?? 'SUCCESS';
  if (!restore.ended && (time < restore.endsAt || end === 'never')) {
    showProgress(restore, behaviour, time);
  } else if (!restore.ended) {
    restore.ended = true;
    restore.crdb_job_id ??= jobIdOf(restore);
    restore.status = end;
    endRestore(restore, end, cluster, behaviour);
  }
  const completed = restore.endsAt + behaviour.completedAtLagSeconds * 1000;
  if (restore.status === 'SUCCESS' && time >= completed) {
    restore.completed_at ??= new Date(completed).toISOString().replace('Z', '000000Z');
  }
}

/** The status of a cluster while a restore of the given kind runs on it, or after it failed. */
export function operationStatus(cluster: CockroachCluster, what: 'RUNNING' | 'FAILED'): string {
  const operation =
    cluster.plan === 'ADVANCED' ? 'DEDICATED_FULL_CLUSTER_RESTORE' : 'TENANT_RESTORE';
  return `${operation}_${what}`;
}

function showProgress(
  restore: CockroachRestore,
  behaviour: CockroachBehaviour,
  time: number,
): void {
  const duration = Math.max(1, restore.endsAt - restore.runningFrom);
  const share = Math.min(0.99, (time - restore.runningFrom) / duration);
  restore.status = restore.script.via ?? 'PENDING';
  restore.completion_percent =
    behaviour.completionPercent === 'one' ? 1 : Math.round(share * 100) / 100;
  restore.crdb_job_id ??= jobIdOf(restore);
}

function endRestore(
  restore: CockroachRestore,
  end: string,
  cluster: CockroachCluster,
  behaviour: CockroachBehaviour,
): void {
  if (end === 'SUCCESS') {
    restore.completion_percent = 1;
    unlock(restore, cluster, 'UNSPECIFIED');
    applyEffect(restore, cluster);
  } else if (end === 'FAILED') {
    unlock(restore, cluster, operationStatus(cluster, 'FAILED'));
    if (behaviour.failureDetails === 'present') {
      restore.client_error_code = restore.script.errorCode ?? 2;
      restore.client_error_message = restore.script.errorMessage ?? 'the restore failed';
    }
  }
}

function unlock(restore: CockroachRestore, cluster: CockroachCluster, status: string): void {
  if (restore.type === 'CLUSTER') {
    cluster.operation_status = status;
    if (cluster.state === 'LOCKED') {
      cluster.state = 'CREATED';
    }
  }
}

function applyEffect({ effect }: CockroachRestore, cluster: CockroachCluster): void {
  if (effect.kind === 'replace') {
    cluster.databases = structuredClone(effect.databases);
    cluster.sqlUsers = structuredClone(effect.sqlUsers ?? []);
    return;
  }
  for (const added of structuredClone(effect.databases)) {
    const existing = cluster.databases.find(({ name }) => name === added.name);
    if (existing === undefined) {
      cluster.databases.push(added);
    } else {
      existing.tables.push(...added.tables);
    }
  }
}

// The engine's job ids are long numbers; this one is the same in each run.
function jobIdOf(restore: CockroachRestore): string {
  return BigInt(`0x${restore.id.replaceAll('-', '').slice(0, 15)}`).toString();
}
