import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { zilliz } from '../../src';
import { Simulator } from '../../src/simulator';
import { synthesised } from '../support/app';
import { hostedTerraform } from '../support/hosted-terraform';
import { plainText } from '../support/terraform';
import { restoredCluster, SOURCE_CLUSTER, zillizEnvironment } from '../support/zilliz';

/** What uses the restore is in a module, which synth does not see. */
function consumer(folder: string, createBeforeDestroy: boolean): void {
  mkdirSync(join(folder, 'web'), { recursive: true });
  const lifecycle = { create_before_destroy: createBeforeDestroy };
  const triggers = { id: '$\u007bvar.id}' };
  const module = {
    variable: { id: {} },
    resource: { null_resource: { web: { triggers, lifecycle } } },
  };
  writeFileSync(join(folder, 'web', 'main.tf.json'), JSON.stringify(module));
}

function stackOf(backup: zilliz.Backup): string {
  return synthesised((stack) => {
    const { clusterId } = restoredCluster(stack, { uniqueName: true, backup });
    stack.addOverride('module.web', { source: './web', id: clusterId });
  });
}

test('a restore again whose drop Terraform would leave out is refused, and runs once the order is gone', async () => {
  const simulator = await Simulator.start();
  const clones = () => simulator.zilliz.clusters.filter(({ restoredFrom }) => restoredFrom);
  const sent = () => simulator.requests.filter(({ path }) => path.includes('/restore')).length;
  try {
    const [{ backupId = '' } = {}] = simulator.zilliz.backups;
    const folder = stackOf(zilliz.Backup.fromId({ clusterId: SOURCE_CLUSTER, backupId }));
    consumer(folder, true);
    const terraform = await hostedTerraform(folder, zillizEnvironment(simulator));
    await terraform.must('init');
    await terraform.must('apply');
    const [first] = clones();
    const before = sent();
    const next = stackOf(zilliz.Backup.latest({ clusterId: SOURCE_CLUSTER }));
    cpSync(join(next, 'cdk.tf.json'), join(folder, 'cdk.tf.json'));
    const { code, output } = await terraform.run('apply');
    expect(code).toBe(1);
    expect(plainText(output)).toContain(
      `${first?.clusterId} of the previous restore (${first?.clusterName}, RUNNING) still exists: Terraform has not run its drop, which happens if something that depends on this restore has create_before_destroy. Nothing was sent. Remove create_before_destroy from what depends on it, also in modules, and apply again.`,
    );
    expect(sent()).toBe(before);
    consumer(folder, false);
    await terraform.must('apply');
    const alive = clones().filter(({ status }) => status === 'RUNNING');
    expect(alive.map(({ clusterId }) => clusterId)).not.toContain(first?.clusterId);
    expect(alive).toHaveLength(1);
  } finally {
    await simulator.stop();
  }
});
