import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TerraformStack } from 'cdktf';
import { cockroach, PasswordSink, RemovalPolicy } from '../../src';
import type { NotReviewed, TerraformAction } from '../../src/review/model/schema';
import { cli } from '../cli/cli';
import { cockroachClusterProps } from '../support/cockroach';
import { hostedTerraform } from '../support/hosted-terraform';
import { newFolder, type Terraform } from '../support/terraform';
import { restoredCluster } from '../support/zilliz';
import type { Json } from './alterations';
import { synthesised } from './app';

const cwd = newFolder('terraform-changes');
const OUTPUT = join(cwd, 'cdktf.out');
const CLUSTER = 'in01-0a1b2c3d4e5f678';
const address = (step: string, hash: string) => `null_resource.articles_${step}_${hash}`;
const SUBMIT = address('submit', '45E46EBC');
const RECORD = address('submitted', 'D48A2D9B');
const RESTORED = address('restored', '38FEAB3F');
const HOLD = address('hold', 'A4992C64');

let terraform: Terraform;
let search: Terraform;

/** Puts the steps of a stack into its state without starting the runner. */
async function applied(here: Terraform): Promise<void> {
  const file = join(here.folder, 'cdk.tf.json');
  const text = readFileSync(file, 'utf8');
  const json = JSON.parse(text) as Json;
  for (const resource of Object.values<Json>(json.resource.null_resource)) {
    delete resource.provisioner;
    // What the runner leaves in a file.
    const { triggers } = resource;
    const recordedFrom = triggers?.submit_id ?? triggers?.wait_id;
    if (recordedFrom === undefined) continue;
    triggers.recorded_from = recordedFrom;
    triggers.cluster_id = CLUSTER;
  }
  writeFileSync(file, JSON.stringify(json));
  await here.must('init');
  await here.must('apply');
  writeFileSync(file, text);
  const { resources } = JSON.parse(readFileSync(join(here.folder, 'terraform.tfstate'), 'utf8'));
  const journal = join(here.folder, '.cluster-restore', 'articles');
  mkdirSync(journal, { recursive: true });
  // What the runner left for the two steps that read it.
  for (const { name, instances } of resources as Json[]) {
    const { id } = instances[0].attributes;
    for (const [step, reader] of [
      ['_submit_', 'submitted'],
      ['_wait_', 'restored'],
    ] as const) {
      if (!name.includes(step)) continue;
      const result = { cluster_id: CLUSTER, recorded_from: id };
      writeFileSync(join(journal, `${reader}-${id}.json`), JSON.stringify(result));
    }
  }
}

// One state for all plans: none of them is applied.
beforeAll(async () => {
  synthesised(OUTPUT, (stack, orders) => {
    restoredCluster(stack);
    restoredCluster(orders, {
      clusterName: 'orders',
      passwordSink: PasswordSink.file('orders'),
    });
  });
  terraform = await hostedTerraform(cwd, {});
  search = terraform.with({ folder: join(OUTPUT, 'stacks', 'search') });
  await applied(search);
  cpSync(OUTPUT, join(cwd, 'before.out'), { recursive: true });
});

interface Reviewed {
  readonly action: TerraformAction | undefined;
  readonly notReviewed: readonly NotReviewed[];
  readonly verdict: string;
  /** Of a check that compares with the same output. */
  readonly code: number;
}

/** What the review says of a plan that the real Terraform makes of the stack as it stands. */
async function reviewed(flags: readonly string[], here = search): Promise<Reviewed> {
  await here.must('plan', '-out=plan.bin', ...flags);
  writeFileSync(join(cwd, 'plan.json'), await here.must('show', '-json', 'plan.bin'));
  return review('search=plan.json');
}

async function review(...plans: readonly string[]): Promise<Reviewed> {
  const given = plans.flatMap((plan) => ['--terraform-plan', plan]);
  const plan = await cli(['plan', 'cdktf.out', ...given, '--format', 'json'], { cwd });
  const gate = ['check', 'cdktf.out', '--base', 'before.out', '--fail-on', 'any-change'];
  const { code } = await cli([...gate, ...given], { cwd });
  expect(plan.errors).toEqual([]);
  const { restores, notReviewed, verdict } = JSON.parse(plan.out) as Json;
  const [found] = restores.filter(({ stack }: Json) => stack === 'search');
  return { action: found?.terraform, notReviewed, verdict: verdict.text, code };
}

type Row = readonly [title: string, flags: readonly string[], found: object];

test.each<Row>([
  ['nothing', [], { action: { action: 'none', text: 'makes no change' }, code: 0 }],
  [
    'the step that records what was created is replaced by request',
    [`-replace=${RECORD}`],
    {
      action: {
        action: 'drop',
        text: 'drops the cluster that it created; no new request, because -replace asks for it',
      },
      code: 1,
    },
  ],
  [
    'the last step is replaced by request',
    [`-replace=${RESTORED}`],
    {
      action: {
        action: 'record',
        text: 'records the result of its wait again; no new request, because -replace asks for it',
      },
      code: 0,
    },
  ],
  [
    'the request alone is a target',
    [`-target=${SUBMIT}`],
    {
      action: {
        action: 'none',
        text: 'makes no change; -target leaves out its `submitted`, `hold`, `wait`, `restored`, `removal`',
      },
      notReviewed: [
        {
          address: 'terraform plan',
          why: 'Terraform’s plan is partial (-target): it leaves out 0 of 1 restore, and needs another apply',
        },
      ],
      code: 1,
    },
  ],
  [
    'something else is a target',
    ['-target=null_resource.nothing'],
    {
      action: {
        action: 'absent',
        text: 'Terraform’s plan leaves its request out (-target): it is neither sent nor changed',
      },
      notReviewed: [
        {
          why: 'Terraform’s plan is partial (-target): it leaves out 1 of 1 restore, and needs another apply',
        },
      ],
      code: 1,
    },
  ],
])('said of Terraform’s plan where %s', async (_title, flags, found) => {
  expect(await reviewed(flags)).toMatchObject(found);
});

test('a tainted step does not drop, and the review says so', async () => {
  const folder = newFolder('tainted');
  cpSync(search.folder, folder, { recursive: true });
  const here = terraform.with({ folder });
  await here.must('taint', RECORD);
  expect(await reviewed([`-replace=${SUBMIT}`], here)).toMatchObject({
    action: {
      action: 'replace',
      text: expect.stringContaining(
        `\`${RECORD}\` is tainted, so Terraform does not run its drop: the previous cluster keeps running and is billed`,
      ),
    },
    code: 1,
  });
});

/** The output without the restore of one stack, and with other blocks in its place. */
function without(blocks: object): Terraform {
  const file = join(search.folder, 'cdk.tf.json');
  const { resource: _, ...json } = JSON.parse(readFileSync(file, 'utf8')) as Json;
  const text = readFileSync(file, 'utf8');
  writeFileSync(file, JSON.stringify({ ...json, ...blocks }));
  restore = () => writeFileSync(file, text);
  return search;
}
let restore = () => {};
afterEach(() => restore());

test('the cluster of a restore whose block was removed is named, and that it is billed', async () => {
  const { notReviewed, verdict, code } = await reviewed([], without({}));
  expect(notReviewed.map(({ address: one, why }) => [one, why])).toEqual([
    [
      RECORD,
      `Terraform’s plan deletes this step of a restore whose block was removed, and drops nothing: cluster ${CLUSTER} keeps running and is billed`,
    ],
    [
      HOLD,
      'Terraform’s plan deletes a null resource that the output does not have, and 4 more: no destroy provisioner runs',
    ],
  ]);
  expect(verdict).toContain('2 parts not reviewed');
  expect(code).toBe(1);
});

test('what a removed block lets Terraform forget is named', async () => {
  const removed = [{ from: RECORD, lifecycle: { destroy: false } }];
  const { notReviewed } = await reviewed([], without({ removed }));
  expect(notReviewed).toContainEqual(
    expect.objectContaining({
      address: RECORD,
      why: `Terraform’s plan forgets this step of a restore whose block was removed, and drops nothing: cluster ${CLUSTER} keeps running and is billed`,
    }),
  );
});

describe('workspaces and two stacks', () => {
  test('another workspace has nothing of it, and creates; two stacks have a plan each', async () => {
    const orders = terraform.with({ folder: join(OUTPUT, 'stacks', 'orders') });
    await orders.must('init');
    await search.must('workspace', 'new', 'pr-1');
    try {
      expect(await reviewed([])).toMatchObject({ action: { action: 'create' }, code: 1 });
    } finally {
      await search.must('workspace', 'select', 'default');
    }
    for (const [name, here] of [
      ['one', search],
      ['two', orders],
    ] as const) {
      await here.must('plan', '-out=plan.bin');
      writeFileSync(join(cwd, `${name}.json`), await here.must('show', '-json', 'plan.bin'));
    }
    const args = ['plan', 'cdktf.out', '--format', 'json'];
    const plans = ['--terraform-plan', 'search=one.json', '--terraform-plan', 'orders=two.json'];
    const { out } = await cli([...args, ...plans], { cwd });
    const actions = (JSON.parse(out) as Json).restores.map(({ path, terraform: one }: Json) => [
      path,
      one.action,
    ]);
    expect(actions).toEqual([
      ['orders/articles', 'create'],
      ['search/articles', 'none'],
    ]);
    const { errors, code } = await cli([...args, '--terraform-plan', 'one.json'], { cwd });
    expect([errors, code]).toEqual([
      [
        '--terraform-plan: must say of which stack it is, got "one.json". Write <stack>=<file>; stacks with restores: orders, search.',
      ],
      2,
    ]);
    const diff = await cli(['diff', 'before.out', 'cdktf.out', ...plans], { cwd, width: 200 });
    expect(diff.out).toMatch(/^CLEAR: /);
  });
});

test('a restore that is kept says what destroy leaves', async () => {
  synthesised(join(cwd, 'kept.out'), (stack) => {
    restoredCluster(stack, { removalPolicy: RemovalPolicy.RETAIN });
  });
  const folder = join(cwd, 'kept.out', 'stacks', 'search');
  cpSync(join(search.folder, 'terraform.tfstate'), join(folder, 'terraform.tfstate'));
  const here = terraform.with({ folder });
  await here.must('init');
  await here.must('plan', '-destroy', '-out=plan.bin');
  writeFileSync(join(cwd, 'plan.json'), await here.must('show', '-json', 'plan.bin'));
  const args = ['plan', 'kept.out', '--terraform-plan', 'plan.json', '--format', 'json'];
  const { restores } = JSON.parse((await cli(args, { cwd })).out) as Json;
  expect(restores[0].terraform).toMatchObject({
    action: 'delete',
    text: `is destroyed: ${restores[0].onDestroy}`,
    erases: [],
  });
});

test('a restore that erases data counts as erasing where Terraform sends it although nothing changed', async () => {
  const build = (_: TerraformStack, orders: TerraformStack) => {
    const props = { ...cockroachClusterProps(), wipeDestination: true };
    new cockroach.RestoredCluster(orders, 'staging', props);
  };
  for (const name of ['one.out', 'two.out']) synthesised(join(cwd, name), build);
  const { resource } = JSON.parse(
    readFileSync(join(cwd, 'one.out', 'stacks', 'orders', 'cdk.tf.json'), 'utf8'),
  ) as Json;
  const verdictOf = async (actions: string[]) => {
    const changes = Object.keys(resource.null_resource).map((name) => ({
      ...{ address: `null_resource.${name}`, type: 'null_resource', change: { actions } },
    }));
    const plan = { format_version: '1.2', resource_changes: changes };
    writeFileSync(join(cwd, 'plan.json'), JSON.stringify(plan));
    const given = ['--terraform-plan', 'plan.json'];
    const { out } = await cli(['diff', 'one.out', 'two.out', ...given], { cwd, width: 200 });
    return out.split('\n')[0];
  };
  expect(await verdictOf(['no-op'])).toMatch(/^CLEAR: nothing changes/);
  expect(await verdictOf(['create'])).toBe('DESTRUCTIVE: 1 change erases data; 1 restore: 1 new');
  expect(await verdictOf(['delete', 'create'])).toBe(
    'DESTRUCTIVE: 1 change erases data; 1 restore: 1 runs again',
  );
});
