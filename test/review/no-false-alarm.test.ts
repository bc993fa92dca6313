import { copyFileSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type TerraformStack, TerraformVariable } from 'cdktf';
import * as fc from 'fast-check';
import { cockroach, PasswordSink, RemovalPolicy, Rerun, zilliz } from '../../src';
import { planOfSource } from '../../src/review/plan-source';
import { installedRunner, RUNNER_PATH } from '../../src/spec/runner-path';
import * as ids from '../support/cockroach';
import { codePoint } from '../support/code-point';
import { newFolder } from '../support/terraform';
import { clusterProps } from '../support/zilliz';
import { synthesised } from './app';

const NOW = new Date('2026-11-21T08:00:00Z');
const EXAMPLES = join(__dirname, '..', '..', 'examples');

/** Everything that the review says of an output besides what the declarations are about. */
function alarms(cwd: string, output: string): string[] {
  const { restores, notReviewed } = planOfSource(output, cwd, NOW);
  expect(restores.length).toBeGreaterThan(0);
  return [
    ...notReviewed.map(({ address, why }) => `${address}: ${why}`),
    ...restores.flatMap(({ findings }) =>
      findings
        .filter(({ ruleId }) => ruleId === 'STEP_ALTERED')
        .map(({ path, problem, got }) => `${path}: ${problem}, got ${JSON.stringify(got)}`),
    ),
  ];
}

const examples = readdirSync(EXAMPLES).filter(
  (name) =>
    readdirSync(join(EXAMPLES, name, '..')).includes(name) &&
    !/\./.test(name) &&
    readdirSync(join(EXAMPLES, name)).includes('cdk.tf.json'),
);

test.each(examples)('the example %s is as synth writes it', (name) => {
  const cwd = newFolder('example');
  const golden = readFileSync(join(EXAMPLES, name, 'cdk.tf.json'), 'utf8');
  const { stackName } = JSON.parse(golden)['//'].metadata;
  const file = `stacks/${stackName}/cdk.tf.json`;
  const stacks = { [stackName]: { synthesizedStackPath: file } };
  const runner = join(cwd, 'cdktf.out', dirname(file), RUNNER_PATH);
  mkdirSync(dirname(runner), { recursive: true });
  copyFileSync(installedRunner() ?? '', runner);
  writeFileSync(join(cwd, 'cdktf.out', file), golden);
  writeFileSync(join(cwd, 'cdktf.out', 'manifest.json'), JSON.stringify({ stacks }));
  expect(alarms(cwd, 'cdktf.out')).toEqual([]);
});

/** Texts of users, with what Terraform, JSON and cdktf could take for their own. */
const TEXT = fc.oneof(
  fc.string({ unit: codePoint, minLength: 1, maxLength: 12 }),
  fc
    .array(
      fc.constantFrom('$', '%', '{', '}', '"', '\\', 'a', `$\{x}`, '%{if}', `$$\{`, '\n', 'é'),
      {
        minLength: 1,
        maxLength: 6,
      },
    )
    .map((parts) => parts.join('')),
  fc.constantFrom('articles', 'in01-3b1c0a5d4e6f789', ids.ORDERS, 'a'.repeat(300)),
);

/** A text that is known, known after apply, or both. */
const VALUE = fc.oneof(
  TEXT.map((text) => () => text),
  fc.tuple(fc.option(TEXT), fc.option(TEXT)).map(
    ([before, behind]) =>
      (token: string) =>
        `${before ?? ''}${token}${behind ?? ''}`,
  ),
);

const RERUN = fc.oneof(
  fc.constant(() => Rerun.whenBackupChanges()),
  fc.constant(() => Rerun.whenAnythingChanges()),
  fc.constant(() => Rerun.once()),
  // A blank token is refused.
  VALUE.map((value) => (token: string) => Rerun.onToken(`t${value(token)}`)),
);

const DECLARATION = fc.record({
  kind: fc.constantFrom('cluster', 'collections', 'replaced', 'databases', 'tables', 'settings'),
  names: fc.array(VALUE, { minLength: 5, maxLength: 5 }),
  rerun: RERUN,
  flag: fc.option(fc.boolean(), { nil: undefined }),
  isLatest: fc.boolean(),
  number: fc.option(fc.constantFrom(1, 2, 4, 0.5, 60), { nil: undefined }),
  isNumberKnown: fc.boolean(),
  about: fc.option(TEXT, { nil: undefined }),
  reason: fc.option(TEXT, { nil: undefined }),
  sink: fc.constantFrom('file', 'command', 'discard'),
});
type Declaration = typeof DECLARATION extends fc.Arbitrary<infer One> ? One : never;

function add(stack: TerraformStack, at: number, one: Declaration): void {
  const variable = (name: string, type = 'string') =>
    new TerraformVariable(stack, `${name}_${at}`, { type });
  const tokens = [0, 1, 2, 3, 4].map((name) => variable(`v${name}`).stringValue);
  const [a, b, c, d, e] = one.names.map((value, index) => value(tokens[index] ?? '')) as [
    ...[string, string, string, string, string],
  ];
  const number = one.isNumberKnown ? (one.number ?? 2) : variable('n', 'number').numberValue;
  const common = {
    rerun: one.rerun(tokens[0] ?? ''),
    timeoutMinutes: one.number,
    owner: one.about,
    acknowledge: one.reason === undefined ? [] : [{ ruleId: 'X', reason: one.reason }],
  };
  const id = `r${at}`;
  const crdb = one.isLatest
    ? cockroach.Backup.latest({ clusterId: a })
    : cockroach.Backup.fromId({ clusterId: a, backupId: b });
  const milvus = one.isLatest
    ? zilliz.Backup.latest({ clusterId: a })
    : zilliz.Backup.fromId({ clusterId: a, backupId: b });
  const target = { destinationCluster: c, plan: cockroach.Plan.STANDARD };
  switch (one.kind) {
    case 'cluster':
      new zilliz.RestoredCluster(stack, id, {
        ...clusterProps({ clusterName: c, targetProject: d, cuSize: number }),
        ...{ ...common, backup: milvus, uniqueName: one.flag },
        cmek: one.flag === true ? { kmsKeyArn: e } : undefined,
        removalPolicy: one.flag === true ? RemovalPolicy.DESTROY : RemovalPolicy.RETAIN,
        passwordSink: {
          file: PasswordSink.file(`secrets/${at}-${e}`),
          command: PasswordSink.command(['store', e]),
          discard: PasswordSink.discard(),
        }[one.sink as 'file'],
      });
      return;
    case 'collections':
      new zilliz.RestoredCollections(stack, id, {
        ...{ ...common, backup: milvus, targetCluster: c },
        collectionMappings: [{ dbName: 'default', collectionName: d, destCollectionName: e }],
      });
      return;
    case 'replaced':
      new cockroach.RestoredCluster(stack, id, {
        ...{ ...common, ...target, backup: crdb, acknowledgeDataLoss: d },
        wipeDestination: one.flag,
      });
      return;
    case 'databases':
      new cockroach.RestoredDatabases(stack, id, {
        ...{ ...common, ...target, backup: crdb, databases: [d], newDbName: e },
      });
      return;
    case 'tables':
      new cockroach.RestoredTables(stack, id, {
        ...{ ...common, ...target, backup: crdb, intoDb: e, createIntoDb: one.flag },
        tables: [{ database: d, schema: 'public', table: e }],
      });
      return;
    default:
      new cockroach.BackupSettings(stack, id, {
        ...{ cluster: a, plan: cockroach.Plan.ADVANCED, frequencyMinutes: one.number },
        ...{ detectDrift: one.flag, acknowledge: common.acknowledge },
      });
  }
}

test('a thousand generated declarations of both vendors are as synth writes them', () => {
  const cwd = newFolder('generated');
  let run = 0;
  void fc.assert(
    fc.property(fc.array(DECLARATION, { minLength: 50, maxLength: 50 }), (declarations) => {
      run += 1;
      synthesised(join(cwd, `${run}.out`), (search) => {
        declarations.forEach((one, at) => void add(search, at, one));
      });
      expect(alarms(cwd, `${run}.out`)).toEqual([]);
    }),
    { numRuns: 20, endOnFailure: true },
  );
});
