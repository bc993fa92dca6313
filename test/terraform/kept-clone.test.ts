import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { zilliz } from '../../src';
import { Simulator } from '../../src/simulator';
import { AlteredStack } from '../review/alterations';
import { synthesised } from '../support/app';
import { plainText, Terraform } from '../support/terraform';
import { BACKUP, restoredCluster, SOURCE_CLUSTER, zillizEnvironment } from '../support/zilliz';

let simulator: Simulator;
beforeEach(async () => {
  simulator = await Simulator.start();
});
afterEach(() => simulator.stop());

test('a clone stays while what is restored next is not there, and goes with a destroy', async () => {
  const folder = synthesised((stack) => restoredCluster(stack));
  const terraform = await Terraform.in(folder, zillizEnvironment(simulator));
  await terraform.must('init');
  await terraform.must('apply');
  const step = (name: string) =>
    `null_resource.${new AlteredStack(join(folder, '../..'), 'stack').nameOf(`stack/articles/${name}`)}`;
  // The step that tells a destroy from a restore again, replaced alone, is no destroy.
  await terraform.must('apply', `-replace=${step('removal')}`);
  const clone = () =>
    simulator.zilliz.clusters.find(({ clusterName }) => clusterName === 'articles-staging');
  const changed = synthesised((stack) =>
    restoredCluster(stack, {
      backup: zilliz.Backup.fromId({ clusterId: SOURCE_CLUSTER, backupId: 'backup11_none' }),
    }),
  );
  cpSync(join(changed, 'cdk.tf.json'), join(folder, 'cdk.tf.json'));
  const { code, output } = await terraform.run('apply');
  expect(code).not.toBe(0);
  const { clusterId } = clone() ?? {};
  expect(plainText(output)).toContain(
    `${clusterId} was not dropped, because what is declared now cannot be restored`,
  );
  expect(clone()?.status).toBe('RUNNING');
  // So it does where the backup in it is to be restored once more, and has expired meanwhile.
  cpSync(
    join(
      synthesised((stack) => restoredCluster(stack)),
      'cdk.tf.json',
    ),
    join(folder, 'cdk.tf.json'),
  );
  for (const backup of simulator.zilliz.backups) {
    if (backup.backupId === BACKUP) backup.status = 'DELETED';
  }
  expect((await terraform.run('apply', `-replace=${step('submit')}`)).code).not.toBe(0);
  expect(clone()?.status).toBe('RUNNING');
  // A destroy does not ask for a backup: time breaks nothing that is finished.
  await terraform.must('destroy');
  expect(['DELETING', 'DELETED']).toContain(clone()?.status ?? 'DELETED');
});
