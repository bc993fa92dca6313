import { mark } from '../../text/marked';
import type { PreflightLine } from '../../vendor/facts';
import { look, notKnownYet } from '../../vendor/preflight';
import type { PreflightContext } from '../../vendor/protocol';
import { finalName } from '../definition/cluster-requests';
import { ROLES } from '../definition/roles';
import type {
  BackupReference,
  ClusterDeclaration,
  CollectionsDeclaration,
} from '../model/declaration';
import { type Backup, chosenBackup } from './backups';
import { clusterOf, findByName } from './clusters';
import { projectOf } from './projects';

/** No read request shows whether a key may write; the vendor has no call that does. */
const roles: PreflightLine = {
  check: 'roles',
  state: 'unknown',
  text: 'the key may read; no read request shows whether it may restore',
  fix: `Use a key of ${ROLES}`,
};

/** Looks whether a cluster backup, its project and its name are as a restore needs them. */
export async function preflightCluster(
  context: PreflightContext<ClusterDeclaration>,
): Promise<readonly PreflightLine[]> {
  const { declaration, isUnknown } = context;
  const { restoreVersionPolicy: policy } = declaration;
  const [backup, line] = await lookAtBackup(context, 'CLUSTER');
  const version = await look('version policy', async () => {
    const offered = backup?.restoreNewInstancePolicies ?? [];
    if (policy === undefined || isUnknown('restoreVersionPolicy')) return 'the vendor’s default';
    if (offered.length === 0) {
      return {
        state: 'unknown',
        text: 'the API does not say what the backup offers',
        fix: 'The vendor decides',
      };
    }
    if (offered.includes(policy)) return `${mark(policy)} is offered`;
    const text = `the backup offers ${offered.map(mark).join(', ')}, not ${mark(policy)}`;
    return { state: 'wrong', text, fix: 'Choose one of these, or another backup' };
  });
  return [
    line,
    ...(backup === undefined ? [] : [version]),
    ...(await lookAtProject(context, backup)),
    await lookAtName(context),
    ...keyOf(context),
    roles,
  ];
}

/** Looks whether a backup and the cluster that gets its collections are there. */
export async function preflightCollections(
  context: PreflightContext<CollectionsDeclaration>,
): Promise<readonly PreflightLine[]> {
  const { api, declaration } = context;
  const { targetCluster } = declaration;
  const [backup, line] = await lookAtBackup(context);
  if (targetCluster === undefined) {
    return [line, notKnownYet('target cluster', 'targetCluster'), roles];
  }
  const target = await look('target cluster', async () => {
    const { clusterName, status, regionId } = await clusterOf(api, targetCluster);
    const title = `${mark(clusterName)} (${mark(targetCluster)})`;
    if (status !== 'RUNNING') {
      return {
        state: 'wrong',
        text: `${title} is ${mark(status)}`,
        fix: 'Wait until it runs, or resume it',
      };
    }
    const region = backup?.regionId;
    if (!region || regionId === '' || region === regionId) return `${title} runs`;
    const text = `${title} is in ${mark(regionId)}, the backup in ${mark(region)}`;
    return { state: 'wrong', text, fix: 'Choose a cluster in the region of the backup' };
  });
  return [line, target, roles];
}

async function lookAtBackup(
  { api, declaration, now }: PreflightContext<{ backup: BackupReference }>,
  type?: 'CLUSTER',
): Promise<[Backup | undefined, PreflightLine]> {
  const { backup: reference } = declaration;
  if (reference?.clusterId !== undefined && reference.now !== undefined) {
    return [undefined, await lookAtSource(api, reference.clusterId)];
  }
  if (
    reference?.clusterId === undefined ||
    (reference.latest !== true &&
      reference.before === undefined &&
      reference.backupId === undefined)
  ) {
    return [undefined, notKnownYet('backup', 'the backup')];
  }
  let found: Backup | undefined;
  const line = await look('backup', async () => {
    found = await chosenBackup(api, reference, type);
    const { backupId, createTime, expireTime } = found;
    const title = `${mark(backupId)}, taken ${mark(createTime)}`;
    if (expireTime && Date.parse(expireTime) <= now().getTime()) {
      return {
        state: 'wrong',
        text: `${title}, expired ${mark(expireTime)}`,
        fix: 'Choose a newer one',
      };
    }
    return `${title}, can be restored${expireTime ? ` until ${mark(expireTime)}` : ''}`;
  });
  return [found, line];
}

/** A backup that is made first: its cluster must be there, and running. */
function lookAtSource(api: PreflightContext<unknown>['api'], clusterId: string) {
  return look('backup', async () => {
    const { clusterName, status } = await clusterOf(api, clusterId);
    const title = `${mark(clusterName)} (${mark(clusterId)})`;
    if (status === 'RUNNING') return `is made first, of ${title}, which runs`;
    const text = `is made first, of ${title}, which is ${mark(status)}`;
    return { state: 'wrong', text, fix: 'Wait until it runs, or resume it' };
  });
}

async function lookAtProject(
  { api, declaration }: PreflightContext<ClusterDeclaration>,
  backup: Backup | undefined,
): Promise<PreflightLine[]> {
  const { targetProject, targetProjectPlan: plan } = declaration;
  if (targetProject === undefined) return [notKnownYet('target project', 'targetProject')];
  const line = await look('target project', async () => {
    const project = await projectOf(api, targetProject);
    const title = `${mark(project.projectName)} (${mark(targetProject)})`;
    if (plan !== undefined && project.plan !== '' && project.plan !== plan) {
      const text = `${title} is on plan ${mark(project.plan)}, not ${mark(plan)} as declared`;
      return { state: 'wrong', text, fix: 'Correct targetProjectPlan or targetProject' };
    }
    const region = backup?.regionId;
    if (region && project.regionIds.length > 0 && !project.regionIds.includes(region)) {
      const text = `${title} has no region ${mark(region)}, where the backup is`;
      return {
        state: 'wrong',
        text,
        fix: 'Bind the region to the project, or choose another project',
      };
    }
    return `${title} exists, on plan ${mark(project.plan)}`;
  });
  return [line];
}

/** No read request shows what the vendor may do with a customer-managed key; the runner verifies the result. */
function keyOf({ declaration, isUnknown }: PreflightContext<ClusterDeclaration>): PreflightLine[] {
  const { cmek } = declaration;
  const isLater = isUnknown('cmek.kmsKeyArn');
  if (cmek === undefined && !isLater) return [];
  const key = isLater ? 'the key, which is known after apply' : mark(cmek?.kmsKeyArn);
  const text = `no read request shows whether the vendor may use ${key}`;
  const fix = 'The runner fails the restore when the restored cluster does not report the key';
  return [{ check: 'key', state: 'unknown', text, fix }];
}

async function lookAtName(context: PreflightContext<ClusterDeclaration>): Promise<PreflightLine> {
  const { api, declaration, path, identity } = context;
  const { clusterName, targetProject } = declaration;
  if (clusterName === undefined || targetProject === undefined) {
    return notKnownYet('name', 'the name or the project');
  }
  if (declaration.uniqueName === true) {
    const text = `${mark(finalName({ ...declaration, clusterName }, { path, identity }))} is free: the hash belongs only to this restore in this state`;
    return { check: 'name', state: 'ok', text };
  }
  return await look('name', async () => {
    const name = finalName({ ...declaration, clusterName }, { path, identity });
    const present = await findByName(api, targetProject, name);
    if (present === undefined) return `${mark(name)} is free`;
    const text = `the project has a cluster ${mark(name)} already (${mark(present.clusterId)})`;
    return {
      state: 'wrong',
      text,
      fix: 'Nothing to do if this restore made it; otherwise choose another clusterName, set uniqueName, or drop that cluster',
    };
  });
}
