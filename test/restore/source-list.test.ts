import { createHash } from 'node:crypto';
import {
  cpSync,
  existsSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { NullProvider } from '@cdktf/provider-null/lib/provider';
import { App, LocalBackend, TerraformStack } from 'cdktf';
import { cockroach, PasswordSink, zilliz } from '../../src';
import { cli } from '../cli/cli';
import { newFolder } from '../support/terraform';
import { BACKUP, clusterProps } from '../support/zilliz';

const idOf = (at: number) => `in01-${at.toString(16).padStart(15, '0')}`;
/** 21 characters for each id but the last, which has no blank behind it. */
const listOf = (count: number) => Array.from({ length: count }, (_, at) => idOf(at));
const hashOf = (text: string) => `sha256:${createHash('sha256').update(text).digest('hex')}`;
const LIST = 'assets/cluster-restore/v1/zilliz-sources.txt';

/** An app of two stacks whose restores read from so many clusters, each from one of its own. */
function app(count: number, outdir = newFolder('sources')): string {
  const app = new App({ outdir });
  const [one, two] = ['one', 'two'].map((id) => {
    const stack = new TerraformStack(app, id);
    new LocalBackend(stack, { path: 'terraform.tfstate' });
    new NullProvider(stack, 'null');
    return stack;
  });
  for (const [at, clusterId] of listOf(count).entries()) {
    new zilliz.RestoredCluster((at % 2 === 0 ? one : two) as TerraformStack, `r${at}`, {
      ...clusterProps({ clusterName: `r${at}`, passwordSink: PasswordSink.discard() }),
      backup: zilliz.Backup.fromId({ clusterId, backupId: BACKUP }),
    });
  }
  new zilliz.RemovedCluster(two as TerraformStack, 'former');
  new cockroach.RestoredDatabases(one as TerraformStack, 'ledger', {
    backup: cockroach.Backup.fromId({
      clusterId: '1a2b3c4d-0000-4000-8000-000000000001',
      backupId: '1a2b3c4d-0000-4000-8000-000000000002',
    }),
    destinationCluster: '1a2b3c4d-0000-4000-8000-000000000001',
    plan: cockroach.Plan.ADVANCED,
    databases: ['ledger'],
    newDbName: 'clone',
  });
  app.synth();
  return outdir;
}

const stackFile = (outdir: string, stack = 'one') => join(outdir, 'stacks', stack, 'cdk.tf.json');
const listFile = (outdir: string, stack = 'one') => join(outdir, 'stacks', stack, LIST);
/** What the specs of a vendor name, in each of its steps. */
function named(outdir: string, vendor = 'zilliz'): string[] {
  const texts = ['one', 'two'].flatMap((stack) => [
    ...readFileSync(stackFile(outdir, stack), 'utf8').matchAll(
      new RegExp(`"CLUSTER_RESTORE_SPEC": "(.*${vendor}.*)"`, 'g'),
    ),
  ]);
  const specs = texts.map(([, text = '']) => JSON.parse(JSON.parse(`"${text}"`) as string));
  return [...new Set(specs.flatMap(({ sources }) => (sources === undefined ? [] : [sources])))];
}

test('a list of up to 1,000 characters is in each spec, and a longer one next to the runner of each stack', () => {
  const outdir = newFolder('sources');
  const few = listOf(47).join(' ');
  expect(few).toHaveLength(986);
  app(47, outdir);
  expect(named(outdir)).toEqual([few]);
  expect(existsSync(listFile(outdir))).toBe(false);
  const before = statSync(stackFile(outdir)).size;

  const many = listOf(48).join(' ');
  app(48, outdir);
  expect(named(outdir)).toEqual([hashOf(many)]);
  expect(statSync(stackFile(outdir)).size).toBeLessThan(before);
  for (const stack of ['one', 'two']) {
    expect(readFileSync(listFile(outdir, stack), 'utf8')).toBe(many);
  }
  // The other vendor has its own list.
  expect(named(outdir, 'cockroach')).toEqual(['1a2b3c4d-0000-4000-8000-000000000001']);
  expect(readdirSync(join(listFile(outdir), '..')).sort()).toEqual([
    'cluster-restore-runner.cjs',
    'zilliz-sources.txt',
  ]);

  app(47, outdir);
  expect(named(outdir)).toEqual([few]);
  expect(existsSync(listFile(outdir))).toBe(false);
});

describe('a review reads the list, and finds', () => {
  const whole = newFolder('sources-review');
  const outdir = join(whole, 'copy');
  beforeAll(() => {
    app(48, whole);
  });
  beforeEach(() => {
    rmSync(outdir, { recursive: true, force: true });
    for (const part of ['stacks', 'manifest.json']) {
      cpSync(join(whole, part), join(outdir, part), { recursive: true });
    }
  });

  const findings = async () => {
    const { out, errors } = await cli(['plan', outdir, '--json']);
    expect(errors).toEqual([]);
    const { restores, notReviewed } = JSON.parse(out) as {
      restores: { path: string; findings: { ruleId: string; problem: string }[] }[];
      notReviewed: { why: string }[];
    };
    const altered = restores.flatMap(({ path, findings: all }) =>
      all.filter(({ ruleId }) => ruleId === 'STEP_ALTERED').map(({ problem }) => [path, problem]),
    );
    return { altered, rest: notReviewed.map(({ why }) => why) };
  };
  const REMOVED = expect.stringContaining('the next apply drops the cluster');

  test('nothing where it is as synth wrote it', async () => {
    expect(await findings()).toEqual({ altered: [], rest: [REMOVED] });
  });

  test.each([
    [
      'one that is missing',
      (file: string) => rmSync(file),
      `their list is missing: stacks/two/${LIST}`,
    ],
    [
      'another one',
      (file: string) => writeFileSync(file, listOf(47).join(' ')),
      `another list is in stacks/two/${LIST}`,
    ],
  ])('%s', async (_title, change, problem) => {
    change(listFile(outdir, 'two'));
    const { altered, rest } = await findings();
    expect(altered).toHaveLength(24);
    expect(altered[0]).toEqual(['two/r1', expect.stringContaining(problem)]);
    expect(rest).toEqual(['a step of a restore whose submission is not in this stack']);
  });

  test('one that leaves out a cluster, although the specs have its hash', async () => {
    const short = listOf(47).join(' ');
    writeFileSync(listFile(outdir, 'two'), short);
    const file = stackFile(outdir, 'two');
    const text = readFileSync(file, 'utf8');
    writeFileSync(file, text.replaceAll(hashOf(listOf(48).join(' ')), hashOf(short)));
    const { altered, rest } = await findings();
    expect(altered).toHaveLength(24);
    expect(altered[0]?.[1]).toContain(`and "${idOf(47)}" is missing`);
    expect(rest).toEqual(['a step of a restore whose submission is not in this stack']);
  });
});
