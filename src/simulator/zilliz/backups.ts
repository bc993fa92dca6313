import type { Reply } from '../exchange';
import { reaches, requireCluster } from './access';
import type { ZillizCall } from './call';
import type { ZillizBackup } from './model';
import { pageOf } from './paging';
import { success, UNLISTED_CODE, ZillizRefusal } from './refusal';
import { restorePolicies } from './restore-policies';
import type { ZillizWorld } from './world';

/** `GET /v2/backups`: pages, filters, only backups that are AVAILABLE or CREATING. */
export function listBackups(world: ZillizWorld, call: ZillizCall): Reply {
  const wanted = filters(call);
  const listed = world.backups.filter(
    (backup) =>
      backup.status !== 'DELETED' && reaches(call.key, backup.projectId) && wanted(backup),
  );
  listed.sort((a, b) => (a.createTime < b.createTime ? 1 : -1));
  if (world.behaviour.backupOrder === 'oldest-first') {
    listed.reverse();
  }
  const { numbers, items } = pageOf(call, listed, world.behaviour);
  return success({ ...numbers, backups: items.map((backup) => listedBackup(world, backup)) });
}

/** `GET /v2/clusters/{clusterId}/backups/{backupId}`: as listed, with region and collections. */
export function describeBackup(world: ZillizWorld, call: ZillizCall): Reply {
  const backup = findBackup(world, call);
  requireCluster(world, call.key, backup.projectId, false);
  return success({
    ...publicBackup(world, backup),
    regionId: backup.regionId,
    dbCollections: backup.databases.map(({ dbName, ...rest }) => ({
      dbName: dbName === 'default' ? world.behaviour.defaultDatabase : dbName,
      ...rest,
    })),
  });
}

/**
 * The backup that a path names. The path's cluster may have been dropped, for manual backups
 * outlive it. The code of an unknown backup is unconfirmed.
 */
export function findBackup(world: ZillizWorld, call: ZillizCall): ZillizBackup {
  const { clusterId = '', backupId = '' } = call.params;
  if (call.key.ofAnotherOrganization === true) {
    throw new ZillizRefusal(world.behaviour.foreignCluster, `Cluster ${clusterId} not found`);
  }
  const ofCluster = world.backups.filter((backup) => backup.clusterId === clusterId);
  if (ofCluster.length === 0) {
    world.cluster(clusterId);
  }
  const found = ofCluster.find((backup) => backup.backupId === backupId);
  if (found === undefined) {
    throw new ZillizRefusal(UNLISTED_CODE, `Backup ${backupId} of cluster ${clusterId} not found`);
  }
  return found;
}

function filters(call: ZillizCall): (backup: ZillizBackup) => boolean {
  const projectId = call.query.get('projectId');
  const clusterId = call.query.get('clusterId');
  const creationMethod = oneOf(call, 'creationMethod', ['MANUAL', 'AUTO'], 96030);
  const backupType = oneOf(call, 'backupType', ['CLUSTER', 'COLLECTION'], 96029);
  const start = time(call, 'start');
  const end = time(call, 'end');
  return (backup) => {
    const created = new Date(backup.createTime).getTime();
    return (
      (projectId === null || backup.projectId === projectId) &&
      (clusterId === null || backup.clusterId === clusterId) &&
      (creationMethod === null || backup.creationMethod === creationMethod) &&
      (backupType === null || backup.backupType === backupType) &&
      (start === undefined || created >= start) &&
      (end === undefined || created <= end)
    );
  };
}

function oneOf(call: ZillizCall, name: string, allowed: string[], code: number): string | null {
  const value = call.query.get(name);
  if (value !== null && !allowed.includes(value)) {
    throw new ZillizRefusal(code, `${name} must be ${allowed.join(' or ')}`);
  }
  return value;
}

function time(call: ZillizCall, name: string): number | undefined {
  const text = call.query.get(name);
  if (text === null) {
    return undefined;
  }
  const value = /^\d{4}-\d{2}-\d{2}T/.test(text) ? new Date(text).getTime() : Number.NaN;
  if (Number.isNaN(value)) {
    throw new ZillizRefusal(96007, `${name} must be an ISO 8601 time`);
  }
  return value;
}

// The reference describes the time in a list as the cluster's.
function listedBackup(world: ZillizWorld, backup: ZillizBackup): Record<string, unknown> {
  const shown = publicBackup(world, backup);
  if (world.behaviour.listedCreateTime === 'backup') {
    return shown;
  }
  const cluster = world.clusters.find(({ clusterId }) => clusterId === backup.clusterId);
  return { ...shown, createTime: cluster?.createTime ?? backup.createTime };
}

function publicBackup(world: ZillizWorld, backup: ZillizBackup): Record<string, unknown> {
  const { regionId, cuType, databases, milvusVersion, ...shown } = backup;
  if (backup.backupType !== 'CLUSTER') {
    return shown;
  }
  const policies = restorePolicies(backup, world.behaviour.latestMilvusVersion, world.clock.now());
  return { ...shown, restoreNewInstancePolicies: policies };
}
