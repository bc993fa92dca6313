import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { TerraformOutput } from 'cdktf';
import { Simulator } from '../../src/simulator';
import { synthesised } from '../support/app';
import { Terraform } from '../support/terraform';
import { restoredCluster, ZILLIZ_KEY } from '../support/zilliz';

let simulator: Simulator;
beforeEach(async () => {
  simulator = await Simulator.start();
});
afterEach(() => simulator.stop());

function environment() {
  return {
    ZILLIZ_API_KEY: ZILLIZ_KEY,
    ZILLIZ_BASE_URL: simulator.url,
    CLUSTER_RESTORE_POLL_SECONDS: '0',
  };
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
  expect(await terraform.outputs()).toEqual({
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
  console.log(simulator.requests.map((r)=>`${r.method} ${r.path} ${r.status} ${JSON.stringify(r.body)}`).join('\n'));
});
