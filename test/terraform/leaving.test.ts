import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Simulator } from '../../src/simulator';
import { synthesised } from '../support/app';
import { hostedTerraform } from '../support/hosted-terraform';
import { newFolder } from '../support/terraform';
import { restoredCluster, zillizEnvironment } from '../support/zilliz';

const here = process.cwd();
let simulator: Simulator;
beforeEach(async () => {
  simulator = await Simulator.start();
});
afterEach(async () => {
  process.chdir(here);
  await simulator.stop();
});

test('an app that leaves cdktf keeps its restores, by the steps of docs/leaving-cdktf.md', async () => {
  const variables = zillizEnvironment(simulator);
  const app = newFolder('leaving');
  writeFileSync(join(app, 'cdktf.json'), '{}');
  process.chdir(app);
  const stack = synthesised((scope) => restoredCluster(scope), join(app, 'cdktf.out'));
  const before = await hostedTerraform(stack, variables);
  await before.must('init');
  await before.must('apply');

  const project = join(newFolder('project'), 'infrastructure', 'restores');
  mkdirSync(project, { recursive: true });
  for (const part of ['cdk.tf.json', 'assets', 'terraform.tfstate', 'password'])
    cpSync(join(stack, part), join(project, part), { recursive: true });
  cpSync(join(app, '.cluster-restore', 'stack'), join(project, '.cluster-restore'), {
    recursive: true,
  });
  const json = readFileSync(join(project, 'cdk.tf.json'), 'utf8');
  expect(json).toContain('../../../.cluster-restore/stack');
  const moved = json.replaceAll('../../../.cluster-restore/stack', '.cluster-restore');
  writeFileSync(join(project, 'cdk.tf.json'), moved);
  // A file of their own, beside the JSON.
  const [, name = 'none'] = /"(articles_restored_\w+)": \{/.exec(json) ?? [];
  const own = `output "id" {\n  value = null_resource.${name}.triggers.cluster_id\n}\n`;
  writeFileSync(join(project, 'dns.tf'), own);

  const after = before.with({ folder: project });
  await after.must('init');
  const calls = simulator.requests.length;
  const plan = await after.must('plan');
  expect(plan).not.toMatch(/will be (created|destroyed|updated)|must be replaced/);
  await after.must('apply');
  expect(simulator.requests).toHaveLength(calls);
  expect(await after.outputs()).toEqual({ id: simulator.zilliz.clusters.at(-1)?.clusterId });
  expect(await after.must('plan')).toContain('No changes.');
  await after.must('destroy');
  expect(simulator.requests.at(-1)?.path).toContain(simulator.zilliz.clusters.at(-1)?.clusterId);
});
