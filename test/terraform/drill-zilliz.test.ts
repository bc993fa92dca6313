import { cpSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { TerraformOutput } from 'cdktf';
import { Rerun, zilliz } from '../../src';
import { Simulator } from '../../src/simulator';
import { AlteredStack } from '../review/alterations';
import { synthesised } from '../support/app';
import { hostedTerraform } from '../support/hosted-terraform';
import { plainText } from '../support/terraform';
import { BACKUP, SOURCE_CLUSTER, STAGING_PROJECT, zillizEnvironment } from '../support/zilliz';

let simulator: Simulator;
beforeEach(async () => {
  simulator = await Simulator.start({ behaviour: { zilliz: { dataPlane: 'answers' } } });
});
afterEach(() => simulator.stop());

function drill(token: string, change: Partial<zilliz.RestoreDrillProps> = {}): string {
  return synthesised((stack) => {
    const { passed, result } = new zilliz.RestoreDrill(stack, 'drill', {
      backup: zilliz.Backup.fromId({ clusterId: SOURCE_CLUSTER, backupId: BACKUP }),
      targetProject: STAGING_PROJECT,
      cuSize: 2,
      rerun: Rerun.onToken(token),
      rtoMinutes: 60,
      ...change,
    });
    new TerraformOutput(stack, 'passed', { value: passed });
    new TerraformOutput(stack, 'result', { value: result });
  });
}

const submissions = () =>
  simulator.requests.filter(({ operation }) => operation === 'restoreCluster').length;
const alive = () =>
  simulator.zilliz.clusters
    .filter(({ status }) => status !== 'DELETED')
    .map(({ clusterName }) => clusterName);

test('a drill that passes and one that fails each drop their target, and leave their results', async () => {
  const folder = drill('2026-11');
  const results = () =>
    readdirSync(join(folder, 'drills')).map(
      (name) => JSON.parse(readFileSync(join(folder, 'drills', name), 'utf8')) as object,
    );
  const before = alive();
  const terraform = await hostedTerraform(folder, zillizEnvironment(simulator));
  await terraform.must('init');

  expect(await terraform.must('apply')).toContain('the drill 2026-11 passed: 3 checks');
  const first = await terraform.outputs();
  expect(first.passed).toBe('true');
  const passed = {
    token: '2026-11',
    passed: true,
    recoveryTimeMinutes: 6.5,
    recoveryPointMinutes: 1320,
    rtoMinutes: 60,
    checks: [
      { name: 'restore' },
      { name: 'contents', text: '3 of 3 collections in 2 databases found' },
      { name: 'recovery time', text: 'restored and verified in 6.5 min, the objective is 60 min' },
    ],
  };
  expect(JSON.parse(String(first.result))).toMatchObject(passed);
  expect(results()).toMatchObject([passed]);
  expect(alive()).toEqual(before);
  expect(await terraform.must('plan')).toContain('No changes.');
  // The verdict alone says what the state holds, and does nothing.
  const sent = simulator.requests.length;
  const verdict = `null_resource.${new AlteredStack(join(folder, '../..'), 'stack').nameOf('stack/drill/verdict')}`;
  expect(await terraform.must('apply', `-replace=${verdict}`)).toContain('passed: 3 checks');
  await terraform.must('state', 'rm', verdict);
  expect(await terraform.must('apply')).toContain('passed: 3 checks');
  expect(simulator.requests).toHaveLength(sent);

  const next = drill('2026-12', {
    rpoMinutes: 60,
    checkCommand: ['sh', '-c', 'exit 3'],
  });
  cpSync(join(next, 'cdk.tf.json'), join(folder, 'cdk.tf.json'));
  const { code, output } = await terraform.run('apply');
  expect(code).not.toBe(0);
  const line =
    'the drill 2026-12 failed: command: sh ended with code 3; recovery point: the backup was 22.2 h old, the objective is 60 min. Its target was dropped. Correct the cause, then repeat it with another token, or: terraform apply -replace=';
  expect(plainText(output)).toContain(line);
  expect(plainText(output)).toContain('[exit 12]');
  expect((await terraform.outputs()).passed).toBe('false');
  expect(results()).toMatchObject([{ passed: true }, { token: '2026-12', passed: false }]);
  expect([alive(), submissions()]).toEqual([before, 2]);

  // It stays failed until there is another one, and restores nothing meanwhile.
  const again = await terraform.run('apply');
  expect(plainText(again.output)).toContain('the drill 2026-12 failed');
  expect([alive(), submissions(), results().length]).toEqual([before, 2, 2]);
  await terraform.must('destroy');
  expect(alive()).toEqual(before);
});
