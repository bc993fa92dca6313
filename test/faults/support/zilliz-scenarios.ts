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
const QUICK = {
  pendingSeconds: 30,
  creatingSeconds: 30,
  restoreClusterSeconds: 60,
  restoreCollectionSeconds: 60,
};

const start = () => Simulator.start({ behaviour: { zilliz: QUICK } });

const variables = (simulator: Simulator) => ({
  ZILLIZ_API_KEY: ZILLIZ_KEY,
  ZILLIZ_BASE_URL: simulator.url,
});

const restored = (simulator: Simulator) =>
  simulator.zilliz.clusters.filter(({ restoredFrom }) => restoredFrom !== undefined);

/** A restored cluster, with a name of its own or with the user's. */
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

/** Two collections, each with a request and a job of its own. */
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
