import { cpSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Simulator, SteppingClock } from '../../../src/simulator';
import { synthesised } from '../../support/app';
import { hostedPath } from '../../support/hosted-terraform';
import { type Ended, newFolder, Terraform } from '../../support/terraform';
import { restoredCluster, ZILLIZ_KEY } from '../../support/zilliz';

/** Where a restore goes on after its Terraform was stopped. */
export type Place = 'same folder' | 'fresh folder' | 'other machine';

/** When Terraform is stopped: by then the step that is named has been at the server. */
export type Moment = 'submit' | 'wait' | 'drop';

const OPERATIONS = { submit: 'restoreCluster', wait: 'describeJob', drop: 'dropCluster' } as const;

/** One restored cluster with the real Terraform, in a cloud whose time stands still. */
export class Run {
  /** How often a person had to decide. */
  decisions = 0;

  private constructor(
    readonly simulator: Simulator,
    private terraform: Terraform,
  ) {}

  /** With a local state, or with one in a database. */
  static async begin(connection?: string): Promise<Run> {
    const simulator = await Simulator.start({ clock: new SteppingClock(undefined, 0) });
    const folder = synthesised((stack) => restoredCluster(stack));
    if (connection !== undefined) useDatabase(folder);
    const terraform = await Terraform.in(folder, {
      ZILLIZ_API_KEY: ZILLIZ_KEY,
      ZILLIZ_BASE_URL: simulator.url,
      CLUSTER_RESTORE_POLL_SECONDS: '0.1',
      CLUSTER_RESTORE_REQUEST_TIMEOUT_SECONDS: '1.5',
      ...(connection && { PG_CONN_STR: connection }),
    });
    await terraform.must('init');
    return new Run(simulator, terraform);
  }

  /** Applies, or destroys, until the step is at the server; then stops Terraform, and nothing else. */
  async stopDuring(moment: Moment, signal: 'SIGINT' | 'SIGKILL'): Promise<void> {
    const operation = OPERATIONS[moment];
    const { terraform } = this;
    // What is not stopped is as good in a kept process.
    this.terraform = terraform.with({ variables: { PATH: await hostedPath() } });
    if (moment === 'drop') await this.finish();
    if (moment !== 'wait') {
      this.simulator.inject({ operation, fault: { kind: 'hang', acts: true } });
    }
    const started = terraform.start(moment === 'drop' ? 'destroy' : 'apply');
    const exited = new Promise((resolve) => started.process.once('exit', resolve));
    let early: string | undefined;
    started.ended.then(
      ({ output }) => {
        early = output;
      },
      (error) => {
        early = String(error);
      },
    );
    while (this.count(operation) === 0) {
      if (early !== undefined) throw new Error(`Terraform ended before it was stopped:\n${early}`);
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    started.process.kill(signal);
    await exited;
  }

  /** Goes on where the next run of a pipeline would. */
  async goOn(place: Place): Promise<void> {
    if (place === 'same folder') return;
    const { folder } = this.terraform;
    const elsewhere = newFolder('elsewhere');
    for (const name of ['cdk.tf.json', 'assets', 'terraform.tfstate']) {
      const from = join(folder, name);
      if (existsSync(from)) cpSync(from, join(elsewhere, name), { recursive: true });
    }
    this.terraform = this.terraform.with({ folder: elsewhere });
    await this.terraform.must('init');
  }

  /** Applies until it succeeds, with the decisions of a person in between. */
  async finish(command: 'apply' | 'destroy' = 'apply'): Promise<string> {
    this.simulator.clearFaults();
    this.settleJobs();
    let end = await this.terraform.run(command);
    let output = end.output;
    for (let repeat = 0; repeat < 2 && end.code !== 0; repeat += 1) {
      await this.decide(end);
      end = await this.terraform.run(command);
      output += end.output;
    }
    if (end.code !== 0) throw new Error(output);
    return output;
  }

  /** Runs a command as it comes. */
  run(command: string): Promise<Ended> {
    return this.terraform.run(command);
  }

  /** The same restore on a second machine. */
  async onOtherMachine(): Promise<Run> {
    const other = new Run(this.simulator, this.terraform);
    await other.goOn('other machine');
    return other;
  }

  /** Whether Terraform and the declaration agree. */
  async plan(): Promise<string> {
    return this.terraform.must('plan');
  }

  /** Forgets the state, as a backend does that was never told. */
  forgetState(): void {
    rmSync(join(this.terraform.folder, 'terraform.tfstate'), { force: true });
  }

  /** Clusters that were restored, dropped ones among them. */
  get restored() {
    return this.simulator.zilliz.clusters.filter(({ restoredFrom }) => restoredFrom !== undefined);
  }

  count(operation: string): number {
    return this.simulator.requests.filter((request) => request.operation === operation).length;
  }

  private settleJobs(): void {
    // Time goes on once something was submitted: the next look finds the job done.
    const clock = this.simulator as unknown as { clock: SteppingClock };
    clock.clock.stepSeconds = 120;
  }

  private async decide({ output }: Ended): Promise<void> {
    const adopt = /\(local-exec\):.*?"(node [^"]+ adopt [^"]+)"/.exec(output)?.[1];
    if (adopt === undefined || this.restored.length === 0) return;
    this.decisions += 1;
    await this.terraform.paste(adopt);
  }
}

/** The same stack, with its state in PostgreSQL; the address comes from the environment. */
function useDatabase(folder: string): void {
  const file = join(folder, 'cdk.tf.json');
  const stack = JSON.parse(readFileSync(file, 'utf8')) as { terraform: { backend: object } };
  stack.terraform.backend = { pg: {} };
  writeFileSync(file, JSON.stringify(stack, null, 2));
}
