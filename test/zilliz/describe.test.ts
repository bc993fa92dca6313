import { clusterRequests } from '../../src/zilliz/definition/cluster-requests';
import { describeCluster } from '../../src/zilliz/definition/describe-cluster';
import { describeCollections } from '../../src/zilliz/definition/describe-collections';
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
  test.each([
    [true, '; the backup is encrypted with a customer-managed key too, this one or another'],
    [false, '; the backup is encrypted without a customer-managed key'],
    [undefined, ''],
  ])('compares its key with a backup that is encrypted: %s', (encrypted, before) => {
    const backup = { ...cluster.backup, known: { encrypted } };
    const cmek = { kmsKeyArn: 'arn:aws:kms:us-west-2:111122223333:key/1' };
    expect(describeCluster({ ...cluster, backup, cmek }, reviewContext()).encryption?.text).toBe(
      `with the customer-managed key \`${cmek.kmsKeyArn}\`${before}; the restore fails if the new cluster does not report this key`,
    );
  });

  test('says where a cluster is that was dropped to be restored again', () => {
    const context = reviewContext({ removalPolicy: 'destroy' });
    expect(describeCluster(cluster, context).onRerun).toBe(
      'drops the previous clone, which the vendor keeps in the recycle bin for 30 days, then creates a new one',
    );
  });

  test('lists the call that drops it last, where destroy drops it', () => {
    const requests = clusterRequests(cluster, reviewContext({ removalPolicy: 'destroy' }));
    expect(requests.map(({ method, path, note }) => [method, path.at(-1), note])).toEqual([
      [
        'POST',
        'restoreCluster',
        'sent once more, with `projectId` instead of `targetProjectId`, if the vendor refuses the project field',
      ],
      ['DELETE', 'drop', 'sent by `terraform destroy`, and before it restores again'],
    ]);
  });

  test('lists no such call where the cluster is retained', () => {
    const requests = clusterRequests(cluster, reviewContext({ removalPolicy: 'retain' }));
    expect(requests.map(({ method }) => method)).toEqual(['POST']);
  });
});

describe('a review of collections', () => {
  const [one, two] = [
    { dbName: 'default', collectionName: 'articles' },
    { dbName: 'default', collectionName: 'authors' },
  ];
  const whole = { dbName: 'analytics' };
  const review = (collectionMappings?: (typeof one | typeof whole)[], isUnknown = () => false) => {
    const { backup } = cluster;
    const declaration = { backup, targetCluster: SOURCE_CLUSTER, collectionMappings };
    return describeCollections(declaration, reviewContext({ isUnknown }));
  };

  test.each([
    ['everything', undefined, 'everything in the backup'],
    ['collections', [one, two], '2 collections'],
    ['a whole database', [whole], '1 whole database'],
    ['both', [one, whole], '1 collection and 1 whole database'],
    ['none, which a rule refuses', [], '0 collections'],
  ])('counts what is added: %s', (_title, mappings, what) => {
    expect(review(mappings).headline).toBe(`adds ${what} to cluster \`${SOURCE_CLUSTER}\``);
  });

  test('does not say that a cluster is there of which only Terraform knows the id', () => {
    expect(review().target.kind).toBe('existing cluster');
    expect(review(undefined, () => true).target.kind).toBe('cluster');
  });

  test('promises no more than the cluster of the collections can keep', () => {
    expect(review().onDestroy).toBe(
      'drops nothing: the restored collections stay as long as their cluster does',
    );
  });
});
