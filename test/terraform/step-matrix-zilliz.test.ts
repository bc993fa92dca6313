import { Simulator } from '../../src/simulator';
import { restoredCluster, ZILLIZ_KEY } from '../support/zilliz';
import { describeStepMatrix } from './support/step-matrix';

describeStepMatrix({
  isDropped: true,
  start: () => Simulator.start(),
  environment: ({ url }) => ({
    ZILLIZ_API_KEY: ZILLIZ_KEY,
    ZILLIZ_BASE_URL: url,
    CLUSTER_RESTORE_POLL_SECONDS: '0',
  }),
  build: (stack) => {
    const { clusterId, connectAddress } = restoredCluster(stack);
    return { clusterId, connectAddress };
  },
  truth: ({ zilliz }) => {
    const alive = zilliz.clusters.filter(
      ({ clusterName, status }) => clusterName === 'articles-staging' && status !== 'DELETED',
    );
    // Whatever happened: one clone, which is what the outputs are about.
    expect(alive).toHaveLength(1);
    return { clusterId: alive[0]?.clusterId, connectAddress: alive[0]?.connectAddress };
  },
});
