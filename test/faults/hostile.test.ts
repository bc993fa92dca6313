import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TerraformStack, TerraformVariable } from 'cdktf';
import { cockroach, PasswordSink, zilliz } from '../../src';
import type { Simulator } from '../../src/simulator';
import { refusalOf, synthesised } from '../support/app';
import { cockroachEnvironment, LEDGER, LEDGER_STAGING, startCockroach } from '../support/cockroach';
import { newFolder, Terraform } from '../support/terraform';
import { clusterProps, SOURCE_CLUSTER, ZILLIZ_KEY } from '../support/zilliz';
import { CONTROL, hostileTexts } from './support/hostile';

const BACKUP = 'backup11_hostile';
const TARGET = 'in01-0000000000target';
const TABLES_BACKUP = '22222222-aaaa-4aaa-8aaa-000000000002';

let simulator: Simulator;
beforeEach(async () => {
  simulator = await startCockroach({ restoreSeconds: 1, pendingSeconds: 1 });
});
afterEach(() => simulator.stop());

function environment(): NodeJS.ProcessEnv {
  return {
    ...cockroachEnvironment(simulator),
    ZILLIZ_API_KEY: ZILLIZ_KEY,
    ZILLIZ_BASE_URL: simulator.url,
  };
}

/** A backup that holds every one of the collections. */
function backUp(names: readonly string[]): void {
  const collections = names.map((collectionName) => ({
    collectionName,
    description: '',
    status: 'LOADED' as const,
  }));
  simulator.zilliz.addBackup({
    backupId: BACKUP,
    clusterId: SOURCE_CLUSTER,
    databases: [{ dbName: 'default', collections }],
  });
  simulator.zilliz.addCluster({ clusterId: TARGET, projectId: clusterProps().targetProject });
}

/** A backup that holds every one of the tables, for a database that is there. */
function backUpTables(names: readonly string[]): void {
  const { cockroach: cloud } = simulator;
  const tables = names.map((name) => ({ schema: 'public', name }));
  cloud.addBackup({
    id: TABLES_BACKUP,
    clusterId: LEDGER,
    as_of_time: new Date(Date.now() - 3_600_000).toISOString(),
    databases: [{ name: 'ledger', tables }],
  });
  const destination = cloud.clusters.find(({ id }) => id === LEDGER_STAGING);
  destination?.databases.push({ name: 'ledger', tables: [] });
}

/** What of one list is not in the other. */
const missing = (wanted: readonly string[], there: readonly string[]) =>
  wanted.filter((one) => !there.includes(one));

/** The only places where a command of a text could have left its mark. */
function marks(folder: string): string[] {
  return [folder, process.cwd()].filter((place) => existsSync(join(place, 'pwned')));
}

test('what arrives at the server is what was declared, through synth, Terraform and runner', async () => {
  const names = hostileTexts(60, 1);
  const given = hostileTexts(20, 2).map((text) => text.replaceAll('\0', '').normalize('NFC'));
  const tables = hostileTexts(30, 3).map((text) => text.replaceAll('\0', ''));
  backUp([...names, ...given]);
  backUpTables(tables);
  const backup = zilliz.Backup.fromId({ clusterId: SOURCE_CLUSTER, backupId: BACKUP });
  const folder = synthesised((stack) => {
    new zilliz.RestoredCollections(stack, 'props', {
      backup,
      targetCluster: TARGET,
      collectionMappings: names.map((collectionName, index) => ({
        dbName: 'default',
        collectionName,
        destDbName: names[(index + 1) % names.length],
        destCollectionName: `${index} ${collectionName}`,
      })),
    });
    new zilliz.RestoredCollections(stack, 'tokens', {
      backup,
      targetCluster: TARGET,
      collectionMappings: given.map((_text, index) => ({
        dbName: 'default',
        collectionName: new TerraformVariable(stack, `given${index}`, { type: 'string' })
          .stringValue,
        // Marks of Terraform's templates, right before what becomes an expression.
        destCollectionName: `$${new TerraformVariable(stack, `also${index}`, { type: 'string' }).stringValue}%{`,
      })),
    });
    new cockroach.RestoredTables(stack, 'tables', {
      backup: cockroach.Backup.fromId({ clusterId: LEDGER, backupId: TABLES_BACKUP }),
      destinationCluster: LEDGER_STAGING,
      plan: cockroach.Plan.ADVANCED,
      tables: tables.map((table) => ({ database: 'ledger', schema: 'public', table })),
      owner: names.join(''),
    });
  });
  const variables = Object.fromEntries(
    given.flatMap((text, index) => [
      [`TF_VAR_given${index}`, text],
      [`TF_VAR_also${index}`, text],
    ]),
  );
  const terraform = await Terraform.in(folder, { ...environment(), ...variables });
  await terraform.must('init');
  const output = await terraform.must('apply');
  const bodies = simulator.requests
    .filter(({ operation }) => operation === 'restoreCollection')
    .map(({ body }) => (body as { dbCollections: unknown[] }).dbCollections[0]);
  const declared = [
    ...names.map((collectionName, index) => ({
      dbName: 'default',
      destDbName: names[(index + 1) % names.length],
      collections: [{ collectionName, destCollectionName: `${index} ${collectionName}` }],
    })),
    ...given.map((collectionName) => ({
      dbName: 'default',
      collections: [{ collectionName, destCollectionName: `$${collectionName}%{` }],
    })),
  ];
  const sorted = (values: readonly unknown[]) =>
    values.map((value) => JSON.stringify(value)).sort();
  expect(missing(sorted(declared), sorted(bodies))).toEqual([]);
  expect(bodies).toHaveLength(declared.length);
  const [restore] = simulator.requests.filter(({ operation }) => operation === 'createRestore');
  expect((restore?.body as { objects: unknown } | undefined)?.objects).toEqual(
    tables.map((table) => ({ database: 'ledger', schema: 'public', table })),
  );
  expect(marks(folder)).toEqual([]);
  const said = output.split('\n').filter((line) => line.includes('(local-exec): '));
  expect(said.length).toBeGreaterThan(declared.length);
  expect(said.filter((line) => CONTROL.test(line))).toEqual([]);
});

test('a path with marks of templates and shells is one file', async () => {
  const names = hostileTexts(12, 4).map((text) => text.replace(/[/\0\\]/g, '').slice(0, 60));
  const [first = 'a', ...others] = names.filter(
    (name) => name.trim() !== '' && !/^\.+$/.test(name),
  );
  const folder = synthesised((stack) => {
    for (const [index, name] of [first, ...others].entries()) {
      new zilliz.RestoredCluster(stack, `c${index}`, {
        ...clusterProps(),
        clusterName: `clone-${index}`,
        passwordSink: PasswordSink.file(`secrets/${index} ${name}`),
      });
    }
  });
  const terraform = await Terraform.in(folder, environment());
  await terraform.must('init');
  await terraform.must('apply');
  expect(readdirSync(join(folder, 'secrets')).sort()).toEqual(
    [first, ...others].map((name, index) => `${index} ${name}`).sort(),
  );
  expect(marks(folder)).toEqual([]);
});

test('a catalog with hostile texts is data: synth and apply take it as it is', async () => {
  const [name, status, type] = hostileTexts(3, 6);
  const example = join(__dirname, '../../examples/zilliz-encrypted-clone/catalog.json');
  const catalog = JSON.parse(readFileSync(example, 'utf8'));
  Object.assign(catalog.cluster, { clusterName: name, status });
  for (const backup of catalog.backups) Object.assign(backup, { creationMethod: type });
  const file = join(newFolder('catalog'), 'catalog.json');
  writeFileSync(file, JSON.stringify(catalog));
  const folder = synthesised((stack) => {
    const backup = zilliz.Backup.fromCatalog(
      zilliz.Catalog.fromFile(file, { maxAgeDays: 36_500 }),
      'backup11_7a9c4e1d2b6f508',
    );
    const restoreVersionPolicy = zilliz.RestoreVersionPolicy.LATEST;
    new zilliz.RestoredCluster(stack, 'clone', clusterProps({ backup, restoreVersionPolicy }));
  });
  const terraform = await Terraform.in(folder, environment());
  await terraform.must('init');
  await terraform.must('apply');
  expect(simulator.zilliz.clusters).toHaveLength(2);
  expect(marks(folder)).toEqual([]);
});

test('a text of 1 MB is refused by synth, or starts nothing', async () => {
  const long = 'x'.repeat(1_000_000);
  backUp(['articles']);
  const collectionsNamed = (collectionName: string) => (stack: TerraformStack) => {
    new zilliz.RestoredCollections(stack, 'long', {
      backup: zilliz.Backup.fromId({ clusterId: SOURCE_CLUSTER, backupId: BACKUP }),
      targetCluster: TARGET,
      collectionMappings: [{ dbName: 'default', collectionName }],
    });
  };
  expect(refusalOf(collectionsNamed(long)).join()).toContain('[ZILLIZ_MAPPING_COUNT]');
  const folder = synthesised((stack) => {
    collectionsNamed(new TerraformVariable(stack, 'text', { type: 'string' }).stringValue)(stack);
  });
  writeFileSync(join(folder, 'terraform.tfvars.json'), JSON.stringify({ text: long }));
  const terraform = await Terraform.in(folder, environment());
  await terraform.must('init');
  const { code, output } = await terraform.run('apply');
  expect(code).toBe(1);
  expect(output).toContain('argument list too long');
  expect(simulator.requests).toEqual([]);
});
