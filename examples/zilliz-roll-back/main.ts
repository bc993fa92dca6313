/**
 * Production data has been wrong since 09:40: the newest backup from before that moment, restored to a new cluster.
 *
 * Steps:
 * 1. Stop all writers. Set the time below: `npx cluster-restore backups --cluster <id>` shows which backup that is.
 * 2. `npx cdktf synth` and `npx cluster-restore plan cdktf.out`: everything written since the backup will be missing.
 * 3. `terraform init` and `apply` in `cdktf.out/stacks/roll-back`, with ZILLIZ_API_KEY exported. Production is not touched.
 * 4. Inspect the new cluster. If its data is right, give the application its `connect_address` and password. If not,
 *    set another time and apply again: the previous clone stays, and `npx cluster-restore sweep` lists it.
 * 5. Record the outputs with the incident: they say which backup became production.
 *
 * It costs a second cluster of 8 CUs. It leaves the wrong cluster, until somebody drops it by hand; nothing drops the new
 * cluster, because it is production now.
 */

import { NullProvider } from '@cdktf/provider-null/lib/provider/index.js';
import { App, LocalBackend, TerraformOutput, TerraformStack } from 'cdktf';
import { PasswordSink, RemovalPolicy, zilliz } from 'cdktf-cluster-restore';

const app = new App();
const stack = new TerraformStack(app, 'roll-back');
new LocalBackend(stack, { path: '../../../state/roll-back.tfstate' });
new NullProvider(stack, 'null');

const rolledBack = new zilliz.RestoredCluster(stack, 'articles', {
  backup: zilliz.Backup.before({
    clusterId: 'in01-3b1c0a5d4e6f789',
    time: '2026-11-20T09:40:00Z',
  }),
  targetProject: 'proj-7c41d0b2e98f4a6d5e3c1f',
  targetProjectPlan: zilliz.ProjectPlan.BUSINESS_CRITICAL,
  clusterName: 'articles',
  uniqueName: true,
  cuSize: 8,
  collectionStatus: zilliz.CollectionStatus.KEEP,
  passwordSink: PasswordSink.file('../../../secrets/articles.password'),
  removalPolicy: RemovalPolicy.RETAIN,
  owner: 'team-search',
});

new TerraformOutput(stack, 'backup_id', { value: rolledBack.backupId });
new TerraformOutput(stack, 'cluster_id', { value: rolledBack.clusterId });
new TerraformOutput(stack, 'connect_address', { value: rolledBack.connectAddress });

app.synth();
