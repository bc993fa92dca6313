import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { NullProvider } from '@cdktf/provider-null/lib/provider';
import { App, LocalBackend, TerraformOutput, TerraformStack } from 'cdktf';
import { ClonedEnvironment, cockroach, Expiry, PasswordSink, zilliz } from '../../src';
import type { Simulator } from '../../src/simulator';
import {
  cockroachEnvironment,
  LEDGER,
  LEDGER_BACKUP,
  LEDGER_STAGING,
  startCockroach,
} from '../support/cockroach';
import { hostedPath } from '../support/hosted-terraform';
import { killedAt, killedWhen, untilDone } from '../support/killed';
import { newFolder, Terraform } from '../support/terraform';
import { BACKUP, clusterProps, SOURCE_CLUSTER, ZILLIZ_KEY } from '../support/zilliz';

const OTHER_BACKUP = '11111111-aaaa-4aaa-8aaa-00000000000a';

/** One environment a stack: a cluster, two collections restored into it, and a database of a shared cluster. */
function declare(outdir: string, names: readonly string[], ledgerBackup = LEDGER_BACKUP): void {
  const app = new App({ outdir });
  for (const name of names) {
    const stack = new TerraformStack(app, name);
    new LocalBackend(stack, { path: 'terraform.tfstate' });
    new NullProvider(stack, 'null');
    const pr = new ClonedEnvironment(stack, 'environment', {
      name,
      owner: 'team-search',
      dataClass: 'customer data',
      expires: Expiry.on('2099-12-31'),
      passwordSink: PasswordSink.file('secrets/{environment}/{member}.password'),
    });
    const { passwordSink: _sink, removalPolicy: _policy, ...props } = clusterProps();
    const search = new zilliz.RestoredCluster(pr, 'search', { ...props, clusterName: 'search' });
    new zilliz.RestoredCollections(pr, 'articles', {
      backup: zilliz.Backup.fromId({ clusterId: SOURCE_CLUSTER, backupId: BACKUP }),
      targetCluster: search.clusterId,
      collectionMappings: ['one', 'two'].map((destCollectionName) => ({
        dbName: 'default',
        collectionName: 'medium_articles',
        destCollectionName,
      })),
    });
    new cockroach.RestoredDatabases(pr, 'ledger', {
      backup: cockroach.Backup.fromId({ clusterId: LEDGER, backupId: ledgerBackup }),
      destinationCluster: LEDGER_STAGING,
      plan: cockroach.Plan.ADVANCED,
      databases: ['ledger'],
    });
    new TerraformOutput(stack, 'members', { value: pr.outputs });
  }
  app.synth();
}

let simulator: Simulator;
let outdir: string;
beforeEach(async () => {
  simulator = await startCockroach();
  outdir = newFolder('environment');
});
afterEach(() => simulator.stop());

/** What is not killed runs in kept processes. */
const inKept = async (terraform: Terraform) =>
  terraform.with({ variables: { PATH: await hostedPath() } });

const terraformOf = (stack: string) =>
  Terraform.in(
    join(outdir, 'stacks', stack),
    cockroachEnvironment(simulator, {
      ZILLIZ_API_KEY: ZILLIZ_KEY,
      ZILLIZ_BASE_URL: simulator.url,
      // A hanging request ends by a kill alone.
      CLUSTER_RESTORE_REQUEST_TIMEOUT_SECONDS: '600',
    }),
  );

/** What runs and what is stored, by name. */
function world() {
  const { zilliz: search, cockroach: sql } = simulator;
  return {
    clusters: search.clusters
      .filter(({ status }) => status !== 'DELETED')
      .map(({ clusterName }) => clusterName)
      .sort(),
    databases: (sql.clusters.find(({ id }) => id === LEDGER_STAGING)?.databases ?? [])
      .map(({ name }) => name)
      .sort(),
  };
}

const sent = () =>
  simulator.requests
    .filter(({ method }) => method !== 'GET')
    .map(({ method, operation }) => `${method} ${operation}`);

test('an environment of both vendors is applied, one member is restored again alone, and a destroy leaves nothing', async () => {
  const before = world();
  declare(outdir, ['pr-12']);
  const terraform = await inKept(await terraformOf('pr-12'));
  await terraform.must('init');
  await terraform.must('apply');
  expect(world().clusters).toEqual([...before.clusters, 'search-pr-12'].sort());
  expect(world().databases).toEqual([...before.databases, 'ledger_pr_12'].sort());
  expect(await terraform.must('plan')).toContain('No changes.');
  const { members } = (await terraform.outputs()) as {
    members: Record<string, Record<string, string>>;
  };
  expect(members.search?.cluster_id).toBe(members.articles?.cluster_id);
  expect(members.search?.connect_address).toMatch(/^https:/);
  expect(members.ledger).toMatchObject({ cluster_id: LEDGER_STAGING, backup_id: LEDGER_BACKUP });
  const password = readFileSync(join(terraform.folder, 'secrets/pr-12/search.password'), 'utf8');
  expect(password).toMatch(/^Sim-Pw-/);

  const [backup] = simulator.cockroach.backups.filter(({ id }) => id === LEDGER_BACKUP);
  simulator.cockroach.addBackup({ ...backup, id: OTHER_BACKUP } as never);
  declare(outdir, ['pr-12'], OTHER_BACKUP);
  const already = sent().length;
  await terraform.must('apply');
  expect(sent().slice(already)).toEqual(['DELETE deleteDatabase', 'POST createRestore']);
  const again = (await terraform.outputs()) as typeof members & { members: typeof members };
  expect(again.members.ledger?.backup_id).toBe(OTHER_BACKUP);
  expect(again.members.search).toEqual(members.search);

  await terraform.must('destroy');
  expect(world()).toEqual(before);
});

test('two environments that are applied at once do not collide, and continue after all was killed', async () => {
  const before = world();
  // Two apps, as two pull requests have them: they share the cluster of the database, which takes one restore at a time.
  const both = await Promise.all(
    ['pr-12', 'pr-13'].map((name) => {
      outdir = newFolder('environment');
      declare(outdir, [name]);
      return terraformOf(name);
    }),
  );
  await Promise.all(both.map((terraform) => terraform.must('init')));
  // The response to the first restore of a database never arrives, and the other environment is about to look: nothing of
  // this ends before everything stops. Both journals have their clusters by then: what is killed before that needs a person.
  simulator.inject({ operation: 'createRestore', fault: { kind: 'hang', acts: true } });
  simulator.inject({ operation: 'listDatabases', nth: 2, fault: { kind: 'hang' } });
  const isHung = (operation: string) =>
    simulator.requests.some((one) => one.operation === operation && one.status === 'hung');
  const hasCluster = ({ folder }: Terraform) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((file) => /environment_search_\w+\/journal\.json$/.test(file))
      .some((file) => readFileSync(join(folder, file), 'utf8').includes('"cluster_id"'));
  const isTime = () => isHung('createRestore') && isHung('listDatabases') && both.every(hasCluster);
  const killed = both.map((one) => killedWhen(one, simulator, 'both', isTime));
  expect((await Promise.all(killed)).map(({ isKilled }) => isKilled)).toEqual([true, true]);
  simulator.clearFaults();
  // Both may look before either has begun: the vendor refuses one, which makes nothing.
  const kept = await Promise.all(both.map(inKept));
  await Promise.all(kept.map((one) => untilDone(one)));
  expect(
    ['restoreCluster', 'restoreCollection'].map(
      (name) => simulator.requests.filter(({ operation }) => operation === name).length,
    ),
  ).toEqual([2, 4]);
  const restores = simulator.cockroach.restores.map(({ restore_opts: options }) => options);
  expect(restores.map((options) => options?.new_db_name).sort()).toEqual([
    'ledger_pr_12',
    'ledger_pr_13',
  ]);
  const clusters = ['search-pr-12', 'search-pr-13'];
  expect(world().clusters).toEqual([...before.clusters, ...clusters].sort());
  expect(world().databases).toEqual([...before.databases, 'ledger_pr_12', 'ledger_pr_13'].sort());
  const outputs = await Promise.all(both.map((terraform) => terraform.outputs()));
  expect(new Set(outputs.map((one) => JSON.stringify(one))).size).toBe(2);
  const [first] = both as [Terraform];
  const [firstKept, second] = kept as [Terraform, Terraform];
  await killedAt(first, simulator, 'both', ['after', 'deleteDatabase'], 'destroy');
  await untilDone(firstKept, 'destroy');
  expect(world().clusters).toEqual([...before.clusters, 'search-pr-13'].sort());
  expect(world().databases).toEqual([...before.databases, 'ledger_pr_13'].sort());
  await second.must('destroy');
  expect(world()).toEqual(before);
});
