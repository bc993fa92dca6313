import { isoSeconds } from '../clock';
import type { ZillizBehaviour } from './behaviour';
import { connectAddress } from './connect-address';
import type { ZillizBackup, ZillizCluster, ZillizDatabase, ZillizJob } from './model';

/** What jobs work on. */
export interface Held {
  readonly clusters: readonly ZillizCluster[];
  readonly backups: ZillizBackup[];
}

/** Brings a job, and what it works on, up to the given time. */
export function settleJob(
  job: ZillizJob,
  { clusters, backups }: Held,
  behaviour: ZillizBehaviour,
  now: Date,
): void {
  const cluster = clusters.find(({ clusterId }) => clusterId === job.effect.clusterId);
  if (job.done || cluster === undefined) {
    return;
  }
  const time = now.getTime();
  if (time < job.pendingUntil) {
    return;
  }
  const end = job.script.end ?? 'SUCCESSFUL';
  if (time < job.endsAt || end === 'never') {
    showProgress(job, cluster, time);
    return;
  }
  endJob(job, end);
  if (job.effect.kind === 'backup') {
    job.done = true;
    settleBackup(job.effect, backups, end === 'SUCCESSFUL', new Date(job.endsAt));
    return;
  }
  applyEffect(job, end, cluster, behaviour, time);
}

/** Brings a cluster that is being changed up to the given time. */
export function settleTransition(cluster: ZillizCluster, now: Date): void {
  const { transition } = cluster;
  if (transition === undefined || now.getTime() < transition.at) {
    return;
  }
  cluster.transition = undefined;
  if (cluster.status !== 'DELETED') {
    cluster.status = transition.status;
    cluster.cuSize = transition.cuSize ?? cluster.cuSize;
    cluster.replica = transition.replica ?? cluster.replica;
  }
}

/** A backup and its copies when their job has ended well; a failed one disappears (unconfirmed). */
function settleBackup(
  effect: {
    readonly backupId: string;
    readonly copies: readonly { readonly backupId: string; readonly regionId: string }[];
  },
  backups: ZillizBackup[],
  succeeded: boolean,
  at: Date,
): void {
  const backup = backups.find(({ backupId }) => backupId === effect.backupId);
  if (backup?.status !== 'CREATING') {
    return;
  }
  backup.status = succeeded ? 'AVAILABLE' : 'DELETED';
  const copies = succeeded ? effect.copies : [];
  // A copy starts after its original and has its own id (unconfirmed).
  backups.push(...copies.map((copy) => ({ ...backup, ...copy, createTime: isoSeconds(at) })));
}

function showProgress(job: ZillizJob, cluster: ZillizCluster, time: number): void {
  const done = (time - job.pendingUntil) / Math.max(1, job.endsAt - job.pendingUntil);
  const percent = Math.min(99, Math.floor(done * 100));
  job.status = job.script.via ?? 'IN_PROGRESS';
  job.progress = `${percent}`;
  if (job.effect.kind === 'cluster' && cluster.status === 'CREATING') {
    cluster.createProgress = percent;
    if (time >= job.effect.creatingUntil) {
      cluster.status = 'RESTORE_BACKUP';
    }
  } else if (cluster.status === 'RESTORE_BACKUP') {
    cluster.createProgress = percent;
  }
}

function endJob(job: ZillizJob, end: string): void {
  if (job.status === end) {
    return;
  }
  job.status = end;
  job.reason = end === 'SUCCESSFUL' ? '' : (job.script.reason ?? '');
  job.progress = end === 'SUCCESSFUL' ? '100' : job.progress;
  job.endTime = isoSeconds(new Date(job.endsAt));
}

function applyEffect(
  job: ZillizJob,
  end: string,
  cluster: ZillizCluster,
  behaviour: ZillizBehaviour,
  time: number,
): void {
  const { effect } = job;
  if (end === 'FAILED' || end === 'CANCELED') {
    job.done = true;
    if (effect.kind === 'cluster' && cluster.status !== 'DELETED') {
      cluster.status = behaviour.failedCluster;
    }
    return;
  }
  if (end !== 'SUCCESSFUL') {
    // CANCELING, or a status of the test's own making: the cluster stays as it is.
    job.done = true;
    return;
  }
  if (effect.kind === 'collections') {
    job.done = true;
    mergeDatabases(cluster.databases, effect.added);
    return;
  }
  if (time >= job.endsAt + behaviour.runningLagSeconds * 1000) {
    job.done = true;
    if (cluster.status !== 'DELETED') {
      becomeRunning(cluster);
    }
  } else if (cluster.status === 'CREATING') {
    cluster.status = 'RESTORE_BACKUP';
  }
}

function becomeRunning(cluster: ZillizCluster): void {
  cluster.status = 'RUNNING';
  cluster.createProgress = 100;
  cluster.connectAddress = connectAddress(cluster.clusterId, cluster.regionId);
}

function mergeDatabases(into: ZillizDatabase[], added: readonly ZillizDatabase[]): void {
  for (const { dbName, collections } of added) {
    const existing = into.find((database) => database.dbName === dbName);
    if (existing === undefined) {
      into.push({ dbName, collections: [...collections] });
    } else {
      existing.collections.push(...collections);
    }
  }
}
