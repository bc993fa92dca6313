import { TerraformOutput, type TerraformStack } from 'cdktf';
import { zilliz } from '../../src';
import { Simulator } from '../../src/simulator';
import { synthesised } from '../support/app';
import { hostedTerraform } from '../support/hosted-terraform';
import { plainText, type Terraform } from '../support/terraform';
import { BACKUP, restoredCluster, SOURCE_CLUSTER, zillizEnvironment } from '../support/zilliz';

let simulator: Simulator;
let terraform: Terraform;
beforeEach(async () => {
  simulator = await Simulator.start();
});
afterEach(() => simulator.stop());

async function terraformOf(build: (stack: TerraformStack) => void): Promise<Terraform> {
  terraform = await hostedTerraform(synthesised(build), zillizEnvironment(simulator));
  await terraform.must('init');
  return terraform;
}

const backup = zilliz.Backup.fromId({ clusterId: SOURCE_CLUSTER, backupId: BACKUP });
const MAPPINGS: zilliz.CollectionMapping[] = [
  {
    dbName: 'default',
    collectionName: 'medium_articles',
    destCollectionName: 'restored_articles',
    destCollectionStatus: zilliz.CollectionLoadStatus.LOADED,
  },
  { dbName: 'default', collectionName: 'authors', destCollectionName: 'restored_authors' },
  { dbName: 'analytics', destDbName: 'restored_analytics' },
];

function bodies(): unknown[] {
  return simulator.requests
    .filter(({ operation }) => operation === 'restoreCollection')
    .map(({ body }) => body);
}

const BODIES = [
  {
    destClusterId: SOURCE_CLUSTER,
    dbCollections: [
      {
        dbName: 'default',
        collections: [
          {
            collectionName: 'medium_articles',
            destCollectionName: 'restored_articles',
            destCollectionStatus: 'LOADED',
          },
        ],
      },
    ],
  },
  {
    destClusterId: SOURCE_CLUSTER,
    dbCollections: [
      {
        dbName: 'default',
        collections: [{ collectionName: 'authors', destCollectionName: 'restored_authors' }],
      },
    ],
  },
  {
    destClusterId: SOURCE_CLUSTER,
    dbCollections: [
      {
        dbName: 'analytics',
        destDbName: 'restored_analytics',
        collections: [{ collectionName: 'events', destCollectionStatus: 'UNLOADED' }],
      },
    ],
  },
];

test('each mapping is one call with its own job, and all are followed to their end', async () => {
  await terraformOf((stack) => {
    const restored = new zilliz.RestoredCollections(stack, 'articles', {
      backup,
      targetCluster: SOURCE_CLUSTER,
      collectionMappings: MAPPINGS,
    });
    new TerraformOutput(stack, 'jobs', { value: restored.jobs });
    new TerraformOutput(stack, 'clusterId', { value: restored.clusterId });
  });
  await terraform.must('apply');
  expect(bodies()).toEqual(BODIES);
  const outputs = await terraform.outputs();
  expect(outputs.clusterId).toBe(SOURCE_CLUSTER);
  expect(Object.keys(JSON.parse(String(outputs.jobs)))).toEqual([
    'default.medium_articles -> default.restored_articles',
    'default.authors -> default.restored_authors',
    'analytics.events -> restored_analytics.events',
  ]);
  expect(await terraform.must('plan')).toContain('No changes.');
});

test('of three mappings one fails: it is named with its reason, and the next apply sends just that one', async () => {
  await terraformOf((stack) => {
    new zilliz.RestoredCollections(stack, 'articles', {
      backup,
      targetCluster: SOURCE_CLUSTER,
      collectionMappings: MAPPINGS,
    });
  });
  simulator.zilliz.failNextJob('disk quota exceeded', { collectionName: 'authors', times: 1 });
  const first = await terraform.run('apply');
  expect(first.code).toBe(1);
  expect(plainText(first.output).replace(/job-[0-9a-f]+/g, 'job-…')).toContain(
    '1 restore job failed: default.authors -> default.restored_authors (job job-…): FAILED, disk quota exceeded. Correct the cause and apply again: only what failed is sent again. [exit 7]',
  );
  await terraform.must('apply');
  expect(bodies()).toEqual([...BODIES, BODIES[1]]);
  expect(await terraform.must('plan')).toContain('No changes.');
});

test('no mapping restores everything in the backup', async () => {
  await terraformOf((stack) => {
    new zilliz.RestoredCollections(stack, 'articles', {
      backup: zilliz.Backup.fromId({ clusterId: SOURCE_CLUSTER, backupId: BACKUP }),
      targetCluster: 'in01-0000000000target',
    });
  });
  const source = simulator.zilliz.cluster(SOURCE_CLUSTER);
  simulator.zilliz.addCluster({ ...source, clusterId: 'in01-0000000000target', databases: [] });
  await terraform.must('apply');
  expect(bodies()).toEqual([{ destClusterId: 'in01-0000000000target' }]);
});

test('collections go into a cluster restored in the same apply, after it is there', async () => {
  await terraformOf((stack) => {
    const clone = restoredCluster(stack);
    new zilliz.RestoredCollections(stack, 'history', {
      backup,
      targetCluster: clone.clusterId,
      collectionMappings: [
        { dbName: 'default', collectionName: 'authors', destCollectionName: 'authors_before' },
      ],
    });
  });
  await terraform.must('apply');
  const clone = simulator.zilliz.clusters.find(
    ({ clusterName }) => clusterName === 'articles-staging',
  );
  expect(bodies()).toEqual([
    {
      destClusterId: clone?.clusterId,
      dbCollections: [
        {
          dbName: 'default',
          collections: [{ collectionName: 'authors', destCollectionName: 'authors_before' }],
        },
      ],
    },
  ]);
  const order = simulator.requests.map(({ operation }) => operation);
  expect(order.indexOf('restoreCollection')).toBeGreaterThan(
    order.lastIndexOf('describeCluster', order.indexOf('restoreCollection') - 1),
  );
  expect(await terraform.must('plan')).toContain('No changes.');
});
