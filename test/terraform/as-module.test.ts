import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cockroach } from '../../src';
import { Simulator } from '../../src/simulator';
import { synthesised } from '../support/app';
import { ORDERS } from '../support/cockroach';
import { newFolder, plainText, Terraform } from '../support/terraform';
import { restoredCluster, zillizEnvironment } from '../support/zilliz';

test('a stack that is used as a module is refused in the plan, before anything is called', async () => {
  const simulator = await Simulator.start();
  try {
    const stack = synthesised((scope) => {
      restoredCluster(scope);
      const props = { cluster: ORDERS, plan: cockroach.Plan.STANDARD, frequencyMinutes: 60 };
      new cockroach.BackupSettings(scope, 'schedule', props);
    });
    const folder = newFolder('project');
    const module = { one: { source: stack }, other: { source: stack } };
    writeFileSync(join(folder, 'main.tf.json'), JSON.stringify({ module }));
    const terraform = await Terraform.in(folder, zillizEnvironment(simulator));
    await terraform.must('init');
    const { code, output } = await terraform.run('apply');
    expect(code).toBe(1);
    const refused =
      'restores run only where the stack itself is the root module. Apply it in its own folder, and read its outputs with terraform_remote_state.';
    // Each restore and each setting, in each module.
    expect(plainText(output).split(refused)).toHaveLength(5);
    expect(simulator.requests).toEqual([]);
  } finally {
    await simulator.stop();
  }
});
