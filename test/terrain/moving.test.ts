import { cpSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Simulator } from '../../src/simulator';
import { Terraform } from '../support/terraform';
import { zillizEnvironment } from '../support/zilliz';
import { buildPackage, project, ROOT, renamed, synthesise, TERRAFORM, TERRAIN } from './package';

beforeAll(buildPackage);

const EXAMPLE = readFileSync(join(ROOT, 'examples', 'clone-for-staging', 'main.ts'), 'utf8');

let simulator: Simulator;
beforeEach(async () => {
  simulator = await Simulator.start();
});
afterEach(() => simulator.stop());

const restores = () =>
  simulator.requests.filter(({ path }) => path.endsWith('/restoreCluster')).length;

test('an app that moves to CDK Terrain restores nothing again, and drops its cluster at the end', async () => {
  const before = project(EXAMPLE, TERRAFORM);
  synthesise(before);
  const stack = join(before, 'cdktf.out', 'stacks', 'staging');
  const terraform = await Terraform.in(stack, zillizEnvironment(simulator));
  await terraform.must('init');
  await terraform.must('apply');
  expect(restores()).toBe(1);

  const after = project(renamed(EXAMPLE), TERRAIN);
  synthesise(after);
  cpSync(join(after, 'cdktf.out'), join(before, 'cdktf.out'), { recursive: true });
  expect(readFileSync(join(stack, 'cdk.tf.json'), 'utf8')).toContain('"version": "0.24.0"');
  expect(await terraform.must('plan')).toContain('No changes.');
  await terraform.must('apply');
  expect(restores()).toBe(1);
  await terraform.must('destroy');
  const [cluster] = simulator.zilliz.clusters.filter(
    ({ clusterName }) => clusterName === 'articles-staging',
  );
  expect(cluster?.status).toBe('DELETED');
});

test('a stack of CDK Terrain is restored by the real Terraform from the start', async () => {
  const folder = project(renamed(EXAMPLE), TERRAIN);
  synthesise(folder);
  const terraform = await Terraform.in(
    join(folder, 'cdktf.out', 'stacks', 'staging'),
    zillizEnvironment(simulator),
  );
  await terraform.must('init');
  await terraform.must('apply');
  const [cluster] = simulator.zilliz.clusters.filter(
    ({ clusterName }) => clusterName === 'articles-staging',
  );
  expect(await terraform.outputs()).toEqual({
    cluster_id: cluster?.clusterId,
    connect_address: cluster?.connectAddress,
  });
  expect(readFileSync(join(folder, 'secrets', 'staging.password'), 'utf8')).toMatch(/^Sim-Pw-/);
});
