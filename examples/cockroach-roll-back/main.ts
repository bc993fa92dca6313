/**
 * A Standard cluster of CockroachDB Cloud, rolled back to last night's backup. All of its data is erased.
 *
 * Steps:
 * 1. `npx cluster-restore backups --cluster <id>` lists the backups; put the id of last night's backup below.
 * 2. If deletion protection is on, turn it off in the Cloud Console: a protected cluster is not wiped.
 * 3. `npx cdktf synth` checks the declaration and writes `cdktf.out`; nothing is called.
 * 4. `terraform init`, `plan` and `apply` in `cdktf.out/stacks/roll-back`, with COCKROACH_API_KEY exported.
 */

import { NullProvider } from '@cdktf/provider-null/lib/provider/index.js';
import { App, LocalBackend, TerraformOutput, TerraformStack } from 'cdktf';
import { cockroach } from 'cdktf-cluster-restore';

const app = new App();
const stack = new TerraformStack(app, 'roll-back');
new LocalBackend(stack, { path: '../../../state/roll-back.tfstate' });
new NullProvider(stack, 'null');

const orders = '7f3c1a52-6d0e-4b8a-9c21-5e4f3a2b1c0d';
const rolledBack = new cockroach.RestoredCluster(stack, 'orders', {
  backup: cockroach.Backup.fromId({
    clusterId: orders,
    backupId: 'c2a94e17-3b5d-4f60-8e12-9d7b6a5c4f31',
  }),
  destinationCluster: orders,
  plan: cockroach.Plan.STANDARD,
  // Typed a second time, not taken from the constant: this is what confirms the loss.
  acknowledgeDataLoss: '7f3c1a52-6d0e-4b8a-9c21-5e4f3a2b1c0d',
  wipeDestination: true,
  timeoutMinutes: 240,
});

new TerraformOutput(stack, 'restore_id', { value: rolledBack.restoreId });
new TerraformOutput(stack, 'completed_at', { value: rolledBack.completedAt });

app.synth();
