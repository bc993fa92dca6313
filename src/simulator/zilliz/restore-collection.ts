import { bodyFields, isRecord, type Reply } from '../exchange';
import { requireCluster } from './access';
import { findBackup } from './backups';
import type { ZillizCall } from './call';
import type { ZillizBackup, ZillizCluster, ZillizCollection, ZillizDatabase } from './model';
import { success, ZillizRefusal } from './refusal';
import type { ZillizWorld } from './world';

interface Wanted {
  readonly dbName: string;
  readonly destDbName: string;
  readonly source: ZillizCollection;
  readonly target: ZillizCollection;
}

/** `POST …/restoreCollection`: collections of a backup into an existing cluster. */
export function restoreCollection(world: ZillizWorld, call: ZillizCall): Reply {
  const fields = bodyFields(call);
  const backup = findBackup(world, call);
  requireCluster(world, call.key, backup.projectId, true);
  if (backup.status !== 'AVAILABLE') {
    throw failed(`backup is ${backup.status}`);
  }
  if (typeof fields.destClusterId !== 'string' || fields.destClusterId === '') {
    throw new ZillizRefusal(96025, 'destClusterId must not be empty');
  }
  const cluster = world.cluster(fields.destClusterId);
  requireCluster(world, call.key, cluster.projectId, true);
  requireTarget(world, backup, cluster);
  const wanted = wantedCollections(world, backup, fields.dbCollections);
  const failure = encryptedMove(world, cluster, wanted) ?? conflict(world, cluster, wanted);
  const job = world.startJob(
    'restoreCollection',
    { kind: 'collections', clusterId: cluster.clusterId, added: additions(wanted) },
    wanted.map(({ source }) => source.collectionName),
    failure,
  );
  return success({ jobId: job.jobId });
}

// That a cluster must be RUNNING is unconfirmed; region and CU type are documented for the console.
function requireTarget(world: ZillizWorld, backup: ZillizBackup, cluster: ZillizCluster): void {
  if (cluster.deploymentOption !== 'Dedicated') {
    const free = cluster.deploymentOption === 'Free';
    throw new ZillizRefusal(
      free ? 96021 : 96022,
      `A ${cluster.deploymentOption} cluster does not support this operation`,
    );
  }
  if (cluster.status !== 'RUNNING') {
    throw failed(`cluster ${cluster.clusterId} is ${cluster.status}`);
  }
  const same = cluster.regionId === backup.regionId && cluster.cuType === backup.cuType;
  if (!same && world.behaviour.collectionTarget === 'same-region-and-cu-type') {
    throw failed('the target cluster differs from the backup in region or CU type');
  }
}

function wantedCollections(world: ZillizWorld, backup: ZillizBackup, groups: unknown): Wanted[] {
  // An empty list means the same as none (unconfirmed).
  if (groups === undefined || (Array.isArray(groups) && groups.length === 0)) {
    return backup.databases.flatMap((database) => wholeDatabase(database, database.dbName));
  }
  if (!Array.isArray(groups)) {
    throw failed('dbCollections must be an array');
  }
  const named = groups.flatMap((group) => (isRecord(group) ? asArray(group.collections) : []));
  if (named.length > 1 && world.behaviour.collectionsPerCall === 'one') {
    throw failed('one collection can be restored at a time');
  }
  return groups.flatMap((group) => wantedOfGroup(world, backup, isRecord(group) ? group : {}));
}

function wantedOfGroup(
  { behaviour }: ZillizWorld,
  backup: ZillizBackup,
  group: Record<string, unknown>,
): Wanted[] {
  // Where backups name the default database with an empty text, "default" is not a name in them.
  const named = textOr(group.dbName, 'default');
  const dbName =
    behaviour.defaultDatabase === '' && group.dbName === 'default' ? '"default"' : named;
  const destDbName = textOr(group.destDbName, dbName);
  const database = backup.databases.find((candidate) => candidate.dbName === dbName);
  if (database === undefined) {
    throw failed(`database ${dbName} is not in the backup`);
  }
  const collections = asArray(group.collections);
  if (collections.length === 0) {
    return behaviour.collectionsLeftOut === 'database'
      ? wholeDatabase(database, destDbName)
      : wholeBackup(backup, group.destDbName);
  }
  return collections.map((entry) =>
    oneCollection(database, destDbName, isRecord(entry) ? entry : {}),
  );
}

function oneCollection(
  database: ZillizDatabase,
  destDbName: string,
  entry: Record<string, unknown>,
): Wanted {
  const source = database.collections.find(
    ({ collectionName }) => collectionName === entry.collectionName,
  );
  if (source === undefined) {
    throw failed(`collection ${String(entry.collectionName)} is not in the backup`);
  }
  const status = entry.destCollectionStatus ?? 'UNLOADED';
  if (status !== 'LOADED' && status !== 'UNLOADED') {
    throw new ZillizRefusal(96037, 'The target collection status must be LOADED or UNLOADED');
  }
  const collectionName = textOr(entry.destCollectionName, source.collectionName);
  const target: ZillizCollection = { ...source, collectionName, status };
  return { dbName: database.dbName, destDbName, source, target };
}

// The reference's words: without collections, all collections of the backup are restored. Which
// database they go to is unconfirmed.
function wholeBackup({ databases }: ZillizBackup, destDbName: unknown): Wanted[] {
  return databases.flatMap((database) =>
    wholeDatabase(database, textOr(destDbName, database.dbName)),
  );
}

function wholeDatabase({ dbName, collections }: ZillizDatabase, destDbName: string): Wanted[] {
  return collections.map((source) => ({
    dbName,
    destDbName,
    source,
    target: { ...source, status: 'UNLOADED' },
  }));
}

// That it is prohibited is documented, how it ends is unconfirmed.
function encryptedMove(
  world: ZillizWorld,
  cluster: ZillizCluster,
  wanted: readonly Wanted[],
): string | undefined {
  const moved = wanted.find(({ dbName, destDbName }) => dbName !== destDbName);
  if (cluster.keyIdentifier === undefined || moved === undefined) {
    return undefined;
  }
  const name = `${moved.dbName}.${moved.source.collectionName}`;
  return report(
    world.behaviour.encryptedMove,
    `${name} of an encrypted cluster cannot move to database ${moved.destDbName}`,
  );
}

// How conflicts are answered is unconfirmed: at once, or as the reason of a job that fails.
function conflict(
  world: ZillizWorld,
  cluster: ZillizCluster,
  wanted: readonly Wanted[],
): string | undefined {
  const { missingDatabase, existingCollection } = world.behaviour;
  for (const { destDbName, target } of wanted) {
    const database = cluster.databases.find(({ dbName }) => dbName === destDbName);
    if (database === undefined && missingDatabase !== 'created') {
      return report(missingDatabase, `database ${destDbName} does not exist`);
    }
    const exists = database?.collections.some(
      ({ collectionName }) => collectionName === target.collectionName,
    );
    if (exists) {
      const name = `${destDbName}.${target.collectionName}`;
      return report(existingCollection, `collection ${name} already exists`);
    }
  }
  return undefined;
}

function report(how: 'fail-job' | 'refuse', reason: string): string {
  if (how === 'refuse') {
    throw failed(reason);
  }
  return reason;
}

function additions(wanted: readonly Wanted[]): ZillizDatabase[] {
  return wanted.map(({ destDbName, target }) => ({ dbName: destDbName, collections: [target] }));
}

function failed(reason: string): ZillizRefusal {
  return new ZillizRefusal(96039, `restore collection failed (${reason})`);
}

function asArray(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

function textOr(value: unknown, fallback: string): string {
  return typeof value === 'string' && value !== '' ? value : fallback;
}
