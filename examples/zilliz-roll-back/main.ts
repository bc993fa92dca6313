/**
 * Production has been wrong since 09:40: the newest backup from before that moment, as a cluster beside it.
 *
 * Steps:
 * 1. Stop what writes. Write the moment below: `npx cluster-restore backups --cluster <id>` shows which backup that is.
 * 2. `npx cdktf synth` and `npx cluster-restore plan cdktf.out`: what is lost is what was written since the backup.
 * 3. `terraform init` and `apply` in `cdktf.out/stacks/roll-back`, with ZILLIZ_API_KEY exported. Production is not touched.
 * 4. Look at the new cluster. If it is right, give the application its `connect_address` and its password; if it is not,
 *    write another moment and apply again: the cluster before stays, and `npx cluster-restore sweep` names it.
 * 5. Keep the outputs with the incident: they say which backup became production.
 *
 * It costs a second cluster of 8 CUs. It leaves the wrong one, until somebody drops it by hand; nothing drops the new one,
 * because it is production now.
 */

import { NullProvider } from '@cdktf/provider-null/lib/provider/index.js';
import { App, LocalBackend, TerraformOutput, TerraformStack } from 'cdktf';
import { PasswordSink, RemovalPolicy, zilliz } from 'cdktf-cluster-restore';

const app = new App();
const stack = new TerraformStack(app, 'roll-back');
new LocalBackend(stack, { path: 'terraform.tfstate' });
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
