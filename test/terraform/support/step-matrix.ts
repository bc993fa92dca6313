import { cpSync, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { TerraformOutput, type TerraformStack } from 'cdktf';
import type { Simulator } from '../../../src/simulator';
import { synthesised } from '../../support/app';
import { hostedTerraform } from '../../support/hosted-terraform';
import { newFolder, plainText, type Terraform } from '../../support/terraform';

const STEPS = ['submit', 'submitted', 'hold', 'wait', 'restored'] as const;
const WITH_REMOVAL = [...STEPS, 'removal'] as const;
const CHANGES = ['replace', 'taint', 'target', 'remove'] as const;
const FOLDERS = ['same', 'fresh'] as const;
type Step = (typeof WITH_REMOVAL)[number];
type Change = (typeof CHANGES)[number];

/** A restore of one vendor, and what is true once it has ended. */
export interface Subject {
  /** Whether a destroy drops something: there is a step that tells it. */
  readonly isDropped: boolean;
  start(): Promise<Simulator>;
  environment(simulator: Simulator): NodeJS.ProcessEnv;
  build(stack: TerraformStack): Record<string, string>;
  /** The outputs that describe what the vendor has now. */
  truth(simulator: Simulator): Record<string, unknown>;
}

const rowsOf = ({ isDropped }: Subject) =>
  (isDropped ? WITH_REMOVAL : STEPS).flatMap((step) =>
    CHANGES.map((change) => [change, step] as const),
  );

/** Only what a version control and a remote backend keep: no journal. */
function freshCopy(folder: string): string {
  const fresh = newFolder('fresh');
  for (const name of [
    'cdk.tf.json',
    'assets',
    'terraform.tfstate',
    '.terraform',
    '.terraform.lock.hcl',
  ]) {
    // A provider that is kept leaves nothing to copy.
    if (existsSync(join(folder, name)))
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

/** Each step replaced, tainted, targeted and removed from the state, in the same folder and in a fresh one. */
export function describeStepMatrix(subject: Subject): void {
  describe.each(FOLDERS)('in the %s folder', (where) => {
    let simulator: Simulator;
    let terraform: Terraform;

    // Every row ends right, so that the next one begins where it ended.
    beforeAll(async () => {
      simulator = await subject.start();
      const folder = synthesised((stack) => {
        for (const [name, value] of Object.entries(subject.build(stack))) {
          new TerraformOutput(stack, name, { value });
        }
      });
      terraform = await hostedTerraform(folder, subject.environment(simulator));
      await terraform.must('init');
      await terraform.must('apply');
    });
    afterAll(() => simulator.stop());

    test.each(rowsOf(subject))('%s of %s ends right, or says what to do', async (change, step) => {
      if (where === 'fresh') terraform = terraform.with({ folder: freshCopy(terraform.folder) });
      const address = addressOf(terraform, step);
      for (const command of await changed(terraform, change, address)) {
        await followed(terraform, command);
      }
      const plan = await terraform.run('plan', '-detailed-exitcode');
      expect(plan).toMatchObject({ code: 0 });
      expect(outputsOf(terraform)).toEqual(subject.truth(simulator));
    });
  });
}

interface State {
  readonly outputs: Readonly<Record<string, { readonly value: unknown }>>;
  readonly resources: readonly { readonly type: string; readonly name: string }[];
}

const stateOf = ({ folder }: Terraform) =>
  JSON.parse(readFileSync(join(folder, 'terraform.tfstate'), 'utf8')) as State;

const outputsOf = (terraform: Terraform) =>
  Object.fromEntries(
    Object.entries(stateOf(terraform).outputs).map(([name, { value }]) => [name, value]),
  );

/** The address of a step, which the state names. */
function addressOf(terraform: Terraform, step: Step): string {
  const found = stateOf(terraform).resources.find(({ name }) => name.includes(`_${step}_`));
  if (found === undefined) throw new Error(`the state has no ${step}`);
  return `${found.type}.${found.name}`;
}

/** Runs a command; where it fails, does what its message says, as a person would, at most three times. */
async function followed(terraform: Terraform, command: readonly string[]): Promise<void> {
  let next = command;
  const trail: string[] = [];
  for (let attempt = 0; attempt < 4; attempt += 1) {
    const { code, output } = await terraform.run(...(next as [string, ...string[]]));
    if (code === 0) return;
    const text = plainText(output);
    trail.push(text.slice(-1500));
    const replace = /terraform apply -replace='([^']+)'/.exec(text)?.[1];
    const adopt = /run "(node \S+ adopt [^"]+)"/.exec(text)?.[1];
    // Of a cluster that is adopted nobody has the password: that is said once, then the restore goes on.
    const goesOn = text.includes('and apply again to wait for the restore');
    if (adopt !== undefined) await terraform.paste(adopt);
    else if (replace === undefined && !goesOn) break;
    next = adopt === undefined && !goesOn ? ['apply', `-replace=${replace}`] : ['apply'];
  }
  throw new Error(`nothing that helps:\n${trail.join('\n\n')}`);
}
