import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { TerraformOutput, type TerraformStack } from 'cdktf';
import { Simulator } from '../../src/simulator';
import { synthesised } from '../support/app';
import { cockroachEnvironment, restoredCockroach, startCockroach } from '../support/cockroach';
import { newFolder, plainText, Terraform } from '../support/terraform';
import { restoredCluster, ZILLIZ_KEY } from '../support/zilliz';

const STEPS = ['submit', 'submitted', 'hold', 'wait', 'restored'] as const;
const CHANGES = ['replace', 'taint', 'target', 'remove'] as const;
const FOLDERS = ['same', 'fresh'] as const;
type Step = (typeof STEPS)[number];
type Change = (typeof CHANGES)[number];

/** A restore of one vendor, and what is true once it has ended. */
interface Subject {
  start(): Promise<Simulator>;
  environment(simulator: Simulator): NodeJS.ProcessEnv;
  build(stack: TerraformStack): Record<string, string>;
  /** The outputs that describe what the vendor has now. */
  truth(simulator: Simulator): Record<string, unknown>;
}

const zillizCluster: Subject = {
  start: () => Simulator.start(),
  environment: ({ url }) => ({
    ZILLIZ_API_KEY: ZILLIZ_KEY,
    ZILLIZ_BASE_URL: url,
    CLUSTER_RESTORE_POLL_SECONDS: '0',
  }),
  build: (stack) => {
    const { clusterId, connectAddress } = restoredCluster(stack);
    return { clusterId, connectAddress };
  },
  truth: ({ zilliz }) => {
    const alive = zilliz.clusters.filter(({ clusterName }) => clusterName === 'articles-staging');
    // Whatever happened: one clone, which is what the outputs are about.
    expect(alive).toHaveLength(1);
    return { clusterId: alive[0]?.clusterId, connectAddress: alive[0]?.connectAddress };
  },
};

const cockroachCluster: Subject = {
  start: () => startCockroach(),
  environment: (simulator) => cockroachEnvironment(simulator),
  build: (stack) => {
    const { restoreId, completedAt } = restoredCockroach(stack, { wipeDestination: true });
    return { restoreId, completedAt };
  },
  truth: ({ cockroach }) => {
    const last = [...cockroach.restores].sort((one, other) =>
      one.created_at < other.created_at ? 1 : -1,
    )[0];
    return { restoreId: last?.id, completedAt: last?.completed_at };
  },
};

const ROWS = STEPS.flatMap((step) =>
  CHANGES.flatMap((change) => FOLDERS.map((folder) => [change, step, folder] as const)),
);

/** Only what a version control and a remote backend keep: no journal. */
function freshCopy(folder: string): string {
  const fresh = newFolder('fresh');
  for (const name of ['cdk.tf.json', 'assets', 'terraform.tfstate', '.terraform', '.terraform.lock.hcl']) {
    cpSync(join(folder, name), join(fresh, name), { recursive: true });
  }
  return fresh;
}

async function changed(terraform: Terraform, change: Change, address: string): Promise<string[][]> {
  switch (change) {
    case 'replace':
      return [['apply', `-replace=${address}`]];
    case 'taint':
      await terraform.must('taint', address);
      return [['apply']];
    case 'target':
      await terraform.run('apply', `-replace=${address}`, `-target=${address}`);
      return [['apply']];
    case 'remove':
      await terraform.must('state', 'rm', address);
      return [['apply']];
  }
}

describe.each([
  ['zilliz cluster', zillizCluster],
  ['cockroach cluster', cockroachCluster],
])('%s', (_title, subject) => {
  test.each(ROWS)('%s of %s in the %s folder ends right, or says what to do', async (change, step, where) => {
    const simulator = await subject.start();
    try {
      const folder = synthesised((stack) => {
        for (const [name, value] of Object.entries(subject.build(stack))) {
          new TerraformOutput(stack, name, { value });
        }
      });
      const first = await Terraform.in(folder, subject.environment(simulator));
      await first.must('init');
      await first.must('apply');
      const terraform =
        where === 'same' ? first : first.with({ folder: freshCopy(folder) });
      const address = await addressOf(terraform, step);
      const trail: string[] = [];
      for (const command of await changed(terraform, change, address)) {
        await repaired(terraform, command, trail);
      }
      const plan = await terraform.run('plan', '-detailed-exitcode');
      expect([plan.code, plainText(plan.output).slice(-600), trail]).toEqual([0, expect.anything(), trail]);
      expect(await terraform.outputs()).toEqual(subject.truth(simulator));
      if (trail.length) console.log([change, step, where, ...trail].join(' | '));
    } finally {
      await simulator.stop();
    }
  });
});

/** The address of a step, which the state names. */
async function addressOf(terraform: Terraform, step: Step): Promise<string> {
  const list = (await terraform.must('state', 'list')).trim().split('\n');
  const found = list.find((address) => address.includes(`_${step}_`));
  if (found === undefined) throw new Error(`the state has no ${step}: ${list.join(', ')}`);
  return found;
}

/** Runs a command; where it fails, what its message says to do: at most three times. */
async function repaired(terraform: Terraform, command: string[], trail: string[]): Promise<void> {
  let next = command;
  for (let attempt = 0; attempt < 4; attempt += 1) {
    const { code, output } = await terraform.run(...(next as [string]));
    if (code === 0) return;
    const text = plainText(output);
    const advice = /terraform apply -replace='([^']+)'/.exec(text.replace(/\s+/g, ' '))?.[1];
    trail.push(text.slice(0, 400));
    if (advice === undefined) throw new Error(`no advice: ${text}`);
    next = ['apply', `-replace=${advice.replace(/\s/g, '')}`];
  }
  throw new Error(`not repaired: ${trail.join('\n')}`);
}
