import { bodyFields, isRecord, type Reply } from '../exchange';
import { requireCluster } from './access';
import type { ZillizCall } from './call';
import type { ZillizCluster, ZillizDatabase } from './model';
import { success, ZillizRefusal } from './refusal';
import type { ZillizWorld } from './world';

/** `POST …/backups/create`: a manual backup, CREATING until its job has ended. */
export function createBackup(world: ZillizWorld, call: ZillizCall): Reply {
  const cluster = world.cluster(call.params.clusterId ?? '');
  requireCluster(world, call.key, cluster.projectId, true);
  const { backupType, dbCollections, crossRegionCopies } = bodyFields(call);
  if (backupType !== 'CLUSTER' && backupType !== 'COLLECTION') {
    throw new ZillizRefusal(96029, 'backupType must be CLUSTER or COLLECTION');
  }
  if (cluster.status !== 'RUNNING') {
    throw failure(`cluster ${cluster.clusterId} is ${cluster.status}`);
  }
  requireNoOther(world, cluster);
  const regions = regionsOf(crossRegionCopies);
  const databases =
    backupType === 'CLUSTER' ? cluster.databases : select(cluster.databases, dbCollections);
  const backup = world.addBackup({
    clusterId: cluster.clusterId,
    backupType,
    status: 'CREATING',
    databases: structuredClone(databases),
  });
  const copies = regions.map((regionId) => ({
    backupId: `backup11_${world.serials.hex('backup', 15)}`,
    regionId,
  }));
  const { backupId, backupName } = backup;
  const job = world.startJob(
    'createBackup',
    { kind: 'backup', clusterId: cluster.clusterId, backupId, copies },
    [],
  );
  return success({ backupId, backupName, jobId: job.jobId });
}

// The rule is documented: one manual backup of a cluster at a time.
function requireNoOther(world: ZillizWorld, cluster: ZillizCluster): void {
  const other = world.backups.find(
    ({ clusterId, status }) => clusterId === cluster.clusterId && status === 'CREATING',
  );
  if (other !== undefined) {
    throw failure(`backup ${other.backupId} is still being created`);
  }
}

function select(databases: readonly ZillizDatabase[], groups: unknown): ZillizDatabase[] {
  if (!Array.isArray(groups) || groups.length !== 1 || !isRecord(groups[0])) {
    throw failure('dbCollections must name the collections of one database');
  }
  const { dbName, collectionNames } = groups[0];
  const wanted = typeof dbName === 'string' && dbName !== '' ? dbName : 'default';
  const database = databases.find((candidate) => candidate.dbName === wanted);
  const names = Array.isArray(collectionNames) ? collectionNames : [];
  const collections = names.map((name) =>
    database?.collections.find(({ collectionName }) => collectionName === name),
  );
  const found = collections.flatMap((collection) => collection ?? []);
  if (names.length === 0 || found.length < names.length) {
    throw failure(`database ${wanted} does not hold each of ${JSON.stringify(names)}`);
  }
  return [{ dbName: wanted, collections: found }];
}

function regionsOf(copies: unknown): string[] {
  const given = Array.isArray(copies) ? copies : [];
  return given.map((copy) => {
    const { regionId } = isRecord(copy) ? copy : {};
    if (typeof regionId !== 'string' || regionId === '') {
      throw new ZillizRefusal(96001, 'regionId must not be empty');
    }
    return regionId;
  });
}

function failure(reason: string): ZillizRefusal {
  return new ZillizRefusal(96038, `create backup failed (${reason})`);
}
