import { connectAddress } from './connect-address';
import type {
  ZillizBackup,
  ZillizCluster,
  ZillizCollection,
  ZillizDatabase,
  ZillizKey,
  ZillizSeed,
} from './model';

const PRODUCTION = 'proj-20e13e974c7d659a83a1b2';
const STAGING = 'proj-7c41d0b2e98f4a6d5e3c1f';
const SOURCE = 'in01-3b1c0a5d4e6f789';
const REGION = 'aws-us-west-2';

const ARTICLES: ZillizCollection = {
  collectionName: 'medium_articles',
  description: 'Articles',
  status: 'LOADED',
};

const DATABASES: ZillizDatabase[] = [
  {
    dbName: 'default',
    collections: [
      ARTICLES,
      { collectionName: 'authors', description: 'Authors', status: 'UNLOADED' },
    ],
  },
  {
    dbName: 'analytics',
    collections: [{ collectionName: 'events', description: 'Reading events', status: 'LOADED' }],
  },
];

const SOURCE_CLUSTER: ZillizCluster = {
  clusterId: SOURCE,
  clusterName: 'articles-production',
  projectId: PRODUCTION,
  description: 'Articles and their authors',
  regionId: REGION,
  cuType: 'Performance-optimized',
  plan: 'BusinessCritical',
  status: 'RUNNING',
  connectAddress: connectAddress(SOURCE, REGION),
  privateLinkAddress: '',
  replica: 1,
  cuSize: 8,
  storageSize: 48_318_382_080,
  snapshotNumber: 3,
  createProgress: 100,
  createTime: '2026-03-02T08:15:30Z',
  deploymentOption: 'Dedicated',
  databases: DATABASES,
  milvusVersion: '2.5',
  includesRbac: true,
};

/**
 * The keys that exist unless others are given: an owner's, one that may only look, and one of another
 * organization.
 */
export const DEFAULT_ZILLIZ_KEYS: readonly ZillizKey[] = [
  { key: 'sim-zilliz-owner-key' },
  {
    key: 'sim-zilliz-viewer-key',
    projects: { [PRODUCTION]: 'read-only', [STAGING]: 'read-only' },
  },
  { key: 'sim-zilliz-other-organization-key', ofAnotherOrganization: true },
];

/**
 * A small world around one production cluster: last night's backup with both version policies, an
 * old manual one that can only be restored to the latest release, and one of a single collection.
 */
export const DEFAULT_ZILLIZ_SEED: ZillizSeed = {
  projects: [
    {
      projectId: PRODUCTION,
      projectName: 'production',
      description: 'What customers use',
      regionIds: [REGION],
      plan: 'BusinessCritical',
      orgType: 'SAAS',
      createTime: '2026-03-01T09:00:00Z',
    },
    {
      projectId: STAGING,
      projectName: 'staging',
      description: 'Clones for trying things out',
      regionIds: [REGION],
      plan: 'BusinessCritical',
      orgType: 'SAAS',
      createTime: '2026-03-01T09:05:00Z',
    },
  ],
  clusters: [SOURCE_CLUSTER],
  backups: [
    backup('backup11_0f5d2c9a7e3b41d', 'articles-production_nightly', {
      creationMethod: 'AUTO',
      createTime: '2026-11-20T02:00:00Z',
      expireTime: '2026-11-27T02:00:00Z',
    }),
    backup('backup11_7a9c4e1d2b6f508', 'articles-production_before-migration', {
      createTime: '2026-09-14T16:20:00Z',
    }),
    backup('backup11_c3d8f01b5a2e794', 'articles-production_articles-only', {
      backupType: 'COLLECTION',
      createTime: '2026-11-18T11:45:00Z',
      size: 12_884_901_888,
      databases: [{ dbName: 'default', collections: [ARTICLES] }],
    }),
  ],
};

function backup(
  backupId: string,
  backupName: string,
  given: Partial<ZillizBackup> & Pick<ZillizBackup, 'createTime'>,
): ZillizBackup {
  return {
    backupId,
    backupName,
    projectId: PRODUCTION,
    clusterId: SOURCE,
    clusterName: 'articles-production',
    regionId: REGION,
    cuType: 'Performance-optimized',
    backupType: 'CLUSTER',
    creationMethod: 'MANUAL',
    size: 42_949_672_960,
    expireTime: '',
    status: 'AVAILABLE',
    databases: DATABASES,
    milvusVersion: '2.5',
    ...given,
  };
}
