import { NullProvider } from '@cdktf/provider-null/lib/provider/index.js';
import { LocalBackend, TerraformOutput, TerraformStack } from 'cdktf';
import { PasswordSink, RemovalPolicy, zilliz } from 'cdktf-cluster-restore';
import type { Construct } from 'constructs';

/** A new cluster, restored from a backup of another one. Replace the ids with yours. */
export class RestoreStack extends TerraformStack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    // Relative paths start in cdktf.out/stacks/<stack>. Keep the state outside of cdktf.out.
    new LocalBackend(this, { path: `../../../state/${id}.tfstate` });
    new NullProvider(this, 'null');

    const restored = new zilliz.RestoredCluster(this, 'restored', {
      // `npx cluster-restore backups --cluster <id>` lists the backups of a cluster.
      backup: zilliz.Backup.fromId({
        clusterId: 'in01-3b1c0a5d4e6f789',
        backupId: 'backup11_0f5d2c9a7e3b41d',
      }),
      targetProject: 'proj-7c41d0b2e98f4a6d5e3c1f',
      targetProjectPlan: zilliz.ProjectPlan.BUSINESS_CRITICAL,
      clusterName: 'articles-staging',
      cuSize: 2,
      collectionStatus: zilliz.CollectionStatus.KEEP,
      passwordSink: PasswordSink.file('../../../secrets/staging.password'),
      removalPolicy: RemovalPolicy.RETAIN,
    });

    new TerraformOutput(this, 'cluster_id', { value: restored.clusterId });
    new TerraformOutput(this, 'connect_address', { value: restored.connectAddress });
  }
}
