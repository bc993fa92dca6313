import { execFileSync } from 'node:child_process';
import { cpSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Simulator } from '../../src/simulator';
import {
  callsOf,
  cockroachEnvironment,
  LEDGER,
  LEDGER_BACKUP,
  LEDGER_STAGING,
  ORDERS,
  startCockroach,
} from '../support/cockroach';
import { hostedTerraform } from '../support/hosted-terraform';
import { newFolder, type Terraform } from '../support/terraform';

const ROOT = join(__dirname, '..', '..');

let simulator: Simulator;
beforeEach(async () => {
  simulator = await startCockroach();
  // The ids of the examples are those of the simulator's world, whose dates are fixed.
  const named = ['c2a94e17-3b5d-4f60-8e12-9d7b6a5c4f31', '4d81b6e0-92fa-4c37-a5d4-0e8f7c6b5a92'];
  for (const backup of simulator.cockroach.backups) {
    if (named.includes(backup.id))
      backup.as_of_time = new Date(Date.now() - 7200_000).toISOString();
  }
});
afterEach(() => simulator.stop());

/** Synthesises an example as it is in the repository and applies it. */
async function applied(name: string): Promise<Terraform> {
  const outdir = newFolder('example');
  execFileSync(process.execPath, ['--import', 'tsx', join(ROOT, 'examples', name, 'main.ts')], {
    cwd: ROOT,
    env: { ...process.env, CDKTF_OUTDIR: outdir },
  });
  const [stack = ''] = readdirSync(join(outdir, 'stacks'));
  const folder = join(newFolder('stack'), 'cdktf.out', 'stacks', stack);
  cpSync(join(outdir, 'stacks', stack), folder, { recursive: true });
  const terraform = await hostedTerraform(folder, cockroachEnvironment(simulator));
  await terraform.must('init');
  await terraform.must('apply');
  return terraform;
}

const tablesOf = (clusterId: string) =>
  Object.fromEntries(
    simulator.cockroach
      .cluster(clusterId)
      .databases.map(({ name, tables }) => [name, tables.length]),
  );
const writes = () => callsOf(simulator).filter((call) => !call.startsWith('GET'));

test('cockroach-roll-back wipes the cluster and restores the backup that it names', async () => {
  simulator.cockroach.cluster(ORDERS).delete_protection = 'DISABLED';
  const terraform = await applied('cockroach-roll-back');
  expect(writes()).toEqual([
    'DELETE orders-production/databases/orders 200',
    'DELETE orders-production/databases/stock 200',
    'POST orders-production/restores 200',
  ]);
  expect(tablesOf(ORDERS)).toEqual({ defaultdb: 0, orders: 4, stock: 2 });
  expect(await terraform.must('plan')).toContain('No changes.');
});

test('cockroach-clone restores the latest backup into the empty cluster', async () => {
  const terraform = await applied('cockroach-clone');
  expect(writes().sort()).toEqual([
    'PATCH ledger-staging 200',
    'POST ledger-staging/restores 200',
    'PUT ledger-staging/sql-users/app/password 200',
  ]);
  const password = readFileSync(join(terraform.folder, '../../../secrets/ledger-app.password'));
  expect(simulator.cockroach.cluster(LEDGER_STAGING)).toMatchObject({
    labels: { owner: 'ledger-team', 'data-class': 'customer-data' },
    sqlUsers: [{ name: 'app', password: String(password) }, { name: 'auditor' }],
  });
  expect(tablesOf(LEDGER_STAGING)).toEqual({ defaultdb: 0, ledger: 3, reporting: 2 });
  expect(await terraform.outputs()).toEqual({
    cluster_id: LEDGER_STAGING,
    backup_id: LEDGER_BACKUP,
    connection_string: expect.stringMatching(/^postgresql:/),
  });
});

test('cockroach-tables puts two tables next to what the cluster has', async () => {
  await applied('cockroach-tables');
  expect(writes()).toEqual([
    'POST ledger-production/databases 200',
    'POST ledger-production/restores 200',
  ]);
  expect(tablesOf(LEDGER)).toEqual({ defaultdb: 0, ledger: 3, reporting: 2, audit: 2 });
});

test('cockroach-backup-settings changes what differs', async () => {
  await applied('cockroach-backup-settings');
  expect(writes()).toEqual(['PATCH orders-production/backups-config 200']);
  expect(simulator.cockroach.cluster(ORDERS).backupsConfig.frequency_minutes).toBe(30);
});
