/**
 * The managed backups of a CockroachDB Cloud cluster: one every 30 minutes. If somebody changes the settings in the
 * Cloud Console, the next apply finds the difference and changes it back.
 *
 * Steps:
 * 1. `npx cdktf synth` checks the declaration and writes `cdktf.out`; nothing is called.
 * 2. `terraform init`, `plan` and `apply` in `cdktf.out/stacks/backups`, with COCKROACH_API_KEY exported.
 * 3. Each later plan shows one step, which compares the settings and changes only what differs.
 */

import { NullProvider } from '@cdktf/provider-null/lib/provider/index.js';
import { App, LocalBackend, TerraformStack } from 'cdktf';
import { cockroach } from 'cdktf-cluster-restore';

const app = new App();
const stack = new TerraformStack(app, 'backups');
new LocalBackend(stack, { path: '../../../state/backups.tfstate' });
new NullProvider(stack, 'null');

new cockroach.BackupSettings(stack, 'orders', {
  cluster: '7f3c1a52-6d0e-4b8a-9c21-5e4f3a2b1c0d',
  plan: cockroach.Plan.STANDARD,
  frequencyMinutes: 30,
  // retentionDays can be changed once in the life of a cluster: it is left as it is.
});

app.synth();
