/**
 * An Advanced cluster of CockroachDB Cloud, cloned into another one that is empty: staging from production.
 *
 * Steps:
 * 1. Create an Advanced cluster in the same organization, with the regions and the version of production.
 * 2. `npx cdktf synth` checks the declaration and writes `cdktf.out`; nothing is called.
 * 3. `terraform init`, `plan` and `apply` in `cdktf.out/stacks/staging`, with COCKROACH_API_KEY exported. The
 *    apply chooses the latest backup, and refuses a destination that is not empty.
 * 4. The clone has the SQL users of production: `app` gets a new password, and the labels of the cluster name its owner.
 * 5. To clone again, change the token, and empty the destination or set `wipeDestination`.
 */

import { NullProvider } from '@cdktf/provider-null/lib/provider/index.js';
import { App, LocalBackend, TerraformOutput, TerraformStack } from 'cdktf';
import { cockroach, PasswordSink, Rerun } from 'cdktf-cluster-restore';

const app = new App();
const stack = new TerraformStack(app, 'staging');
new LocalBackend(stack, { path: '../../../state/staging.tfstate' });
new NullProvider(stack, 'null');

const staging = new cockroach.RestoredCluster(stack, 'ledger', {
  backup: cockroach.Backup.latest({
    clusterId: 'c84e0f17-5a2b-4d93-a6f0-1b2c3d4e5f60',
    cockroachVersion: 'v25.2',
  }),
  destinationCluster: 'e15a7c93-8d46-4f02-b7e9-60f1e2d3c4b5',
  destinationVersion: 'v25.4',
  plan: cockroach.Plan.ADVANCED,
  acknowledgeDataLoss: 'e15a7c93-8d46-4f02-b7e9-60f1e2d3c4b5',
  owner: 'ledger-team',
  dataClass: 'customer-data',
  labelDestination: true,
  rerun: Rerun.onToken('2026-11-21'),
});

new cockroach.SqlUserPassword(stack, 'app', {
  restored: staging,
  sqlUser: 'app',
  passwordSink: PasswordSink.file('../../../secrets/ledger-app.password'),
});

new TerraformOutput(stack, 'cluster_id', { value: staging.clusterId });
new TerraformOutput(stack, 'backup_id', { value: staging.backupId });
new TerraformOutput(stack, 'connection_string', { value: staging.connectionString });

app.synth();
