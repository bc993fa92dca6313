import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Resource } from '@cdktf/provider-null/lib/resource';
import { TerraformOutput } from 'cdktf';
import { Replacement, Rerun } from '../../src';
import { type RecordedRequest, Simulator } from '../../src/simulator';
import { cli } from '../cli/cli';
import { synthesised } from '../support/app';
import { hostedTerraform } from '../support/hosted-terraform';
import { newFolder, type Terraform } from '../support/terraform';
import { restoredCluster, zillizEnvironment } from '../support/zilliz';

let simulator: Simulator;
let terraform: Terraform;
let folder: string;
/** The clones that run when another one has been dropped, and which of them is in use then. */
const atDrop: { readonly running: readonly string[]; readonly web: unknown }[] = [];

/** Staging that is refreshed with a token, and something that uses it. */
function declare(token: string): void {
  synthesised((stack) => {
    const staging = restoredCluster(stack, {
      uniqueName: true,
      rerun: Rerun.onToken(token),
      replacement: Replacement.AFTER_VERIFICATION,
    });
    new Resource(stack, 'web', { triggers: { clusterId: staging.clusterId } });
    new TerraformOutput(stack, 'cluster_id', { value: staging.clusterId });
  }, folder);
}

const clones = () => simulator.zilliz.clusters.filter(({ restoredFrom }) => restoredFrom);
const running = () =>
  clones()
    .filter(({ status }) => status === 'RUNNING')
    .map(({ clusterId }) => clusterId);
const output = async () => (await terraform.outputs()).cluster_id;
const restores = () =>
  simulator.requests.filter(({ operation }) => operation === 'restoreCluster').length;
const drops = () => simulator.requests.filter(({ method }) => method === 'DELETE').length;

/** What a resource has in the state that Terraform wrote last. */
function inState(name: string): unknown {
  const text = readFileSync(join(terraform.folder, 'terraform.tfstate'), 'utf8');
  const { resources } = JSON.parse(text) as {
    resources: { name: string; instances: { attributes: { triggers: object } }[] }[];
  };
  return resources.find((resource) => resource.name === name)?.instances[0]?.attributes.triggers;
}

beforeAll(async () => {
  const observer = ({ method }: RecordedRequest) => {
    if (method === 'DELETE') atDrop.push({ running: running(), web: inState('web') });
  };
  simulator = await Simulator.start({ observer });
  folder = newFolder('refresh');
  declare('2026-w47');
  terraform = await hostedTerraform(join(folder, 'stacks', 'stack'), zillizEnvironment(simulator));
  await terraform.must('init');
  await terraform.must('apply');
});
afterAll(() => simulator.stop());

test('a refresh, one that fails, one that follows it, and the end', async () => {
  const [first] = running();
  expect(await output()).toBe(first);
  expect(await terraform.must('plan')).toContain('No changes.');

  // The next week: the old clone goes when the new one is verified, and what uses it has changed.
  declare('2026-w48');
  await terraform.must('plan', '-out', 'saved.plan');
  writeFileSync(join(folder, 'plan.json'), await terraform.must('show', '-json', 'saved.plan'));
  const review = await cli(['plan', folder, '--terraform-plan', join(folder, 'plan.json')], {
    width: 1000,
  });
  expect(review.out).toContain(
    'restores a new clone beside the previous one, then drops the clone of token 2026-w47: both run and are billed until the new one is verified',
  );
  await terraform.must('apply', 'saved.plan');
  const [second, ...others] = running();
  expect([second === first, others]).toEqual([false, []]);
  expect(await output()).toBe(second);
  expect(atDrop).toEqual([{ running: [second], web: { clusterId: second } }]);
  expect(await terraform.must('plan')).toContain('No changes.');

  // A refresh that fails, however often it is applied: the old one runs, and is in the outputs.
  declare('2026-w49');
  simulator.zilliz.failNextJob('Insufficient resources in the region');
  for (const _attempt of [1, 2]) {
    const { code, output: said } = await terraform.run('apply');
    expect(code).toBe(1);
    expect(said).toContain('change the token of Rerun.onToken and apply');
    expect(running()).toEqual([second]);
    expect(await output()).toBe(second);
  }
  expect([restores(), drops()]).toEqual([3, 1]);

  // Another token: the failed one and the old one go, in one apply.
  declare('2026-w49-again');
  await terraform.must('apply');
  const [third, ...more] = running();
  expect(more).toEqual([]);
  expect(await output()).toBe(third);
  expect(clones().map(({ status }) => status)).toEqual([
    ...['DELETED', 'DELETED', 'DELETED'],
    'RUNNING',
  ]);
  expect([restores(), drops()]).toEqual([4, 3]);

  // The failed one given up instead: nothing is restored, and the one in use stays.
  declare('2026-w50');
  simulator.zilliz.failNextJob('Insufficient resources in the region');
  expect((await terraform.run('apply')).code).toBe(1);
  declare('2026-w49-again');
  await terraform.must('apply');
  expect(running()).toEqual([third]);
  expect([restores(), drops()]).toEqual([5, 4]);
  expect(await output()).toBe(third);

  await terraform.must('destroy');
  expect(running()).toEqual([]);
  expect(clones().every(({ status }) => status === 'DELETED')).toBe(true);
});
