import { TerraformOutput } from 'cdktf';
import { cockroach } from '../../src';
import type { Simulator } from '../../src/simulator';
import { synthesised } from '../support/app';
import {
  callsOf,
  cockroachEnvironment,
  LEDGER,
  LEDGER_BACKUP,
  LEDGER_STAGING,
  ORDERS,
  ORDERS_BACKUP,
  ORDERS_STAGING,
  restoredCockroach,
  SANDBOX,
  SANDBOX_BACKUP,
  startCockroach,
} from '../support/cockroach';
import { hostedTerraform } from '../support/hosted-terraform';

let simulator: Simulator;
beforeEach(async () => {
  simulator = await startCockroach();
});
afterEach(() => simulator.stop());

const terraformIn = async (folder: string) => {
  const terraform = await hostedTerraform(folder, cockroachEnvironment(simulator));
  await terraform.must('init');
  return terraform;
};
const posts = () => simulator.requests.filter(({ method }) => method === 'POST');
const databasesOf = (id: string) =>
  simulator.cockroach.cluster(id).databases.map(({ name }) => name);

test('a cluster is cloned once, is there for outputs, and does not change again', async () => {
  const folder = synthesised((stack) => {
    const { clusterId, restoreId, backupId, completedAt } = restoredCockroach(stack);
    for (const [name, value] of Object.entries({ clusterId, restoreId, backupId, completedAt })) {
      new TerraformOutput(stack, name, { value });
    }
  });
  const terraform = await terraformIn(folder);
  await terraform.must('apply');
  const [restore] = simulator.cockroach.restores;
  expect(restore?.completed_at).toMatch(/\.\d{9}Z$/);
  expect(await terraform.outputs()).toEqual({
    clusterId: ORDERS_STAGING,
    restoreId: restore?.id,
    backupId: ORDERS_BACKUP,
    completedAt: restore?.completed_at,
  });
  expect(databasesOf(ORDERS_STAGING)).toEqual(['defaultdb', 'orders', 'stock']);
  const [post] = posts();
  expect(post?.path).toBe(`/api/v1/clusters/${ORDERS_STAGING}/restores`);
  expect(post?.headers['cc-version']).toBe('2024-09-16');
  expect(post?.body).toEqual({
    type: 'CLUSTER',
    source_cluster_id: ORDERS,
    backup_id: ORDERS_BACKUP,
  });
  expect(await terraform.must('plan')).toContain('No changes.');
  const before = simulator.requests.length;
  await terraform.must('destroy');
  expect(simulator.requests.slice(before)).toEqual([]);
  expect(databasesOf(ORDERS_STAGING)).toEqual(['defaultdb', 'orders', 'stock']);
});

describe('each plan', () => {
  test.each([
    {
      title: 'BASIC is rolled back to its own backup',
      props: {
        backup: cockroach.Backup.fromId({ clusterId: SANDBOX, backupId: SANDBOX_BACKUP }),
        destinationCluster: SANDBOX,
        acknowledgeDataLoss: SANDBOX,
        plan: cockroach.Plan.BASIC,
        wipeDestination: true,
      },
      body: { type: 'CLUSTER', backup_id: SANDBOX_BACKUP },
      databases: ['defaultdb', 'playground'],
    },
    {
      title: 'ADVANCED is cloned into another cluster, with every option of a cluster restore',
      props: {
        backup: cockroach.Backup.fromId({ clusterId: LEDGER, backupId: LEDGER_BACKUP }),
        destinationCluster: LEDGER_STAGING,
        acknowledgeDataLoss: LEDGER_STAGING,
        plan: cockroach.Plan.ADVANCED,
        schemaOnly: true,
        skipLocalitiesCheck: true,
      },
      body: {
        type: 'CLUSTER',
        source_cluster_id: LEDGER,
        backup_id: LEDGER_BACKUP,
        restore_opts: { schema_only: true, skip_localities_check: true },
      },
      databases: ['defaultdb', 'ledger', 'reporting'],
    },
  ])('$title', async ({ props, body, databases }) => {
    const folder = synthesised((stack) => restoredCockroach(stack, props));
    const terraform = await terraformIn(folder);
    await terraform.must('apply');
    expect(posts().map((post) => post.body)).toEqual([body]);
    expect(databasesOf(props.destinationCluster)).toEqual(databases);
  });
});

test('latest is the newest backup when submitted; a newer one restores nothing by itself', async () => {
  const folder = synthesised((stack) => {
    const backup = cockroach.Backup.latest({ clusterId: ORDERS });
    const { backupId } = restoredCockroach(stack, { backup });
    new TerraformOutput(stack, 'backup', { value: backupId });
  });
  const terraform = await terraformIn(folder);
  await terraform.must('apply');
  expect(posts().map(({ body }) => body)).toEqual([
    { type: 'CLUSTER', source_cluster_id: ORDERS, backup_id: ORDERS_BACKUP },
  ]);
  expect(await terraform.outputs()).toEqual({ backup: ORDERS_BACKUP });
  simulator.cockroach.addBackup({ clusterId: ORDERS });
  expect(await terraform.must('plan')).toContain('No changes.');
});

test('wipeDestination: first the backup is found, then each database is deleted by name, then it is restored', async () => {
  simulator.cockroach.cluster(ORDERS).delete_protection = 'DISABLED';
  const folder = synthesised((stack) =>
    restoredCockroach(stack, {
      destinationCluster: ORDERS,
      acknowledgeDataLoss: ORDERS,
      wipeDestination: true,
    }),
  );
  const terraform = await terraformIn(folder);
  const output = await terraform.must('apply');
  expect(output).toContain(
    `wiping orders-production (${ORDERS}): deleting database "orders" (4 tables)`,
  );
  expect(output).toContain(
    `wiping orders-production (${ORDERS}): deleting database "stock" (2 tables)`,
  );
  expect(callsOf(simulator).slice(0, 12)).toEqual([
    'GET orders-production 200',
    'GET orders-production/backups 200',
    'GET orders-production/restores 200',
    // Is the same one under way already?
    'GET orders-production/restores 200',
    'GET orders-production 200',
    'GET orders-production/restores 200',
    'GET orders-production/databases 200',
    'DELETE orders-production/databases/orders 200',
    'DELETE orders-production/databases/stock 200',
    'GET orders-production/databases 200',
    'GET orders-production/restores 200',
    'POST orders-production/restores 200',
  ]);
  expect(databasesOf(ORDERS)).toEqual(['defaultdb', 'orders', 'stock']);
});

test('a wait that runs out of time, and an apply on it: one POST in all', async () => {
  simulator.cockroach.scriptNextRestore({ end: 'never' });
  const folder = synthesised((stack) => restoredCockroach(stack, { timeoutMinutes: 0.02 }));
  const terraform = await terraformIn(folder);
  const first = await terraform.run('apply');
  expect(first.code).toBe(1);
  expect(first.output).toMatch(
    /had not ended after [\d.]+ min \(timeoutMinutes\): job \S+: PENDING\. Apply again to keep waiting/,
  );
  const [restore] = simulator.cockroach.restores;
  if (restore !== undefined) Object.assign(restore, { script: { end: 'SUCCESS' } });
  await terraform.must('apply');
  expect(posts()).toHaveLength(1);
  expect(await terraform.must('plan')).toContain('No changes.');
});

test('a restore that fails says why, an apply on it sends nothing, and the command that it names restores again', async () => {
  simulator.cockroach.failNextRestore(
    'full cluster restore can only be run on a cluster with no tables or databases but found 1 descriptors: mood',
  );
  const folder = synthesised((stack) => restoredCockroach(stack));
  const terraform = await terraformIn(folder);
  const first = await terraform.run('apply');
  const said = first.output.replace(/\s*\n\s*/g, ' ');
  expect(said).toContain('1 restore job failed: restoreCluster');
  expect(said).toContain('FAILED, code 2: full cluster restore can only be run on a cluster');
  expect(said).toContain('drop types, views, sequences and schemas of defaultdb with SQL');
  expect(said).toContain("terraform apply -replace='null_resource.orders_submit");
  await terraform.run('apply');
  expect(posts()).toHaveLength(1);
  const [, replace = ''] = /terraform apply (-replace='[^']+')/.exec(said) ?? [];
  await terraform.must('apply', replace.replaceAll("'", ''));
  expect(posts()).toHaveLength(2);
  expect(databasesOf(ORDERS_STAGING)).toEqual(['defaultdb', 'orders', 'stock']);
});
