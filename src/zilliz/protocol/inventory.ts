import * as z from 'zod/mini';
import type { Reader } from '../../client/api-client';
import { expiresIn, type Inventory, sizeText } from '../../vendor/inventory';
import { catalogOf } from '../model/catalog-file';
import { doubtsOfOwnership } from '../model/ownership';
import { listBackups } from './backups';
import { findByName } from './clusters';
import { unrecordedClusters } from './unrecorded';

const Project = z.object({ plan: z.string() });

/** The backups of a Zilliz Cloud cluster, as a table and as a catalog. */
export const inventory: Inventory = {
  async findCreated(api, recorded) {
    const { project_id: project = '', cluster_name: name = '' } = recorded;
    if (project === '' || name === '') return undefined;
    const cluster = await findByName(api, project, name);
    if (cluster === undefined) return undefined;
    const found = { ...recorded, cluster_id: cluster.clusterId };
    return doubtsOfOwnership(found, cluster).length > 0 ? undefined : found;
  },

  unrecorded: unrecordedClusters,

  async backups(api, { clusterId, from, to, now }) {
    const backups = await listBackups(api, { clusterId });
    const asked = backups.filter(({ createTime }) => {
      const at = new Date(createTime);
      return (from === undefined || at >= from) && (to === undefined || at < to);
    });
    return {
      columns: ['backup', 'time', 'type', 'made', 'status', 'size', 'expires', 'allowed versions'],
      rows: asked.map((backup) => [
        backup.backupId,
        backup.createTime,
        backup.backupType,
        backup.creationMethod,
        backup.status,
        sizeText(backup.size),
        expiresIn(backup.expireTime ? new Date(backup.expireTime) : undefined, now),
        (backup.restoreNewInstancePolicies ?? []).join(', '),
      ]),
      backups: asked.map(({ backupId, createTime, expireTime, ...facts }) => ({
        id: backupId,
        time: createTime,
        expiresAt: expireTime || null,
        ...facts,
      })),
    };
  },

  async catalog(api, clusterId, now) {
    const cluster = await dataOf(api, ['v2', 'clusters', clusterId]);
    const listed = await listBackups(api, { clusterId });
    const backups: unknown[] = [];
    // One after the other: the vendor allows 20 requests a second, and nobody waits for this.
    for (const { backupId } of listed) {
      backups.push(await dataOf(api, ['v2', 'clusters', clusterId, 'backups', backupId]));
    }
    const projectPlan = await planOf(api, cluster);
    return catalogOf({
      cluster,
      backups,
      pulledAt: now,
      ...(projectPlan === undefined ? {} : { projectPlan }),
    });
  },
};

async function dataOf(api: Reader, path: readonly string[]): Promise<unknown> {
  return (await api.read({ method: 'GET', path })).data;
}

async function planOf(api: Reader, cluster: unknown): Promise<string | undefined> {
  const { projectId } = (cluster ?? {}) as { projectId?: unknown };
  if (typeof projectId !== 'string' || projectId === '') return undefined;
  const project = await dataOf(api, ['v2', 'projects', projectId]);
  const parsed = z.safeParse(Project, project);
  return parsed.success ? parsed.data.plan : undefined;
}
