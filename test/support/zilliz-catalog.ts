import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { newFolder } from './terraform';
import { BACKUP, SOURCE_CLUSTER } from './zilliz';

/** A catalog as `cluster-restore catalog pull` writes it; a test changes what it is about. */
export function catalogContent(change: Record<string, unknown> = {}) {
  return {
    catalog: 'cdktf-cluster-restore',
    version: 1,
    vendor: 'zilliz',
    pulledAt: '2026-11-21T03:00:00Z',
    cluster: {
      clusterId: SOURCE_CLUSTER,
      clusterName: 'articles-production',
      projectId: 'proj-20e13e974c7d659a83a1b2',
      projectPlan: 'BusinessCritical',
      regionId: 'aws-us-west-2',
      cuType: 'Performance-optimized',
      status: 'RUNNING',
    },
    backups: [backupContent()],
    ...change,
  };
}

/** One backup of such a catalog. */
export function backupContent(change: Record<string, unknown> = {}) {
  return {
    backupId: BACKUP,
    backupType: 'CLUSTER',
    creationMethod: 'MANUAL',
    status: 'AVAILABLE',
    size: 42_949_672_960,
    createTime: '2026-11-20T02:00:00Z',
    expireTime: null,
    restoreNewInstancePolicies: ['LATEST', 'ORIGINAL'],
    dbCollections: [
      {
        dbName: 'default',
        collections: [
          { collectionName: 'medium_articles', status: 'LOADED' },
          { collectionName: 'authors', status: 'UNLOADED' },
        ],
      },
    ],
    ...change,
  };
}

/** Writes a catalog, or whatever else is to be in its place, and returns the path. */
export function catalogFile(content: unknown = catalogContent()): string {
  const path = join(newFolder('catalog'), 'production.json');
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
}
