import { isoSeconds } from '../clock';
import { bodyFields, type Reply } from '../exchange';
import { requireCluster, requireProject } from './access';
import { findBackup } from './backups';
import type { ZillizBehaviour } from './behaviour';
import type { ZillizCall } from './call';
import { requireFreeName } from './clusters';
import { requireCuSize } from './cu-sizes';
import type { ZillizBackup, ZillizDatabase, ZillizProject } from './model';
import { findProject } from './projects';
import { success, UNLISTED_CODE, ZillizRefusal } from './refusal';
import { restorePolicies } from './restore-policies';
import type { ZillizWorld } from './world';

type Fields = Readonly<Record<string, unknown>>;

/** `POST …/restoreCluster`: a new cluster from a CLUSTER backup. Refused requests create nothing. */
export function restoreCluster(world: ZillizWorld, call: ZillizCall): Reply {
  const fields = bodyFields(call);
  const backup = findBackup(world, call);
  requireCluster(world, call.key, backup.projectId, true);
  requireRestorable(backup);
  const project = targetProject(world, fields, call);
  const clusterName = requireFreeName(world, fields.clusterName, project.projectId);
  const cuSize = requireCuSize(fields.cuSize, project.plan, backup.cuType, world.behaviour);
  const keep = keepsLoadState(fields.collectionStatus);
  const milvusVersion = versionFor(world, backup, fields.restoreVersionPolicy);
  requireRegion(backup, project);
  const keyIdentifier = encryptionKey(world, fields, project);
  const includesRbac = rbacFlag(world, fields);

  const now = world.clock.now();
  const password = `Sim-Pw-${world.serials.hex('password', 24)}`;
  const cluster = world.addCluster({
    clusterName,
    projectId: project.projectId,
    regionId: backup.regionId,
    cuType: backup.cuType,
    plan: project.plan,
    status: 'CREATING',
    connectAddress: '',
    cuSize,
    createProgress: 0,
    createTime: isoSeconds(now),
    ...(keyIdentifier === undefined ? {} : { keyIdentifier }),
    databases: restoredDatabases(backup, keep),
    milvusVersion,
    includesRbac,
    password,
    restoredFrom: { clusterId: backup.clusterId, backupId: backup.backupId },
    ...world.behaviour.restoredAs,
  });
  const job = world.startJob(
    'restoreCluster',
    {
      kind: 'cluster',
      clusterId: cluster.clusterId,
      creatingUntil: now.getTime() + world.behaviour.creatingSeconds * 1000,
    },
    [],
  );
  return success({
    clusterId: cluster.clusterId,
    username: 'db_admin',
    password,
    jobId: job.jobId,
  });
}

function requireRestorable(backup: ZillizBackup): void {
  if (backup.status !== 'AVAILABLE') {
    throw new ZillizRefusal(96040, `restore cluster failed (backup is ${backup.status})`);
  }
  if (backup.backupType !== 'CLUSTER') {
    throw new ZillizRefusal(96040, 'restore cluster failed (the backup is not a cluster backup)');
  }
}

function targetProject(world: ZillizWorld, fields: Fields, call: ZillizCall): ZillizProject {
  const { projectField, projectRefusal } = world.behaviour;
  const [first] = world.projects;
  if (projectField === 'ignored' && first !== undefined) {
    return first;
  }
  const wanted = projectField === 'projectId' ? 'projectId' : 'targetProjectId';
  const other = wanted === 'projectId' ? 'targetProjectId' : 'projectId';
  const projectId = fields[wanted] ?? (projectField === 'either' ? fields[other] : undefined);
  if (projectField !== 'either') {
    requireProjectField(projectRefusal, fields, wanted, other);
  }
  const project = findProject(world, projectId);
  requireProject(call.key, project.projectId, true);
  return project;
}

// What an API says that does not know the other field, or misses its own, is unconfirmed.
function requireProjectField(
  refusal: ZillizBehaviour['projectRefusal'],
  fields: Fields,
  wanted: string,
  other: string,
): void {
  if (refusal === 'http-400-unknown' && fields[other] !== undefined) {
    throw new ZillizRefusal(400, `Unrecognized field "${other}"`, 400);
  }
  if (fields[wanted] !== undefined) {
    return;
  }
  switch (refusal) {
    case 'http-400-missing':
    case 'http-400-unknown':
      throw new ZillizRefusal(400, `Field "${wanted}" is required`, 400);
    case 96005:
      throw new ZillizRefusal(96005, 'projectId is invalid, it should look like proj-***');
    case 96012:
      throw new ZillizRefusal(
        96012,
        'The project and the API key belong to different organizations',
      );
    case 96013:
      throw new ZillizRefusal(96013, 'Only an organization or project owner may use this project');
    case 96027:
      throw new ZillizRefusal(96027, 'The API key has no access to this project');
  }
}

function keepsLoadState(collectionStatus: unknown): boolean {
  if (collectionStatus !== 'KEEP' && collectionStatus !== 'RELEASE') {
    throw new ZillizRefusal(96031, 'collectionStatus must be KEEP or RELEASE');
  }
  return collectionStatus === 'KEEP';
}

// The code is unconfirmed: the public list is older than the field.
function versionFor(world: ZillizWorld, backup: ZillizBackup, policy: unknown): string {
  const latest = world.behaviour.latestMilvusVersion;
  const offered = restorePolicies(backup, latest, world.clock.now());
  const wanted = policy ?? 'LATEST';
  if (typeof wanted !== 'string' || !offered.includes(wanted)) {
    throw new ZillizRefusal(
      96040,
      `restore cluster failed (restoreVersionPolicy must be ${offered.join(' or ')} for this backup)`,
    );
  }
  return wanted === 'ORIGINAL' ? backup.milvusVersion : latest;
}

// The rule is documented, the code is unconfirmed.
function requireRegion(backup: ZillizBackup, project: ZillizProject): void {
  if (!project.regionIds.includes(backup.regionId)) {
    throw new ZillizRefusal(
      96040,
      `restore cluster failed (region ${backup.regionId} is not bound to ${project.projectId})`,
    );
  }
}

// No public document names a field, a code or a refusal: all of this is unconfirmed.
function encryptionKey(
  world: ZillizWorld,
  fields: Fields,
  project: ZillizProject,
): string | undefined {
  const { cmek, cmekField } = world.behaviour;
  const key = fields[cmekField];
  if (key === undefined || cmek === 'ignored') {
    return undefined;
  }
  if (cmek === 'refused') {
    throw new ZillizRefusal(UNLISTED_CODE, `Unknown field ${cmekField}`);
  }
  const registered = typeof key === 'string' && (project.kmsKeys?.includes(key) ?? true);
  const encrypts = project.plan === 'BusinessCritical' || project.orgType === 'BYOC';
  if (!encrypts || !registered) {
    throw new ZillizRefusal(96040, 'restore cluster failed (the KMS key is not available)');
  }
  return key;
}

// No public document names a field: unconfirmed. Without the flag, RBAC is left out.
function rbacFlag(world: ZillizWorld, fields: Fields): boolean {
  const { rbac, rbacField } = world.behaviour;
  if (fields[rbacField] !== undefined && rbac === 'refused-unknown-field') {
    throw new ZillizRefusal(UNLISTED_CODE, `Unknown field ${rbacField}`);
  }
  return rbac === 'honoured' && fields[rbacField] === true;
}

function restoredDatabases(backup: ZillizBackup, keep: boolean): ZillizDatabase[] {
  return backup.databases.map(({ dbName, collections }) => ({
    dbName,
    collections: collections.map((collection) => ({
      ...collection,
      status: keep ? collection.status : 'UNLOADED',
    })),
  }));
}
