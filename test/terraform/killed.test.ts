import { cpSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { TerraformOutput, type TerraformStack } from 'cdktf';
import { Replacement, Rerun, zilliz } from '../../src';
import { Simulator } from '../../src/simulator';
import { synthesised } from '../support/app';
import { killedAt, untilDone } from '../support/killed';
import { plainText, Terraform } from '../support/terraform';
import {
  BACKUP,
  restoredCluster,
  SOURCE_CLUSTER,
  STAGING_PROJECT,
  zillizEnvironment,
} from '../support/zilliz';

let simulator: Simulator;
beforeEach(async () => {
  simulator = await Simulator.start({ behaviour: { zilliz: { dataPlane: 'answers' } } });
});
afterEach(() => simulator.stop());

/** Terraform in the folder of an app, and what declares another one there. */
async function begun(build: (stack: TerraformStack) => void) {
  const folder = synthesised(build);
  const terraform = await Terraform.in(
    folder,
    // Whoever waits for an answer that does not come waits for a second.
    zillizEnvironment(simulator, { CLUSTER_RESTORE_REQUEST_TIMEOUT_SECONDS: '1' }),
  );
  await terraform.must('init');
  const declare = (next: (stack: TerraformStack) => void) =>
    cpSync(join(synthesised(next), 'cdk.tf.json'), join(folder, 'cdk.tf.json'));
  return { terraform, folder, declare };
}

/** What restores made, in their order. */
const statuses = () =>
  simulator.zilliz.clusters
    .filter(({ restoredFrom }) => restoredFrom)
    .map(({ status }) => (status === 'DELETED' ? 'dropped' : 'there'));

test('a refresh continues wherever it is killed: one restore, and the previous clone stays until the new one is verified', async () => {
  const staging = (token: string) => (stack: TerraformStack) => {
    const { clusterId } = restoredCluster(stack, {
      uniqueName: true,
      rerun: Rerun.onToken(token),
      replacement: Replacement.AFTER_VERIFICATION,
    });
    new TerraformOutput(stack, 'cluster_id', { value: clusterId });
  };
  const { terraform, folder, declare } = await begun(staging('2026-w47'));
  const inUse = () => {
    const state = readFileSync(join(folder, 'terraform.tfstate'), 'utf8');
    return (JSON.parse(state) as { outputs: { cluster_id: { value: string } } }).outputs.cluster_id
      .value;
  };
  const ids = () =>
    simulator.zilliz.clusters
      .filter(({ restoredFrom }) => restoredFrom)
      .map(({ clusterId }) => clusterId);
  await terraform.must('apply');

  declare(staging('2026-w48'));
  await killedAt(terraform, simulator, 'both', ['before', 'restoreCluster']);
  expect(statuses()).toEqual(['there']);
  await killedAt(terraform, simulator, 'both', ['after', 'restoreCluster']);
  await killedAt(terraform, simulator, 'runner', ['before', 'describeCluster']);
  await killedAt(terraform, simulator, 'both', ['before', 'dropCluster']);
  expect([statuses(), inUse()]).toEqual([['there', 'there'], ids()[1]]);
  await killedAt(terraform, simulator, 'terraform', ['after', 'dropCluster']);
  await untilDone(terraform);
  expect([statuses(), inUse()]).toEqual([['dropped', 'there'], ids()[1]]);
  expect(await terraform.must('plan')).toContain('No changes.');

  await killedAt(terraform, simulator, 'both', ['after', 'dropCluster'], 'destroy');
  await untilDone(terraform, 'destroy');
  expect(statuses()).toEqual(['dropped', 'dropped']);
}, 180_000);

test('a drill that passes and one that fails continue wherever they are killed: one restore and one result each, and no target', async () => {
  const drill =
    (token: string, change: Partial<zilliz.RestoreDrillProps> = {}) =>
    (stack: TerraformStack) => {
      new zilliz.RestoreDrill(stack, 'drill', {
        backup: zilliz.Backup.fromId({ clusterId: SOURCE_CLUSTER, backupId: BACKUP }),
        targetProject: STAGING_PROJECT,
        cuSize: 2,
        rerun: Rerun.onToken(token),
        ...change,
      });
    };
  const { terraform, folder, declare } = await begun(drill('2026-11'));
  const verdicts = () =>
    readdirSync(join(folder, 'drills')).map(
      (name) =>
        (JSON.parse(readFileSync(join(folder, 'drills', name), 'utf8')) as { passed: boolean })
          .passed,
    );
  await killedAt(terraform, simulator, 'both', ['after', 'restoreCluster']);
  await killedAt(terraform, simulator, 'runner', ['before', 'describeCluster']);
  await killedAt(terraform, simulator, 'both', ['after', 'dropCluster']);
  expect(await untilDone(terraform)).toContain('the drill 2026-11 passed');
  expect([statuses(), verdicts()]).toEqual([['dropped'], [true]]);

  declare(drill('2026-12', { checkCommand: ['node', '-e', 'process.exit(3)'] }));
  await killedAt(terraform, simulator, 'runner', ['before', 'dropCluster']);
  expect(statuses()).toEqual(['dropped', 'there']);
  const { code, output } = await terraform.run('apply');
  expect([code, plainText(output)]).toEqual([
    1,
    expect.stringContaining('the drill 2026-12 failed: command: node ended with code 3'),
  ]);
  expect([statuses(), verdicts()]).toEqual([
    ['dropped', 'dropped'],
    [true, false],
  ]);
  await terraform.must('destroy');
  expect(statuses()).toEqual(['dropped', 'dropped']);
}, 180_000);

test('the drop of a removed restore continues wherever it is killed, and ends in no changes', async () => {
  const { terraform, declare } = await begun((stack) => restoredCluster(stack));
  await terraform.must('apply');
  declare((stack) => new zilliz.RemovedCluster(stack, 'articles'));
  await killedAt(terraform, simulator, 'both', ['before', 'dropCluster']);
  expect(statuses()).toEqual(['there']);
  await killedAt(terraform, simulator, 'runner', ['after', 'dropCluster']);
  await untilDone(terraform);
  expect(statuses()).toEqual(['dropped']);
  expect(await terraform.must('plan')).toContain('No changes.');
}, 180_000);
