/**
 * Staging as a clone of production: a new cluster from one of its backups.
 *
 * Steps:
 * 1. `npx cdktf synth` checks the declaration and writes `cdktf.out`; nothing is called.
 * 2. `terraform init`, `plan` and `apply` in `cdktf.out/stacks/staging`, with ZILLIZ_API_KEY exported.
 * 3. The password of `db_admin` is in `secrets/staging.password`, which only you can read.
 */

import { NullProvider } from '@cdktf/provider-null/lib/provider/index.js';
import { App, LocalBackend, TerraformOutput, TerraformStack } from 'cdktf';
import { PasswordSink, RemovalPolicy, zilliz } from 'cdktf-cluster-restore';

const app = new App();
const stack = new TerraformStack(app, 'staging');
new LocalBackend(stack, { path: '../../../state/staging.tfstate' });
new NullProvider(stack, 'null');

const staging = new zilliz.RestoredCluster(stack, 'articles', {
  backup: zilliz.Backup.fromId({
    clusterId: 'in01-3b1c0a5d4e6f789',
    backupId: 'backup11_0f5d2c9a7e3b41d',
  }),
  targetProject: 'proj-7c41d0b2e98f4a6d5e3c1f',
  targetProjectPlan: zilliz.ProjectPlan.BUSINESS_CRITICAL,
  clusterName: 'articles-staging',
  cuSize: 2,
  collectionStatus: zilliz.CollectionStatus.KEEP,
  restoreVersionPolicy: zilliz.RestoreVersionPolicy.ORIGINAL,
  passwordSink: PasswordSink.file('../../../secrets/staging.password'),
  removalPolicy: RemovalPolicy.DESTROY,
});

new TerraformOutput(stack, 'cluster_id', { value: staging.clusterId });
new TerraformOutput(stack, 'connect_address', { value: staging.connectAddress });

app.synth();
