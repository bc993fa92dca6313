import { TerraformVariable } from 'cdktf';
import { Simulator } from '../../src/simulator';
import { synthesised } from '../support/app';
import { hostedTerraform } from '../support/hosted-terraform';
import { restoredCluster, ZILLIZ_KEY } from '../support/zilliz';

let simulator: Simulator;
beforeEach(async () => {
  simulator = await Simulator.start();
});
afterEach(() => simulator.stop());

test('a lost password fails one apply, although a sensitive variable keeps Terraform from showing what a step says', async () => {
  const folder = synthesised((stack) => {
    const name = new TerraformVariable(stack, 'name', { type: 'string', sensitive: true });
    restoredCluster(stack, { clusterName: name.stringValue, uniqueName: true });
  });
  const terraform = await hostedTerraform(folder, {
    ZILLIZ_API_KEY: ZILLIZ_KEY,
    ZILLIZ_BASE_URL: simulator.url,
    CLUSTER_RESTORE_POLL_SECONDS: '0',
    TF_VAR_name: 'articles-staging',
  });
  await terraform.must('init');
  simulator.inject({ operation: 'restoreCluster', fault: { kind: 'drop', acts: true } });
  const first = await terraform.run('apply');
  expect(first.output).toContain('output suppressed due to sensitive value in config');
  expect(first.output).toContain('exit status 10. Output: the password did not reach this machine');
  expect(first.code).toBe(1);
  await terraform.must('apply');
  expect(await terraform.must('plan')).toContain('No changes.');
  const posts = simulator.requests.filter(({ operation }) => operation === 'restoreCluster');
  expect(posts).toHaveLength(1);
});
