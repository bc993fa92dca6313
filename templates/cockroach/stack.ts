import { NullProvider } from '@cdktf/provider-null/lib/provider/index.js';
import { LocalBackend, TerraformOutput, TerraformStack } from 'cdktf';
import { cockroach } from 'cdktf-cluster-restore';
import type { Construct } from 'constructs';

/** An empty cluster, filled from a backup of another one. Replace the ids with yours. */
export class RestoreStack extends TerraformStack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    // Relative paths start in cdktf.out/stacks/<stack>. Keep the state outside of cdktf.out.
    new LocalBackend(this, { path: `../../../state/${id}.tfstate` });
    new NullProvider(this, 'null');

    const restored = new cockroach.RestoredCluster(this, 'restored', {
      // `npx cluster-restore backups --cluster <id>` lists the backups of a cluster.
      backup: cockroach.Backup.fromId({
        clusterId: '7f3c1a52-6d0e-4b8a-9c21-5e4f3a2b1c0d',
        backupId: 'c2a94e17-3b5d-4f60-8e12-9d7b6a5c4f31',
      }),
      destinationCluster: '2b9d4e61-0c7f-4a35-8e1d-7c6b5a493827',
      plan: cockroach.Plan.STANDARD,
      // The id of the destination, typed a second time: a restore replaces everything in it.
      acknowledgeDataLoss: '2b9d4e61-0c7f-4a35-8e1d-7c6b5a493827',
    });

    new TerraformOutput(this, 'restore_id', { value: restored.restoreId });
    new TerraformOutput(this, 'completed_at', { value: restored.completedAt });
  }
}
