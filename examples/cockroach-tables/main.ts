/**
 * Two tables of an Advanced cluster of CockroachDB Cloud, as they were, in a separate database: to compare them
 * with the tables of today. Nothing is replaced.
 *
 * Steps:
 * 1. `npx cluster-restore backups --cluster <id>` lists the backups; put the id of the one that you need below.
 * 2. `npx cdktf synth` checks the declaration and writes `cdktf.out`; nothing is called.
 * 3. `terraform init`, `plan` and `apply` in `cdktf.out/stacks/audit`, with COCKROACH_API_KEY exported.
 */

import { NullProvider } from '@cdktf/provider-null/lib/provider/index.js';
import { App, LocalBackend, TerraformOutput, TerraformStack } from 'cdktf';
import { cockroach } from 'cdktf-cluster-restore';

const app = new App();
const stack = new TerraformStack(app, 'audit');
new LocalBackend(stack, { path: '../../../state/audit.tfstate' });
new NullProvider(stack, 'null');

const ledger = 'c84e0f17-5a2b-4d93-a6f0-1b2c3d4e5f60';
const audit = new cockroach.RestoredTables(stack, 'ledger', {
  backup: cockroach.Backup.fromId({
    clusterId: ledger,
    backupId: '4d81b6e0-92fa-4c37-a5d4-0e8f7c6b5a92',
  }),
  destinationCluster: ledger,
  plan: cockroach.Plan.ADVANCED,
  tables: [
    { database: 'ledger', schema: 'public', table: 'accounts' },
    { database: 'ledger', schema: 'public', table: 'entries' },
  ],
  intoDb: 'audit',
  createIntoDb: true,
  skipMissingForeignKeys: true,
});

new TerraformOutput(stack, 'restore_id', { value: audit.restoreId });

app.synth();
