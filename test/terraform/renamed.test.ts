import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { TerraformOutput, type TerraformStack } from 'cdktf';
import { Construct } from 'constructs';
import { zilliz } from '../../src';
import { Simulator } from '../../src/simulator';
import { cli } from '../cli/cli';
import { synthesised } from '../support/app';
import { hostedTerraform } from '../support/hosted-terraform';
import { runStep } from '../support/runner';
import { newFolder } from '../support/terraform';
import { clusterProps, zillizEnvironment } from '../support/zilliz';

let simulator: Simulator;
beforeEach(async () => {
  simulator = await Simulator.start();
});
afterEach(() => simulator.stop());

const posts = () => simulator.requests.filter(({ method }) => method === 'POST').length;
const clone = () =>
  simulator.zilliz.clusters.find(({ clusterName }) => clusterName === 'articles-staging');

function before(stack: TerraformStack): void {
  const { clusterId: value } = new zilliz.RestoredCluster(stack, 'articles', clusterProps());
  new TerraformOutput(stack, 'id', { value });
}

/** The same clone, renamed and put under another construct. */
function after(stack: TerraformStack, formerPath?: string): void {
  const group = new Construct(stack, 'search');
  const props = { ...clusterProps(), ...(formerPath === undefined ? {} : { formerPath }) };
  const { clusterId: value } = new zilliz.RestoredCluster(group, 'copy', props);
  new TerraformOutput(stack, 'id', { value });
}

test('a construct that was renamed with formerPath is not restored again, and is found and dropped', async () => {
  const cwd = newFolder('renamed');
  const output = join(cwd, 'cdktf.out');
  const terraform = await hostedTerraform(
    synthesised(before, output),
    zillizEnvironment(simulator),
  );
  synthesised(before, join(cwd, 'before.out'));
  await terraform.must('init');
  await terraform.must('apply');
  const { id } = await terraform.outputs();
  expect([id, posts()]).toEqual([clone()?.clusterId, 1]);

  // Without it Terraform would drop the clone and restore again.
  synthesised((stack) => after(stack), output);
  expect(await terraform.must('plan')).toContain('Plan: 6 to add, 0 to change, 6 to destroy');

  synthesised((stack) => after(stack, 'stack/articles'), output);
  const plan = await terraform.must('plan', '-out=plan.bin');
  expect(plan.match(/has moved to/g)).toHaveLength(6);
  expect(plan).toContain('Plan: 0 to add, 0 to change, 0 to destroy');
  writeFileSync(join(cwd, 'plan.json'), await terraform.must('show', '-json', 'plan.bin'));
  const args = ['--terraform-plan', 'plan.json'];
  const diff = await cli(['diff', 'before.out', 'cdktf.out', ...args], { cwd, width: 200 });
  expect(diff.out).toContain('moved from stack/articles, not restored again');
  expect(diff.out).toMatch(/^CLEAR: nothing is erased; 1 restore: 1 changed without running\n/);

  await terraform.must('apply', 'plan.bin');
  expect([await terraform.outputs(), posts()]).toEqual([{ id }, 1]);
  const { out } = await cli(['sweep', output], { env: zillizEnvironment(simulator) });
  expect(out).toContain('sweep: 0 findings\n');
  await terraform.must('destroy');
  expect(['DELETING', 'DELETED']).toContain(clone()?.status ?? 'DELETED');
});

test('what a renamed construct began is continued: its journal is found by the former path', async () => {
  const output = newFolder('renamed');
  const env = zillizEnvironment(simulator);
  const declare = (scope: Construct, id: string, formerPath?: string) =>
    void new zilliz.RestoredCluster(scope, id, {
      ...clusterProps(),
      ...(formerPath === undefined ? {} : { formerPath }),
    });
  // Killed before Terraform wrote its state: only the journal knows.
  const first = synthesised((stack) => declare(stack, 'articles'), output);
  expect((await runStep(first, 'submit', env)).code).toBe(0);
  const renamed = synthesised((stack) => {
    declare(new Construct(stack, 'search'), 'copy', 'stack/articles');
  }, output);
  const { code } = await runStep(renamed, 'submit', env, {}, 'copy');
  const clones = simulator.zilliz.clusters.filter(({ restoredFrom }) => restoredFrom);
  expect([code, posts(), clones.length]).toEqual([0, 1, 1]);
});
