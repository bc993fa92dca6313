import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TerraformStack } from 'cdktf';
import { Construct } from 'constructs';
import { RemovalPolicy, zilliz } from '../../src';
import type { PlannedRestore } from '../../src/review/model/schema';
import { actionOf } from '../../src/review/terraform/action';
import { terraformPlan } from '../../src/review/terraform/plan-json';
import { cli } from '../cli/cli';
import { synthesised } from '../support/app';
import { hostedTerraform } from '../support/hosted-terraform';
import { newFolder, type Terraform } from '../support/terraform';
import { BACKUP, restoredCluster, SOURCE_CLUSTER } from '../support/zilliz';
import { OLD_BACKUP } from './app';
import { plannedRestore } from './parts';

let cwd: string;
let terraform: Terraform;
/** Every version is synthesised into the same folder, with the same backend and provider. */
let isInitialised: Promise<string> | undefined;

beforeAll(async () => {
  cwd = newFolder('terraform-plan');
  terraform = await hostedTerraform(cwd, {});
});

function backup(backupId: string): zilliz.Backup {
  return zilliz.Backup.fromId({ clusterId: SOURCE_CLUSTER, backupId });
}

/** Synthesises a version, plans it with the real Terraform, and returns what `plan` says of it. */
async function planned(
  change: object,
  prepare?: (stack: Terraform) => Promise<unknown>,
  ...flags: string[]
) {
  const folder = synthesised(
    (stack) => void restoredCluster(stack, change),
    join(cwd, 'cdktf.out'),
  );
  const here = terraform.with({ folder });
  isInitialised ??= here.must('init');
  await isInitialised;
  await prepare?.(here);
  await here.must('plan', '-out=plan.bin', ...flags);
  writeFileSync(join(cwd, 'plan.json'), await here.must('show', '-json', 'plan.bin'));
  const args = ['plan', 'cdktf.out', '--terraform-plan', 'plan.json', '--format', 'json'];
  const { out, errors } = await cli(args, { cwd });
  expect(errors).toEqual([]);
  return JSON.parse(out).restores[0].terraform;
}

/** Puts the resources into the state without starting the runner: the provisioners are taken out. */
async function recorded(here: Terraform): Promise<void> {
  const file = join(here.folder, 'cdk.tf.json');
  const text = readFileSync(file, 'utf8');
  const json = JSON.parse(text);
  for (const resource of Object.values(json.resource.null_resource) as {
    provisioner?: unknown;
    triggers?: Record<string, string>;
  }[]) {
    const { triggers } = resource;
    delete resource.provisioner;
    // Nobody leaves a result: what it would say of its step is in the configuration.
    const recordedFrom = triggers?.submit_id ?? triggers?.wait_id;
    if (triggers !== undefined && recordedFrom !== undefined) triggers.recorded_from = recordedFrom;
  }
  writeFileSync(file, JSON.stringify(json));
  await here.must('apply');
  writeFileSync(file, text);
}

test('a first restore is created', async () => {
  expect(await planned({ backup: backup(BACKUP) })).toEqual({
    action: 'create',
    text: 'sends the request: nothing of it is in the state',
    replacePaths: [],
    erases: [],
    drops: [],
  });
});

test('what is in the state and unchanged does nothing', async () => {
  expect(await planned({ backup: backup(BACKUP) }, recorded)).toMatchObject({ action: 'none' });
});

test('a change that is ignored does nothing', async () => {
  expect(await planned({ backup: backup(BACKUP), cuSize: 4 })).toMatchObject({ action: 'none' });
});

test('another backup is replaced, and the trigger is named', async () => {
  const change = { backup: backup(OLD_BACKUP), removalPolicy: RemovalPolicy.RETAIN };
  expect(await planned(change)).toEqual({
    action: 'replace',
    text: `restores again: \`backup_id\` \`${BACKUP}\` → \`${OLD_BACKUP}\`; a re-run is refused while a cluster of this name exists: the previous one stays until somebody drops it, because a trigger changed`,
    reason: 'replace_because_cannot_update',
    replacePaths: ['triggers'],
    erases: [],
    drops: [],
  });
});

test('a tainted wait waits again, without a new request', async () => {
  const taint = async (here: Terraform) => {
    const list = await here.must('state', 'list');
    const wait = list.split('\n').find((line) => line.includes('_wait_')) ?? '';
    await here.must('taint', wait);
  };
  expect(await planned({ backup: backup(BACKUP) }, taint)).toMatchObject({
    action: 'wait',
    text: expect.stringContaining('waits again for the restore that was submitted; no new request'),
    reason: 'replace_because_tainted',
  });
});

test('a restore whose steps are moved makes no change', async () => {
  await planned({ backup: backup(BACKUP) }, recorded);
  const before = Object.keys(stackJson().resource.null_resource);
  const build = (stack: TerraformStack) =>
    void restoredCluster(new Construct(stack, 'group'), { backup: backup(BACKUP) });
  const folder = synthesised(build, join(cwd, 'cdktf.out'));
  const json = stackJson();
  const stepOf = (name: string) => name.replace(/^(?:group_)?articles_(\w+)_\w+$/, '$1');
  json.moved = Object.keys(json.resource.null_resource).map((to) => ({
    from: `null_resource.${before.find((from) => stepOf(from) === stepOf(to))}`,
    to: `null_resource.${to}`,
  }));
  expect(json.moved).toHaveLength(6);
  writeFileSync(join(folder, 'cdk.tf.json'), JSON.stringify(json));
  const here = terraform.with({ folder });
  await here.must('plan', '-out=plan.bin');
  writeFileSync(join(cwd, 'plan.json'), await here.must('show', '-json', 'plan.bin'));
  const args = ['plan', 'cdktf.out', '--terraform-plan', 'plan.json', '--format', 'json'];
  const { restores, notReviewed } = JSON.parse((await cli(args, { cwd })).out);
  expect(restores[0].terraform).toMatchObject({ action: 'none', erases: [] });
  expect(notReviewed).toEqual([]);
});

function stackJson() {
  return JSON.parse(readFileSync(join(cwd, 'cdktf.out', 'stacks', 'stack', 'cdk.tf.json'), 'utf8'));
}

describe('what Terraform destroys is lost, whatever the code says', () => {
  const DROPS = 'Terraform’s plan drops the cluster that this restore created';
  const KEPT = 'the vendor keeps it in the recycle bin for 30 days';
  const again = { backup: backup(BACKUP), removalPolicy: RemovalPolicy.DESTROY };

  /** The state holds the restore; then the whole review is asked, also as a diff without a change of the code. */
  async function verdicts(...flags: string[]) {
    const terraformAction = await planned(again, recorded, ...flags);
    const args = ['--terraform-plan', 'plan.json', '--format', 'json'];
    const diff = await cli(['diff', 'cdktf.out', 'cdktf.out', ...args], { cwd });
    const check = await cli(
      ['check', '--fail-on', 'destructive', '--base', 'cdktf.out', ...args.slice(0, 2)],
      { cwd },
    );
    return {
      ...terraformAction,
      verdict: JSON.parse(diff.out).verdict.text.split(';')[0],
      code: check.code,
    };
  }

  const RECORD = 'null_resource.articles_submitted_D48A2D9B';

  test('nothing where nothing is destroyed', async () => {
    expect(await verdicts()).toMatchObject({ action: 'none', erases: [], drops: [], code: 0 });
  });

  test.each([
    ['is replaced', { actions: ['delete', 'create'] }, undefined],
    ['was left behind by an apply before', { actions: ['delete'] }, '6b7e5a3c'],
  ])('the step that drops %s', (_title, change, deposed) => {
    const step = plannedRestore({ removalPolicy: 'destroy', recordAddress: RECORD });
    const entry = (address: string, actions: string[]) => ({ address, change: { actions } });
    const plan = terraformPlan('plan.json', {
      format_version: '1.2',
      resource_changes: [
        entry(step.address, ['no-op']),
        entry(RECORD, ['no-op']),
        { address: RECORD, change, ...(deposed === undefined ? {} : { deposed }) },
      ],
    });
    expect(actionOf(step, plan)).toMatchObject({
      action: 'drop',
      text: 'drops the cluster that it created; no new request',
      erases: [DROPS],
    });
    expect(actionOf({ ...step, removalPolicy: 'retain' }, plan).erases).toEqual([]);
    const rerun = { ...step.rerun, recovery: KEPT };
    expect(actionOf({ ...step, rerun }, plan)).toMatchObject({
      erases: [],
      drops: [`${DROPS}; ${KEPT}`],
    });
  });

  test('the step that drops is destroyed alone', async () => {
    expect(await verdicts('-destroy', `-target=${RECORD}`)).toMatchObject({
      action: 'drop',
      drops: [`${DROPS}; ${KEPT}`],
      verdict: 'ATTENTION: 1 change drops its previous clone',
      code: 1,
    });
  });

  test('everything is destroyed', async () => {
    expect(await verdicts('-destroy')).toMatchObject({
      action: 'delete',
      drops: [`${DROPS}; ${KEPT}`],
      verdict: 'ATTENTION: 1 change drops its previous clone',
      code: 1,
    });
  });

  test('the submission is replaced', async () => {
    const submit = 'null_resource.articles_submit_45E46EBC';
    expect(await verdicts(`-replace=${submit}`)).toMatchObject({
      action: 'replace',
      drops: [expect.stringMatching(/^Terraform’s plan runs it again: a re-run drops /)],
      verdict: 'ATTENTION: 1 change drops its previous clone',
      code: 1,
    });
  });
});

test.each([
  ['configure', 'writes again'],
  ['create', 'restores again'],
])('what replacing a step of kind %s does is called: %s', (action, words) => {
  const step = { address: 'null_resource.a', action, rerun: { ignored: {}, effect: 'does so' } };
  const triggers = (minutes: string) => ({ triggers: { minutes } });
  const change = {
    change: { actions: ['delete', 'create'], before: triggers('60'), after: triggers('240') },
  };
  const plan = terraformPlan('plan.json', {
    format_version: '1.2',
    resource_changes: [{ address: step.address, ...change }],
  });
  const { text } = actionOf(step as unknown as PlannedRestore, plan);
  expect(text).toBe(`${words}: \`minutes\` \`60\` → \`240\`; a re-run does so`);
});

test.each([
  [
    '{"a": 1}',
    'plan.json: must be the output of "terraform show -json <plan>", and it has no format_version. Correct it, or generate it again.',
  ],
  [
    '{"format_version": "2.0"}',
    'plan.json: is of format 2.0, but this release reads format 1. Update cdktf-cluster-restore.',
  ],
])('a file that is not a plan of Terraform is refused: %s', async (text, line) => {
  writeFileSync(join(cwd, 'plan.json'), text);
  const end = await cli(['plan', '--terraform-plan', 'plan.json'], { cwd });
  expect(end).toEqual({ out: '', errors: [line], code: 2 });
});
