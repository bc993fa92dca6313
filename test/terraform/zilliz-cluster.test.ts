import { cpSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { TerraformOutput } from 'cdktf';
import { Simulator } from '../../src/simulator';
import { synthesised } from '../support/app';
import { hostedTerraform } from '../support/hosted-terraform';
import { newFolder, plainText, Terraform } from '../support/terraform';
import {
  BACKUP,
  restoredCluster,
  SOURCE_CLUSTER,
  STAGING_PROJECT,
  zillizEnvironment,
} from '../support/zilliz';

let simulator: Simulator;
beforeEach(async () => {
  simulator = await Simulator.start();
});
afterEach(() => simulator.stop());

function environment() {
  return zillizEnvironment(simulator);
}

test('a declared cluster is restored once, is there for outputs, does not change again, and is dropped', async () => {
  const folder = synthesised((stack) => {
    const { clusterId, connectAddress, username, jobId } = restoredCluster(stack);
    for (const [name, value] of Object.entries({ clusterId, connectAddress, username, jobId })) {
      new TerraformOutput(stack, name, { value });
    }
  });
  const terraform = await Terraform.in(folder, environment());
  await terraform.must('init');
  await terraform.must('apply');
  const [cluster] = simulator.zilliz.clusters.filter(
    ({ clusterName }) => clusterName === 'articles-staging',
  );
  expect(cluster?.status).toBe('RUNNING');
  const outputs = await terraform.outputs();
  expect(outputs).toEqual({
    clusterId: cluster?.clusterId,
    connectAddress: cluster?.connectAddress,
    username: 'db_admin',
    jobId: expect.stringMatching(/^job-/),
  });
  expect(await terraform.must('plan')).toContain('No changes.');
  const password = join(folder, 'password');
  expect(readFileSync(password, 'utf8')).toMatch(/^Sim-Pw-/);
  expect(statSync(password).mode & 0o777).toBe(0o600);
  await terraform.must('destroy');
  const backup = `/v2/clusters/${SOURCE_CLUSTER}/backups/${BACKUP}`;
  const calls = simulator.requests.map(({ method, path }) => `${method} ${path}`);
  // A job is asked about as often as it takes; everything else is asked once.
  expect(calls.filter((call, index) => call !== calls[index - 1])).toEqual([
    `GET ${backup}`,
    'GET /v2/clusters',
    `POST ${backup}/restoreCluster`,
    `GET /v2/jobs/${outputs.jobId}`,
    // Once to verify it, and once more to prove that it may be dropped.
    `GET /v2/clusters/${outputs.clusterId}`,
    `DELETE /v2/clusters/${outputs.clusterId}/drop`,
  ]);
  const posts = simulator.requests.filter(({ method }) => method === 'POST');
  expect(posts.map(({ body }) => body)).toEqual([
    {
      targetProjectId: STAGING_PROJECT,
      clusterName: 'articles-staging',
      cuSize: 2,
      collectionStatus: 'KEEP',
      restoreVersionPolicy: 'ORIGINAL',
    },
  ]);
});

test('a wait that ends too early is repeated alone, on a machine that has only state and output', async () => {
  const slow = synthesised((stack) => restoredCluster(stack, { timeoutMinutes: 0.0001 }));
  const terraform = await hostedTerraform(slow, {
    ...environment(),
    CLUSTER_RESTORE_POLL_SECONDS: '1',
  });
  await terraform.must('init');
  const first = await terraform.run('apply');
  expect(first.code).toBe(1);
  expect(plainText(first.output)).toMatch(
    /the restore had not ended after 0\.0001 min \(timeoutMinutes\): .+\. Apply again to keep waiting: nothing is submitted again\. \[exit 8\]/,
  );

  const elsewhere = newFolder('elsewhere');
  for (const name of ['cdk.tf.json', 'assets', 'terraform.tfstate']) {
    cpSync(join(slow, name), join(elsewhere, name), { recursive: true });
  }
  const second = terraform.with({ folder: elsewhere });
  await second.must('init');
  // By now the job is done: the budget of the second wait is not needed.
  simulator.advance(600);
  await second.must('apply');
  const restores = simulator.requests.filter(({ operation }) => operation === 'restoreCluster');
  expect(restores).toHaveLength(1);
  expect(simulator.zilliz.clusters.map(({ status }) => status)).toEqual(['RUNNING', 'RUNNING']);
  expect(await second.must('plan')).toContain('No changes.');
});
