import { NullProvider } from '@cdktf/provider-null/lib/provider/index.js';
import { LocalBackend, TerraformStack } from 'cdktf';
import { cockroach, PasswordSink, RemovalPolicy, zilliz } from 'cdktf-cluster-restore';
import type { Construct } from 'constructs';

const ORDERS = '7f3c1a52-6d0e-4b8a-9c21-5e4f3a2b1c0d';

export class Drill extends TerraformStack {
  constructor(scope: Construct, id: string, props: { cuSize?: number; backupId?: string } = {}) {
    super(scope, id);
    new LocalBackend(this, { path: '../../../state/drill.tfstate' });
    new NullProvider(this, 'null');

    new zilliz.RestoredCluster(this, 'articles', {
      backup: zilliz.Backup.fromId({
        clusterId: 'in01-3b1c0a5d4e6f789',
        backupId: props.backupId ?? 'backup11_0f5d2c9a7e3b41d',
      }),
      targetProject: 'proj-7c41d0b2e98f4a6d5e3c1f',
      clusterName: 'articles-drill',
      cuSize: props.cuSize ?? 2,
      collectionStatus: zilliz.CollectionStatus.KEEP,
      passwordSink: PasswordSink.command(['vault', 'kv', 'put', 'secret/drill', 'password=-']),
      removalPolicy: RemovalPolicy.DESTROY,
    });

    new cockroach.RestoredCluster(this, 'orders', {
      backup: cockroach.Backup.fromId({
        clusterId: ORDERS,
        backupId: 'c2a94e17-3b5d-4f60-8e12-9d7b6a5c4f31',
      }),
      destinationCluster: ORDERS,
      plan: cockroach.Plan.STANDARD,
      acknowledgeDataLoss: ORDERS,
      wipeDestination: true,
    });
  }
}
