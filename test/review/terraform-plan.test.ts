import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { RemovalPolicy, zilliz } from '../../src';
import type { PlannedRestore } from '../../src/review/model/schema';
import { actionOf } from '../../src/review/terraform/action';
import type { ResourceChange } from '../../src/review/terraform/plan-json';
import { cli } from '../cli/cli';
import { synthesised } from '../support/app';
import { newFolder, Terraform } from '../support/terraform';
import { BACKUP, restoredCluster, SOURCE_CLUSTER } from '../support/zilliz';
import { OLD_BACKUP } from './app';

let cwd: string;
let terraform: Terraform;

beforeAll(async () => {
  cwd = newFolder('terraform-plan');
  terraform = await Terraform.in(cwd, {});
});

function backup(backupId: string): zilliz.Backup {
  return zilliz.Backup.fromId({ clusterId: SOURCE_CLUSTER, backupId });
}

/** Synthesises a version, plans it with the real Terraform, and returns what `plan` says of it. */
async function planned(change: object, prepare?: (stack: Terraform) => Promise<unknown>) {
  const folder = synthesised(
    (stack) => void restoredCluster(stack, change),
    join(cwd, 'cdktf.out'),
  );
  const here = terraform.with({ folder });
  await here.must('init');
  await prepare?.(here);
  await here.must('plan', '-out=plan.bin');
  writeFileSync(join(cwd, 'plan.json'), await here.must('show', '-json', 'plan.bin'));
  const args = ['plan', 'cdktf.out', '--terraform-plan', 'plan.json', '--format', 'json'];
  const { out, errors } = await cli(args, { cwd });
  expect(errors).toEqual([]);
  return JSON.parse(out).restores[0].terraform;
}

/** Puts the resources into the state without starting the runner: the provisioners are taken out. */
async function recorded(here: Terraform): Promise<void> {
  const file = join(here.folder, 'cdk.tf.json');
  const { readFileSync } = await import('node:fs');
  const text = readFileSync(file, 'utf8');
  const json = JSON.parse(text);
  for (const resource of Object.values(json.resource.null_resource) as {
    provisioner?: unknown;
    triggers?: Record<string, string>;
  }[]) {
    const { triggers } = resource;
    delete resource.provisioner;
    // Nobody leaves a result: what it would say of its step stands in the configuration.
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
    text: `restores again: \`backup_id\` \`${BACKUP}\` → \`${OLD_BACKUP}\`; a re-run is refused while a cluster of this name is there: the one before stays until somebody drops it, because a trigger changed`,
    reason: 'replace_because_cannot_update',
    replacePaths: ['triggers'],
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

test.each([
  ['configure', 'writes again'],
  ['create', 'restores again'],
])('what replacing a step of kind %s does is called: %s', (action, words) => {
  const step = { address: 'null_resource.a', action, rerun: { ignored: {}, effect: 'does so' } };
  const triggers = (minutes: string) => ({ triggers: { minutes } });
  const change = {
    change: { actions: ['delete', 'create'], before: triggers('60'), after: triggers('240') },
  };
  const { text } = actionOf(
    step as unknown as PlannedRestore,
    new Map([[step.address, change as unknown as ResourceChange]]),
  );
  expect(text).toBe(`${words}: \`minutes\` \`60\` → \`240\`; a re-run does so`);
});

test.each([
  [
    '{"a": 1}',
    'plan.json: must be the output of "terraform show -json <plan>", and it has no format_version. Write it again.',
  ],
  [
    '{"format_version": "2.0"}',
    'plan.json: is of format 2.0, and this release reads format 1. Update cdktf-cluster-restore.',
  ],
])('a file that is no plan of Terraform is refused: %s', async (text, line) => {
  writeFileSync(join(cwd, 'plan.json'), text);
  const end = await cli(['plan', '--terraform-plan', 'plan.json'], { cwd });
  expect(end).toEqual({ out: '', errors: [line], code: 2 });
});
