/**
 * The collections of three tenants and one database, restored in the time of the slowest: a group waits for all of them in
 * one process; without it, each wait would occupy one of Terraform's ten slots.
 *
 * Steps:
 * 1. `npx cdktf synth` checks the declarations; nothing is called.
 * 2. `terraform init` and `apply` in `cdktf.out/stacks/tenants`, with ZILLIZ_API_KEY and COCKROACH_API_KEY exported, submits
 *    all four. If one fails, the others are still verified and recorded; the next apply handles only that one.
 * 3. Nothing is overwritten: compare the restored data, under the names below, with the current data.
 */

import { NullProvider } from '@cdktf/provider-null/lib/provider/index.js';
import { App, LocalBackend, TerraformStack } from 'cdktf';
import { cockroach, RestoreGroup, zilliz } from 'cdktf-cluster-restore';

const ARTICLES = 'in01-3b1c0a5d4e6f789';
const LEDGER = 'c84e0f17-5a2b-4d93-a6f0-1b2c3d4e5f60';

const app = new App();
const stack = new TerraformStack(app, 'tenants');
new LocalBackend(stack, { path: '../../../state/tenants.tfstate' });
new NullProvider(stack, 'null');

const tenants = ['acme', 'globex', 'initech'].map(
  (tenant) =>
    new zilliz.RestoredCollections(stack, tenant, {
      backup: zilliz.Backup.latest({ clusterId: ARTICLES }),
      targetCluster: ARTICLES,
      collectionMappings: [{ dbName: tenant, destDbName: `${tenant}_yesterday` }],
    }),
);
const ledger = new cockroach.RestoredDatabases(stack, 'ledger', {
  backup: cockroach.Backup.latest({ clusterId: LEDGER }),
  plan: cockroach.Plan.ADVANCED,
  destinationCluster: LEDGER,
  databases: ['ledger'],
  newDbName: 'ledger_yesterday',
});

new RestoreGroup(stack, 'all', { restores: [...tenants, ledger] });

app.synth();
