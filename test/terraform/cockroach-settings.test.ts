import { cockroach } from '../../src';
import type { Simulator } from '../../src/simulator';
import { synthesised } from '../support/app';
import { cockroachEnvironment, ORDERS, SANDBOX, startCockroach } from '../support/cockroach';
import { hostedTerraform } from '../support/hosted-terraform';
import type { Terraform } from '../support/terraform';

let simulator: Simulator;
beforeEach(async () => {
  simulator = await startCockroach();
});
afterEach(() => simulator.stop());

type Props = cockroach.BackupSettingsProps;

function schedule(change: Partial<Props> = {}, outdir?: string): string {
  return synthesised((stack) => {
    const props = { cluster: ORDERS, plan: cockroach.Plan.STANDARD, frequencyMinutes: 30 };
    new cockroach.BackupSettings(stack, 'schedule', { ...props, ...change });
  }, outdir);
}

async function terraformIn(folder: string) {
  const terraform = await hostedTerraform(folder, cockroachEnvironment(simulator));
  await terraform.must('init');
  return terraform;
}
const patches = () =>
  simulator.requests.filter(({ method }) => method === 'PATCH').map(({ body }) => body);
const config = () => simulator.cockroach.cluster(ORDERS).backupsConfig;
const oneLine = (text: string) => text.replace(/\s*\n\s*/g, ' ');

// A plan takes a tenth of a second at least: one of these is of another second than the last apply.
const MOST_PLANS = 60;

/** A plan of another second than the last apply: Terraform's time stamps have no fractions. */
async function nextPlan(terraform: Terraform): Promise<string> {
  let plan = '';
  for (let count = 0; count < MOST_PLANS; count += 1) {
    plan = await terraform.must('plan');
    if (plan.includes('checked_at')) return plan;
  }
  throw new Error(`no plan compares the settings:\n${plan}`);
}

test('what differs is changed, and nothing else; a changed setting is changed again', async () => {
  const folder = schedule({ retentionDays: 30 });
  const terraform = await terraformIn(folder);
  const output = await terraform.must('apply');
  expect(output).toContain(`orders-production (${ORDERS}): frequency_minutes 60 is changed to 30`);
  expect(patches()).toEqual([{ frequency_minutes: 30 }]);
  schedule({ frequencyMinutes: 15, retentionDays: 90 }, folder.replace('/stacks/stack', ''));
  await terraform.must('apply');
  expect(patches()).toEqual([
    { frequency_minutes: 30 },
    { frequency_minutes: 15, retention_days: 90 },
  ]);
  expect(config()).toEqual({ enabled: true, frequency_minutes: 15, retention_days: 90 });
});

test('what was changed elsewhere is found by the next apply, and one that finds nothing writes nothing', async () => {
  const terraform = await terraformIn(schedule());
  await terraform.must('apply');
  expect(await nextPlan(terraform)).toContain('Plan: 1 to add, 0 to change, 1 to destroy.');
  expect(await terraform.must('apply')).toContain('are as declared');
  expect(patches()).toHaveLength(1);
  config().frequency_minutes = 240;
  await nextPlan(terraform);
  await terraform.must('apply');
  expect(patches()).toEqual([{ frequency_minutes: 30 }, { frequency_minutes: 30 }]);
  expect(config().frequency_minutes).toBe(30);
});

test('without detectDrift a plan shows no changes', async () => {
  const terraform = await terraformIn(schedule({ detectDrift: false }));
  await terraform.must('apply');
  expect(await terraform.must('plan')).toContain('No changes.');
});

test('disabling sends nothing else', async () => {
  const off = schedule({ enabled: false, frequencyMinutes: undefined });
  await (await terraformIn(off)).must('apply');
  expect(patches()).toEqual([{ enabled: false }]);
});

test('an empty response, as the guide describes it, is accepted', async () => {
  simulator.adjust({ cockroach: { configReply: 'empty' } });
  await (await terraformIn(schedule())).must('apply');
  expect(config().frequency_minutes).toBe(30);
});

test('a change whose answer is lost is looked up, not reported as refused', async () => {
  simulator.adjust({ cockroach: { sameRetention: 'refused' } });
  simulator.inject({
    vendor: 'cockroach',
    operation: 'updateBackupsConfig',
    fault: { kind: 'drop', acts: true },
  });
  await (await terraformIn(schedule({ retentionDays: 90 }))).must('apply');
  expect(config().retention_days).toBe(90);
});

test('a second change of the retention is refused by the vendor, and explained', async () => {
  simulator.cockroach.cluster(ORDERS).retentionSet = true;
  const { output } = await (await terraformIn(schedule({ retentionDays: 90 }))).run('apply');
  expect(oneLine(output)).toContain(
    'code 3 "cluster already has a retention policy set, open a support ticket to change it"',
  );
  expect(oneLine(output)).toContain(
    'Declare the retention that the cluster has, or ask CockroachDB support to change it: retentionDays can be changed once in the life of a cluster, and that was done',
  );
});

test('a cluster that is on Basic after all is refused before anything is changed', async () => {
  const { output } = await (await terraformIn(schedule({ cluster: SANDBOX }))).run('apply');
  expect(oneLine(output)).toContain(
    `sandbox-basic (${SANDBOX}) is on plan BASIC, not STANDARD as declared. Correct plan or cluster; nothing was changed. [exit 4]`,
  );
  expect(patches()).toEqual([]);
});
