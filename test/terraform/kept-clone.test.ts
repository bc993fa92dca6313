import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { cockroach, RemovalPolicy, Rerun, zilliz } from '../../src';
import { Simulator } from '../../src/simulator';
import { AlteredStack } from '../review/alterations';
import { synthesised } from '../support/app';
import {
  cockroachEnvironment,
  LEDGER,
  LEDGER_BACKUP,
  LEDGER_STAGING,
  startCockroach,
} from '../support/cockroach';
import { hostedTerraform } from '../support/hosted-terraform';
import { plainText, Terraform } from '../support/terraform';
import { BACKUP, restoredCluster, SOURCE_CLUSTER, zillizEnvironment } from '../support/zilliz';

const onEnd: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const end of onEnd.splice(0)) await end();
});

test('databases stay while what is restored next is not there, and go before it is restored', async () => {
  const simulator = await startCockroach();
  onEnd.push(() => simulator.stop());
  const declare = (token: string, backupId = LEDGER_BACKUP) =>
    synthesised((stack) => {
      new cockroach.RestoredDatabases(stack, 'copy', {
        backup: cockroach.Backup.fromId({ clusterId: LEDGER, backupId }),
        destinationCluster: LEDGER_STAGING,
        plan: cockroach.Plan.ADVANCED,
        databases: ['ledger'],
        newDbName: 'copy',
        rerun: Rerun.onToken(token),
        removalPolicy: RemovalPolicy.DESTROY,
      });
    });
  const databases = () =>
    simulator.cockroach.cluster(LEDGER_STAGING).databases.map(({ name }) => name);
  const writes = () =>
    simulator.requests
      .filter(({ method }) => method !== 'GET')
      .map(({ operation, status }) => `${operation} ${status}`);
  const folder = declare('one');
  const terraform = await hostedTerraform(folder, cockroachEnvironment(simulator));
  await terraform.must('init');
  await terraform.must('apply');
  const again = (next: string) => cpSync(join(next, 'cdk.tf.json'), join(folder, 'cdk.tf.json'));
  const newer = '11111111-aaaa-4aaa-8aaa-00000000000f';
  again(declare('two', newer));
  const { code, output } = await terraform.run('apply');
  expect(code).not.toBe(0);
  expect(plainText(output)).toMatch(
    /what [0-9a-f-]+ restored was not dropped, because what is declared now cannot be restored/,
  );
  expect([databases().includes('copy'), writes()]).toEqual([true, ['createRestore 200']]);
  const as_of_time = new Date().toISOString();
  simulator.cockroach.addBackup({ id: newer, clusterId: LEDGER, as_of_time });
  await terraform.must('apply');
  expect(databases()).toContain('copy');
  expect(writes()).toEqual(['createRestore 200', 'deleteDatabase 200', 'createRestore 200']);
  // A destroy asks for no backup.
  simulator.cockroach.backups.length = 0;
  await terraform.must('destroy');
  expect(databases()).not.toContain('copy');
});

test('a clone stays while what is restored next is not there, and goes with a destroy', async () => {
  const simulator = await Simulator.start();
  onEnd.push(() => simulator.stop());
  const folder = synthesised((stack) => restoredCluster(stack));
  // The runner knows the Terraform of a destroy by its process: a kept one has another parent.
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
