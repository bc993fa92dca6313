import { RemovalPolicy, zilliz } from '../../../src';
import { Simulator } from '../../../src/simulator';
import {
  BACKUP,
  clusterProps,
  restoredCluster,
  SOURCE_CLUSTER,
  ZILLIZ_KEY,
} from '../../support/zilliz';
import type { Scenario } from './scenarios';

// Two looks at a job are enough to see it running and done.
export const QUICK = {
  pendingSeconds: 30,
  creatingSeconds: 30,
  restoreClusterSeconds: 60,
  restoreCollectionSeconds: 60,
  createBackupSeconds: 60,
};

const start = () => Simulator.start({ behaviour: { zilliz: QUICK } });

const variables = (simulator: Simulator) => ({
  ZILLIZ_API_KEY: ZILLIZ_KEY,
  ZILLIZ_BASE_URL: simulator.url,
});

const restored = (simulator: Simulator) =>
  simulator.zilliz.clusters.filter(({ restoredFrom }) => restoredFrom !== undefined);

/** A restored cluster, with its own name or with the user's. */
export function zillizCluster(uniqueName: boolean): Scenario {
  return {
    title: `zilliz restoreCluster${uniqueName ? ' with uniqueName' : ''}`,
    build: (stack) => {
      restoredCluster(stack, { uniqueName, removalPolicy: RemovalPolicy.DESTROY });
    },
    start,
    key: ZILLIZ_KEY,
    variables,
    created: (simulator) => restored(simulator).length,
    expected: 1,
    password: (simulator) => restored(simulator)[0]?.password,
    newestJob: (simulator) => simulator.zilliz.jobs.at(-1)?.jobId,
    drops: true,
    ...(uniqueName ? { only: ['submit'] } : {}),
  };
}

/** A cluster restored from a backup that is made first; what comes after the backup differs from no other restore. */
export const zillizClusterOfNewBackup: Scenario = {
  ...zillizCluster(true),
  title: 'zilliz restoreCluster of Backup.now',
  build: (stack) => {
    restoredCluster(stack, {
      backup: zilliz.Backup.now({ clusterId: SOURCE_CLUSTER }),
      uniqueName: true,
      restoreVersionPolicy: zilliz.RestoreVersionPolicy.LATEST,
      removalPolicy: RemovalPolicy.DESTROY,
    });
  },
  // A second backup counts as much as a second cluster.
  created: (simulator) => simulator.zilliz.jobs.length,
  expected: 2,
  newestJob: (simulator) => simulator.zilliz.jobs.at(-1)?.jobId,
  leavesOut: /^(listClusters|describeProject|describeBackup|restoreCluster)$/,
};

/** Two collections, each with a request and its own job. */
export const zillizCollections: Scenario = {
  title: 'zilliz restoreCollections',
  build: (stack) => {
    new zilliz.RestoredCollections(stack, 'articles', {
      backup: zilliz.Backup.fromId({ clusterId: SOURCE_CLUSTER, backupId: BACKUP }),
      targetCluster: 'in01-0000000000target',
      collectionMappings: [
        { dbName: 'default', collectionName: 'medium_articles', destCollectionName: 'articles' },
        { dbName: 'default', collectionName: 'authors', destCollectionName: 'people' },
      ],
    });
  },
  start: async () => {
    const simulator = await start();
    simulator.zilliz.addCluster({
      clusterId: 'in01-0000000000target',
      clusterName: 'archive',
      projectId: clusterProps().targetProject,
    });
    return simulator;
  },
  key: ZILLIZ_KEY,
  variables,
  created: (simulator) => simulator.zilliz.jobs.length,
  expected: 2,
  newestJob: (simulator) => simulator.zilliz.jobs.at(-1)?.jobId,
  drops: false,
};

/** A collection restored after a backup of the cluster that gets it. */
export const zillizCollectionsBackedUp: Scenario = {
  ...zillizCollections,
  title: 'zilliz restoreCollections with a backup first',
  build: (stack) => {
    new zilliz.RestoredCollections(stack, 'articles', {
      backup: zilliz.Backup.fromId({ clusterId: SOURCE_CLUSTER, backupId: BACKUP }),
      targetCluster: 'in01-0000000000target',
      backupBeforeRestore: true,
      collectionMappings: [{ dbName: 'default', collectionName: 'authors' }],
    });
  },
  // A backup and a restore: each is a job.
  expected: 2,
  newestJob: ({ zilliz: { jobs } }) =>
    [...jobs].reverse().find(({ type }) => type === 'RESTORE')?.jobId,
  only: ['submit'],
  killedBetween: [
    'before POST /*/clusters/*/backups/create',
    'before POST /*/clusters/*/backups/*/restoreCollection',
  ],
};
