import { dayBefore, isoSeconds } from '../clock';
import { connectAddress } from './connect-address';
import type {
  ZillizBackup,
  ZillizCluster,
  ZillizCollection,
  ZillizDatabase,
  ZillizKey,
  ZillizProject,
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

const COLLECTION_SIZE = 12_884_901_888;
const CLUSTER_SIZE = 42_949_672_960;

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
 * old manual one that can only be restored to the latest release, and one of a single collection. It
 * is dated back from the time at which the clock starts.
 */
export function zillizSeed(start: Date): ZillizSeed {
  const at = (days: number, hours: number, minutes: number): string =>
    isoSeconds(dayBefore(start, days, hours * 60 + minutes));
  return {
    projects: [
      project(PRODUCTION, 'production', 'What customers use', at(265, 9, 0)),
      project(STAGING, 'staging', 'Clones for trying things out', at(265, 9, 5)),
    ],
    clusters: [sourceCluster(at(264, 8, 15.5))],
    backups: [
      backup('backup11_0f5d2c9a7e3b41d', 'articles-production_nightly', {
        creationMethod: 'AUTO',
        createTime: at(1, 2, 0),
        expireTime: at(-6, 2, 0),
      }),
      backup('backup11_7a9c4e1d2b6f508', 'articles-production_before-migration', {
        createTime: at(68, 16, 20),
      }),
      backup('backup11_c3d8f01b5a2e794', 'articles-production_articles-only', {
        backupType: 'COLLECTION',
        createTime: at(3, 11, 45),
        size: COLLECTION_SIZE,
        databases: [{ dbName: 'default', collections: [ARTICLES] }],
      }),
    ],
  };
}

function project(
  projectId: string,
  projectName: string,
  description: string,
  createTime: string,
): ZillizProject {
  return {
    projectId,
    projectName,
    description,
    regionIds: [REGION],
    plan: 'BusinessCritical',
    orgType: 'SAAS',
    createTime,
  };
}

function sourceCluster(createTime: string): ZillizCluster {
  return {
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
    createTime,
    deploymentOption: 'Dedicated',
    databases: DATABASES,
    milvusVersion: '2.5',
    includesRbac: true,
  };
}

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
    size: CLUSTER_SIZE,
    expireTime: '',
    status: 'AVAILABLE',
    databases: DATABASES,
    milvusVersion: '2.5',
    ...given,
  };
}
