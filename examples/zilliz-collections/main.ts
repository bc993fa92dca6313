/**
 * One collection and one database of a backup, under new names, in a cluster that is running.
 *
 * Steps:
 * 1. `npx cdktf synth` checks the mappings; nothing is called.
 * 2. `terraform apply` in `cdktf.out/stacks/articles` sends one request for each mapping, with ZILLIZ_API_KEY
 *    exported, and follows the jobs. If one fails, the next apply sends only that one again.
 * 3. Nothing in the cluster is overwritten: compare `articles_yesterday` with `medium_articles`.
 */
import { NullProvider } from '@cdktf/provider-null/lib/provider/index.js';
import { App, LocalBackend, TerraformOutput, TerraformStack } from 'cdktf';
import { zilliz } from 'cdktf-cluster-restore';

const CLUSTER = 'in01-3b1c0a5d4e6f789';

const app = new App();
const stack = new TerraformStack(app, 'articles');
new LocalBackend(stack, { path: '../../../state/articles.tfstate' });
new NullProvider(stack, 'null');

const yesterday = new zilliz.RestoredCollections(stack, 'yesterday', {
  backup: zilliz.Backup.latest({ clusterId: CLUSTER }),
  targetCluster: CLUSTER,
  collectionMappings: [
    {
      dbName: 'default',
      collectionName: 'medium_articles',
      destCollectionName: 'articles_yesterday',
      destCollectionStatus: zilliz.CollectionLoadStatus.LOADED,
    },
    { dbName: 'analytics', destDbName: 'analytics_yesterday' },
  ],
});

new TerraformOutput(stack, 'backup_id', { value: yesterday.backupId });
new TerraformOutput(stack, 'jobs', { value: yesterday.jobs });

app.synth();
