import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { zilliz } from '../../src';
import { cli } from '../cli/cli';
import { synthesised } from '../support/app';
import { newFolder } from '../support/terraform';
import { restoredCluster } from '../support/zilliz';

interface Step {
  count?: number;
  provisioner: { 'local-exec': { command: string; environment: Record<string, string> } }[];
}

/** An output in which a removed restore stands, after it was changed. */
function removed(change: (step: Step, all: Record<string, Step>) => void = () => undefined) {
  const outdir = newFolder('removal');
  const folder = synthesised((stack) => new zilliz.RemovedCluster(stack, 'articles'), outdir);
  const file = join(folder, 'cdk.tf.json');
  const json = JSON.parse(readFileSync(file, 'utf8')) as {
    resource: { null_resource: Record<string, Step> };
  };
  const steps = json.resource.null_resource;
  const [address = '', step] = Object.entries(steps)[0] ?? [];
  if (step === undefined) throw new Error('no step');
  change(step, steps);
  writeFileSync(file, JSON.stringify(json));
  return { outdir, address: `null_resource.${address}` };
}

function execOf({ provisioner }: Step): Step['provisioner'][number]['local-exec'] {
  const [first] = provisioner;
  if (first === undefined) throw new Error('the step starts no program');
  return first['local-exec'];
}

const DROPS =
  'the next apply drops the cluster that "stack/articles" restored, if the state holds one and everything recorded proves it';

test('the step is where that of the restore stood, without an instance, and nothing else does', () => {
  const before = newFolder('removal');
  const restored = synthesised((stack) => restoredCluster(stack), before);
  const names = (folder: string) =>
    Object.keys(
      (
        JSON.parse(readFileSync(join(folder, 'cdk.tf.json'), 'utf8')) as {
          resource: { null_resource: object };
        }
      ).resource.null_resource,
    );
  const { outdir, address } = removed();
  expect(names(join(outdir, 'stacks/stack'))).toHaveLength(1);
  expect(names(restored)).toContain(address.replace('null_resource.', ''));
});

test('a review says what is dropped, and its verdict counts it', async () => {
  const { outdir, address } = removed();
  const { out } = await cli(['plan', outdir]);
  expect(out).toContain('DESTRUCTIVE: 1 removal drops its cluster');
  expect(out.replace(/\s+/g, ' ')).toContain(`removal: ${address} of “stack”: ${DROPS}`);
  const json = JSON.parse((await cli(['plan', outdir, '--json'])).out) as {
    counts: object;
    notReviewed: object[];
  };
  expect(json.counts).toMatchObject({ removals: 1, notReviewed: 0, altered: 0 });
  expect(json.notReviewed).toEqual([
    expect.objectContaining({ ruleId: 'RESTORE_REMOVED', address, failsFrom: 'destructive' }),
  ]);
});

test('check asks for approval from destructive on, which the policy can give', async () => {
  const { outdir, address } = removed();
  expect((await cli(['check', outdir])).code).toBe(0);
  const refused = await cli(['check', outdir, '--fail-on', 'destructive']);
  expect(refused.code).toBe(1);
  expect(refused.out.replace(/\s+/g, ' ')).toContain(`removal: ${DROPS}`);
  const policy = join(outdir, 'policy.json');
  const allowedAddresses = [{ stack: 'stack', address, reason: 'the demo is over' }];
  writeFileSync(policy, JSON.stringify({ version: 1, allowedAddresses }));
  const allowed = ['check', outdir, '--fail-on', 'destructive', '--policy', policy];
  expect(await cli(allowed)).toMatchObject({ errors: [], code: 0 });
});

test('a diff says that the removed restore is dropped, and asks once', async () => {
  const base = newFolder('removal');
  synthesised((stack) => restoredCluster(stack), base);
  const { outdir } = removed();
  const { out } = await cli(['diff', base, outdir]);
  const plain = out.replace(/\s+/g, ' ');
  expect(plain).toContain('the next apply drops its cluster: a removed restore takes its place');
  expect(plain).not.toContain('leaves its cluster behind');
  expect(plain).toContain('DESTRUCTIVE: 1 restore: 1 removed; 1 removal new or changed');
  const again = ['check', outdir, '--base', outdir, '--fail-on', 'destructive'];
  expect((await cli(again)).code).toBe(0);
});

describe('a step that is not as synth writes it is an error at every level', () => {
  const alterSpec = (step: Step, change: (spec: Record<string, unknown>) => void) => {
    const { environment } = execOf(step);
    const spec = JSON.parse(environment.CLUSTER_RESTORE_SPEC ?? '') as Record<string, unknown>;
    change(spec);
    environment.CLUSTER_RESTORE_SPEC = JSON.stringify(spec);
  };

  test.each<[string, (step: Step, all: Record<string, Step>) => void]>([
    ['another program', (step) => (execOf(step).command = 'x.cjs')],
    ['another count', (step) => (step.count = 1)],
    ['a second provisioner', (step) => step.provisioner.push(step.provisioner[0] as never)],
    ['another path', (step) => alterSpec(step, (spec) => (spec.path = 'stack/other'))],
    ['another vendor', (step) => alterSpec(step, (spec) => (spec.vendor = 'nobody'))],
    ['another step', (step) => alterSpec(step, (spec) => (spec.step = 'wait'))],
    ['an identity', (step) => alterSpec(step, (spec) => (spec.identity = { a: 'b' }))],
    [
      'the id of another cluster',
      (step) => {
        execOf(step).environment.CLUSTER_RESTORE_VALUE_CLUSTER_ID = 'in01-production';
      },
    ],
  ])('%s', async (_title, change) => {
    const { outdir } = removed(change);
    const { out, code } = await cli(['check', outdir]);
    expect(out).toContain('STEP_ALTERED');
    expect(code).toBe(1);
  });
});

test('a removed restore that forgets a source of the stack is an error', async () => {
  const outdir = newFolder('removal');
  const folder = synthesised((stack) => {
    new zilliz.RemovedCluster(stack, 'former');
    restoredCluster(stack);
  }, outdir);
  expect((await cli(['check', outdir])).code).toBe(0);
  const file = join(folder, 'cdk.tf.json');
  const text = readFileSync(file, 'utf8');
  const json = JSON.parse(text) as { resource: { null_resource: Record<string, Step> } };
  const [, step] = Object.entries(json.resource.null_resource).find(([name]) =>
    name.startsWith('former'),
  ) ?? ['', undefined];
  if (step === undefined) throw new Error('no step');
  const exec = execOf(step);
  const { CLUSTER_RESTORE_SPEC: spec = '' } = exec.environment;
  exec.environment.CLUSTER_RESTORE_SPEC = spec.replace(/"sources":"[^"]*"/, '"sources":""');
  writeFileSync(file, JSON.stringify(json));
  expect((await cli(['check', outdir])).code).toBe(1);
});

test('a removed restore next to the restore of the same id is refused by synth', () => {
  expect(() =>
    synthesised((stack) => {
      restoredCluster(stack);
      new zilliz.RemovedCluster(stack, 'articles');
    }),
  ).toThrow("There is already a Construct with name 'articles' in TerraformStack [stack]");
});
