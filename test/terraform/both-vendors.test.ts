import { TerraformOutput } from 'cdktf';
import type { Simulator } from '../../src/simulator';
import { synthesised } from '../support/app';
import {
  cockroachEnvironment,
  ORDERS_STAGING,
  restoredCockroach,
  startCockroach,
} from '../support/cockroach';
import { hostedTerraform } from '../support/hosted-terraform';
import { restoredCluster, ZILLIZ_KEY } from '../support/zilliz';

let simulator: Simulator;
beforeEach(async () => {
  simulator = await startCockroach();
});
afterEach(() => simulator.stop());

test('both vendors in one app, one apply: each is called with its own key', async () => {
  const folder = synthesised((stack) => {
    const articles = restoredCluster(stack);
    const orders = restoredCockroach(stack);
    new TerraformOutput(stack, 'articles_cluster', { value: articles.clusterId });
    new TerraformOutput(stack, 'orders_cluster', { value: orders.clusterId });
  });
  const variables = { ZILLIZ_API_KEY: ZILLIZ_KEY, ZILLIZ_BASE_URL: simulator.url };
  const terraform = await hostedTerraform(folder, cockroachEnvironment(simulator, variables));
  await terraform.must('init');
  await terraform.must('apply');
  expect(await terraform.outputs()).toEqual({
    articles_cluster: expect.stringMatching(/^in/),
    orders_cluster: ORDERS_STAGING,
  });
  const restores = simulator.requests.filter(({ operation }) =>
    ['restoreCluster', 'createRestore'].includes(operation),
  );
  expect(restores.map(({ vendor }) => vendor).sort()).toEqual(['cockroach', 'zilliz']);
  const keys = new Set(
    simulator.requests.map(({ vendor, headers }) => `${vendor} ${headers.authorization}`),
  );
  expect(keys.size).toBe(2);
  expect(await terraform.must('plan')).toContain('No changes.');
});
