import { TerraformOutput } from 'cdktf';
import { cockroach } from '../../src';
import type { Simulator } from '../../src/simulator';
import { synthesised } from '../support/app';
import {
  cockroachEnvironment,
  LEDGER,
  LEDGER_BACKUP,
  LEDGER_STAGING,
  startCockroach,
} from '../support/cockroach';
import { hostedTerraform } from '../support/hosted-terraform';

let simulator: Simulator;
beforeEach(async () => {
  simulator = await startCockroach();
});
afterEach(() => simulator.stop());

const backup = cockroach.Backup.fromId({ clusterId: LEDGER, backupId: LEDGER_BACKUP });
const common = { backup, destinationCluster: LEDGER_STAGING, plan: cockroach.Plan.ADVANCED };

async function terraformIn(folder: string) {
  const terraform = await hostedTerraform(folder, cockroachEnvironment(simulator));
  await terraform.must('init');
  return terraform;
}
const posts = () => simulator.requests.filter(({ method }) => method === 'POST');
const contents = () =>
  Object.fromEntries(
    simulator.cockroach
      .cluster(LEDGER_STAGING)
      .databases.map(({ name, tables }) => [name, tables.map((table) => table.name)]),
  );

test('a database is restored under a new name, with every option, next to what is there', async () => {
  const folder = synthesised((stack) => {
    const { clusterId, backupId } = new cockroach.RestoredDatabases(stack, 'copy', {
      ...common,
      databases: ['ledger'],
      newDbName: 'ledger_copy',
      schemaOnly: false,
      skipLocalitiesCheck: true,
      skipMissingForeignKeys: true,
      skipMissingSequences: false,
      skipMissingViews: true,
    });
    new TerraformOutput(stack, 'cluster', { value: clusterId });
    new TerraformOutput(stack, 'backup', { value: backupId });
  });
  const terraform = await terraformIn(folder);
  await terraform.must('apply');
  expect(posts().map(({ body }) => body)).toEqual([
    {
      type: 'DATABASE',
      source_cluster_id: LEDGER,
      backup_id: LEDGER_BACKUP,
      objects: [{ database: 'ledger' }],
      restore_opts: {
        new_db_name: 'ledger_copy',
        schema_only: false,
        skip_localities_check: true,
        skip_missing_foreign_keys: true,
        skip_missing_sequences: false,
        skip_missing_views: true,
      },
    },
  ]);
  expect(contents()).toEqual({ defaultdb: [], ledger_copy: ['accounts', 'balances', 'entries'] });
  expect(await terraform.outputs()).toEqual({ cluster: LEDGER_STAGING, backup: LEDGER_BACKUP });
  expect(await terraform.must('plan')).toContain('No changes.');
});

test('a database that exists already is refused before anything is sent', async () => {
  const folder = synthesised((stack) => {
    const databases = ['ledger', 'reporting'];
    new cockroach.RestoredDatabases(stack, 'all', { ...common, databases });
  });
  simulator.cockroach.addDatabase(LEDGER_STAGING, 'reporting');
  const { output } = await (await terraformIn(folder)).run('apply');
  expect(output.replace(/\s*\n\s*/g, ' ')).toContain(
    `the destination ledger-staging (${LEDGER_STAGING}) already has "reporting". Restore one database at a time with newDbName, or rename or drop what exists; nothing was restored. [exit 4]`,
  );
  expect(posts()).toEqual([]);
});

test('two tables are restored under a new database, which is created first', async () => {
  const folder = synthesised((stack) => {
    new cockroach.RestoredTables(stack, 'audit', {
      ...common,
      tables: [
        { database: 'ledger', schema: 'public', table: 'entries' },
        { database: 'ledger', schema: 'public', table: 'accounts' },
      ],
      intoDb: 'audit',
      createIntoDb: true,
    });
  });
  const terraform = await terraformIn(folder);
  await terraform.must('apply');
  expect(posts().map(({ path, body }) => [path.split('/').at(-1), body])).toEqual([
    ['databases', { name: 'audit' }],
    [
      'restores',
      {
        type: 'TABLE',
        source_cluster_id: LEDGER,
        backup_id: LEDGER_BACKUP,
        objects: [
          { database: 'ledger', schema: 'public', table: 'entries' },
          { database: 'ledger', schema: 'public', table: 'accounts' },
        ],
        restore_opts: { into_db: 'audit' },
      },
    ],
  ]);
  expect(contents()).toEqual({ defaultdb: [], audit: ['accounts', 'entries'] });
  expect(await terraform.must('plan')).toContain('No changes.');
});

test('without createIntoDb the vendor decides, and its failure is shown', async () => {
  const folder = synthesised((stack) => {
    new cockroach.RestoredTables(stack, 'audit', {
      ...common,
      tables: [{ database: 'ledger', schema: 'public', table: 'entries' }],
      intoDb: 'audit',
    });
  });
  const { output } = await (await terraformIn(folder)).run('apply');
  expect(output).toContain('has no database "audit": the vendor may refuse, or create it');
  expect(output.replace(/\s*\n\s*/g, ' ')).toContain(
    'FAILED, code 2: database "audit" does not exist',
  );
});

test('databases that wait for a cluster restore of the same destination come after it', async () => {
  const folder = synthesised((stack) => {
    const { clusterId } = new cockroach.RestoredCluster(stack, 'whole', {
      ...common,
      acknowledgeDataLoss: LEDGER_STAGING,
    });
    new cockroach.RestoredDatabases(stack, 'copy', {
      ...common,
      destinationCluster: clusterId,
      databases: ['ledger'],
      newDbName: 'ledger_before',
    });
  });
  const terraform = await terraformIn(folder);
  await terraform.must('apply');
  expect(posts().map(({ body }) => (body as { type: string }).type)).toEqual([
    'CLUSTER',
    'DATABASE',
  ]);
  expect(Object.keys(contents())).toEqual(['defaultdb', 'ledger', 'reporting', 'ledger_before']);
  expect(await terraform.must('plan')).toContain('No changes.');
});
