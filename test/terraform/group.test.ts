import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TerraformStack } from 'cdktf';
import { cockroach, type Restore, RestoreGroup, zilliz } from '../../src';
import type { Simulator, SteppingClock } from '../../src/simulator';
import { synthesised } from '../support/app';
import {
  cockroachEnvironment,
  LEDGER,
  LEDGER_BACKUP,
  LEDGER_STAGING,
  restoredCockroach,
  startCockroach,
} from '../support/cockroach';
import { hostedPath } from '../support/hosted-terraform';
import { startPostgres } from '../support/postgres';
import { newFolder, plainText, Terraform } from '../support/terraform';
import { until } from '../support/until';
import { BACKUP, clusterProps, SOURCE_CLUSTER, ZILLIZ_KEY } from '../support/zilliz';

let simulator: Simulator;
let outdir: string;
let terraform: Terraform;
beforeEach(async () => {
  simulator = await startCockroach();
  outdir = newFolder('group');
  const variables = { ZILLIZ_API_KEY: ZILLIZ_KEY, ZILLIZ_BASE_URL: simulator.url };
  terraform = await Terraform.in(
    join(outdir, 'stacks', 'stack'),
    cockroachEnvironment(simulator, variables),
  );
});
afterEach(() => simulator.stop());

const posts = () =>
  simulator.requests
    .filter(({ operation }) =>
      ['restoreCluster', 'restoreCollection', 'createRestore'].includes(operation),
    )
    .map(({ operation }) => operation)
    .sort();

function collections(stack: TerraformStack, name: string, collectionName = 'authors'): Restore {
  return new zilliz.RestoredCollections(stack, name, {
    backup: zilliz.Backup.fromId({ clusterId: SOURCE_CLUSTER, backupId: BACKUP }),
    targetCluster: SOURCE_CLUSTER,
    collectionMappings: [
      { dbName: 'default', collectionName, destCollectionName: `${collectionName}_${name}` },
    ],
  });
}

/** Twelve restores of both vendors, more than Terraform runs steps at a time. */
function twelve(stack: TerraformStack): Restore[] {
  const names = Array.from({ length: 8 }, (_, at) => `c${at}`);
  return [
    ...names.map((name) => collections(stack, name)),
    new zilliz.RestoredCluster(stack, 'one', clusterProps({ clusterName: 'one' })),
    collections(stack, 'bad', 'medium_articles'),
    restoredCockroach(stack),
    new cockroach.RestoredDatabases(stack, 'ledger', {
      backup: cockroach.Backup.fromId({ clusterId: LEDGER, backupId: LEDGER_BACKUP }),
      destinationCluster: LEDGER_STAGING,
      plan: cockroach.Plan.ADVANCED,
      databases: ['ledger'],
      newDbName: 'ledger_clone',
    }),
  ];
}

/** The steps that Terraform creates, or would create, as `bad_wait`. */
const created = (output: string, pattern: RegExp) =>
  [...output.matchAll(pattern)].map(([, name = '']) => name.replace(/_[0-9A-F]{8}$/, '')).sort();
const begun = (output: string) => created(output, /null_resource\.(\w+): Creating\.\.\./g);
const planned = (output: string) =>
  created(output, /# null_resource\.(\w+) (?:must|will) be (?:replaced|created)/g);

/** What runs and what is stored, by name. */
const world = () => ({
  clusters: simulator.zilliz.clusters
    .filter(({ status }) => status !== 'DELETED')
    .map(({ clusterName }) => clusterName)
    .sort(),
  databases: simulator.cockroach.clusters.map(({ databases }) => databases.map(({ name }) => name)),
});

const addresses = async () => (await terraform.must('state', 'list')).split('\n');
const addressOf = async (step: string) =>
  (await addresses()).find((one) => one.startsWith(`null_resource.${step}_`)) ?? '';

test('of twelve restores one fails: it is named, the others are recorded, and each later change concerns what it must and restores nothing', async () => {
  const before = world();
  synthesised((stack) => {
    new RestoreGroup(stack, 'all', { restores: twelve(stack) });
  }, outdir);
  terraform = terraform.with({ variables: { PATH: await hostedPath() } });
  await terraform.must('init');
  simulator.zilliz.failNextJob('disk quota exceeded', {
    collectionName: 'medium_articles',
    times: 1,
  });
  const first = await terraform.run('apply');
  expect(first.code).toBe(1);
  const said = plainText(first.output).replace(/job-[0-9a-f]+/g, 'job-…');
  const reason =
    'default.medium_articles -> default.medium_articles_bad (job job-…): FAILED, disk quota exceeded';
  expect(said).toContain(`stack/bad: ${reason}`);
  expect(said).toContain(
    '11 of 12 done, 1 not: the wait of each polls it again, and says what to do',
  );
  expect(said).toContain(`1 restore job failed: ${reason}. Correct the cause`);
  const recorded = (await addresses()).filter((one) => /_restored_/.test(one));
  expect(recorded).toHaveLength(11);

  // The next apply sends and waits for what failed alone.
  const sent = posts();
  expect(sent).toHaveLength(12);
  expect(begun(await terraform.must('apply'))).toEqual(['bad_restored', 'bad_wait']);
  expect(posts()).toHaveLength(13);
  expect(await terraform.must('plan')).toContain('No changes.');

  // One member again: the others have no change. The group again: nobody has one.
  const submit = await addressOf('c1_submit');
  expect(planned(await terraform.must('plan', `-replace=${submit}`))).toEqual(
    ['all_hold', 'all_wait', 'c1_restored', 'c1_submit', 'c1_submitted', 'c1_wait'].sort(),
  );
  const wait = await addressOf('all_wait');
  expect(planned(await terraform.must('plan', `-replace=${wait}`))).toEqual(['all_wait']);

  // Out of the group, into another one, and one that is new: that one alone is restored.
  synthesised((stack) => {
    const [alone, ...others] = twelve(stack);
    expect(alone).toBeDefined();
    const more = collections(stack, 'more', 'medium_articles');
    new RestoreGroup(stack, 'some', { restores: others.slice(0, 5) });
    new RestoreGroup(stack, 'rest', { restores: [...others.slice(5), more] });
  }, outdir);
  const moved = await terraform.must('apply');
  expect(begun(moved).filter((name) => !name.startsWith('more_'))).toEqual(
    ['c0_hold', 'rest_hold', 'rest_wait', 'some_hold', 'some_wait'].sort(),
  );
  expect(posts()).toHaveLength(14);
  await terraform.must('destroy');
  const { clusters } = world();
  expect(clusters).toEqual(before.clusters);
});

test('a group that is killed while it waits is waited for on another machine, and nothing is sent twice', async () => {
  const postgres = await startPostgres(['killed']);
  try {
    synthesised((stack) => {
      const restores = [
        collections(stack, 'c0'),
        new zilliz.RestoredCluster(stack, 'one', clusterProps({ clusterName: 'one' })),
        restoredCockroach(stack),
      ];
      new RestoreGroup(stack, 'all', { restores });
    }, outdir);
    const file = join(terraform.folder, 'cdk.tf.json');
    const json = JSON.parse(readFileSync(file, 'utf8')) as { terraform: { backend: object } };
    json.terraform.backend = { pg: {} };
    writeFileSync(file, JSON.stringify(json));
    terraform = terraform.with({
      variables: {
        PG_CONN_STR: postgres.connection('killed'),
        CLUSTER_RESTORE_POLL_SECONDS: '0.1',
      },
    });
    await terraform.must('init');
    // Jobs do not end while time stands still.
    const { clock } = simulator as unknown as { clock: SteppingClock };
    clock.stepSeconds = 0;
    const applying = terraform.start('apply');
    const looks = () => simulator.requests.filter(({ operation }) => operation === 'describeJob');
    await until(() => looks().length > 4, applying.ended);
    applying.process.kill('SIGKILL');
    await applying.ended;
    expect(posts()).toHaveLength(3);
    clock.stepSeconds = 60;
    const elsewhere = newFolder('group-elsewhere');
    cpSync(file, join(elsewhere, 'cdk.tf.json'));
    cpSync(join(terraform.folder, 'assets'), join(elsewhere, 'assets'), { recursive: true });
    // What goes on is as good in a kept process; the runner that was killed had one of its own.
    terraform = terraform.with({ folder: elsewhere, variables: { PATH: await hostedPath() } });
    await terraform.must('init');
    const again = await terraform.must('apply');
    expect(begun(again)).toEqual([
      'all_wait',
      'c0_restored',
      'c0_wait',
      'one_restored',
      'one_wait',
      'orders_restored',
      'orders_wait',
    ]);
    expect(posts()).toHaveLength(3);
    expect(await terraform.must('plan')).toContain('No changes.');
  } finally {
    await postgres.stop();
  }
});
