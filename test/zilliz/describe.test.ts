import { describeCluster } from '../../src/zilliz/driver/describe-cluster';
import { reviewContext } from '../support/review';
import { BACKUP, SOURCE_CLUSTER, STAGING_PROJECT } from '../support/zilliz';

const cluster = {
  backup: { clusterId: SOURCE_CLUSTER, backupId: BACKUP },
  targetProject: STAGING_PROJECT,
  clusterName: 'articles-staging',
  cuSize: 2,
  collectionStatus: 'KEEP' as const,
};

describe('a review of a new cluster', () => {
  test('lists the call that drops it last, where destroy drops it', () => {
    const { requests } = describeCluster(cluster, reviewContext({ removalPolicy: 'destroy' }));
    expect(requests.map(({ method, url, note }) => [method, url.split('/').at(-1), note])).toEqual([
      [
        'POST',
        'restoreCluster',
        'sent once more, with `projectId` in the place of `targetProjectId`, where the vendor answers with code `96005`',
      ],
      ['DELETE', 'drop', 'sent by `terraform destroy`, and before it restores again'],
    ]);
  });

  test('lists no such call where the cluster is retained', () => {
    const { requests } = describeCluster(cluster, reviewContext({ removalPolicy: 'retain' }));
    expect(requests.map(({ method }) => method)).toEqual(['POST']);
  });
});
