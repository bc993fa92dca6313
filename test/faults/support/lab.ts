import { spawn } from 'node:child_process';
import { cpSync, existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Simulator } from '../../../src/simulator';
import { synthesised } from '../../support/app';
import { type RunnerEnd, runProgram, stepOf } from '../../support/runner';
import { newFolder } from '../../support/terraform';
import type { Scenario, Step } from './scenarios';

const REPEATS = 2;

/** What one case came to. */
export interface Outcome {
  readonly title: string;
  readonly created: number;
  readonly delivered: number;
  readonly reportedLost: boolean;
  /** Where a secret stands that should not. */
  readonly leaks: readonly string[];
  /** What is wrong besides. */
  readonly problems: readonly string[];
}

/** One restore in a folder and a simulated cloud of its own, driven as Terraform would. */
export class Lab {
  /** Everything that any runner printed. */
  output = '';
  readonly problems: string[] = [];

  private constructor(
    private readonly title: string,
    readonly scenario: Scenario,
    readonly simulator: Simulator,
    readonly folder: string,
    private readonly runner: string,
  ) {}

  static async open(title: string, bench: Bench): Promise<Lab> {
    const folder = newFolder('lab');
    cpSync(bench.stack, folder, { recursive: true });
    return new Lab(title, bench.scenario, await bench.scenario.start(), folder, bench.runner);
  }

  /** Runs one step once. */
  async run(step: Step, more: NodeJS.ProcessEnv = {}): Promise<RunnerEnd> {
    const { environment } = stepOf(this.folder, step);
    const end = await runProgram(this.folder, [this.runner], {
      ...environment,
      ...this.recorded(),
      ...this.scenario.variables(this.simulator),
      CLUSTER_RESTORE_POLL_SECONDS: '0',
      CLUSTER_RESTORE_REQUEST_TIMEOUT_SECONDS: '0.4',
      ...more,
    });
    this.output += end.stdout + end.stderr;
    return end;
  }

  /** Runs a step until it succeeds, as one apply after another would. */
  async until(step: Step, first: NodeJS.ProcessEnv = {}): Promise<void> {
    let end = await this.run(step, first);
    for (let repeat = 1; repeat <= REPEATS && end.code !== 0; repeat += 1) {
      await this.decide(end.stderr);
      end = await this.run(step);
    }
    if (end.code !== 0) this.problems.push(`${step} ended with ${end.code}: ${end.stderr}`);
  }

  /** Does what a person does who has looked in the vendor's console: runs the command that was printed. */
  async decide(message: string): Promise<void> {
    const { created, newestJob } = this.scenario;
    const commands = [...message.matchAll(/"(node [^"]+ (adopt|discard) [^"]+)"/g)];
    const began = created(this.simulator) > this.countSubmitted();
    const wanted = began ? 'adopt' : 'discard';
    const [, command] = commands.find(([, , kind]) => kind === wanted) ?? [];
    if (command === undefined) return;
    const job = newestJob(this.simulator) ?? '';
    const filled = command.replace(/'?(job_id=)?<[^>]*>'?/, (_, name) => `${name ?? ''}${job}`);
    const end = await inShell(this.folder, filled.replace(/'job_id=(\S+)'/, 'job_id=$1'));
    this.output += end.output;
    if (end.code !== 0) this.problems.push(`${filled} ended with ${end.code}: ${end.output}`);
  }

  /** Looks at all that is left, and closes the cloud. */
  async close(): Promise<Outcome> {
    const { scenario, simulator, folder, problems, title } = this;
    const password = scenario.password?.(simulator);
    const sink = join(folder, 'password');
    const sunk = existsSync(sink) ? readFileSync(sink, 'utf8') : undefined;
    const outcome = {
      title,
      created: scenario.created(simulator),
      delivered: password !== undefined && sunk === password ? 1 : 0,
      reportedLost: this.output.includes('the password did not reach this machine'),
      leaks: this.leaks(),
      problems: [...problems, ...this.halfWritten()],
    };
    await simulator.stop();
    return outcome;
  }

  /** Whether the password can still reach its sink: it stands whole in the spool, or is there already. */
  passwordIsSafe(): boolean {
    const password = this.scenario.password?.(this.simulator);
    if (password === undefined) return true;
    return this.files().some(({ name, text }) =>
      name === 'password'
        ? text === password
        : name.endsWith('/password.spool') && text.endsWith('\n') && text.includes(password),
    );
  }

  /** What Terraform's state holds of the submission. */
  private recorded(): NodeJS.ProcessEnv {
    const file = join(this.folder, '.cluster-restore/articles/submitted.json');
    if (!existsSync(file)) return {};
    const facts = JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>;
    return Object.fromEntries(
      Object.entries(facts).map(([name, value]) => [
        `CLUSTER_RESTORE_VALUE_${name.toUpperCase()}`,
        value,
      ]),
    );
  }

  private countSubmitted(): number {
    const file = join(this.folder, '.cluster-restore/articles/journal.json');
    if (!existsSync(file)) return 0;
    const journal = JSON.parse(readFileSync(file, 'utf8')) as { requests: { state: string }[] };
    return journal.requests.filter(({ state }) => state === 'submitted').length;
  }

  private files(): { name: string; text: string }[] {
    return readdirSync(this.folder, { recursive: true, encoding: 'utf8' })
      .filter((name) => statSync(join(this.folder, name)).isFile() && !name.startsWith('assets'))
      .map((name) => ({ name, text: readFileSync(join(this.folder, name), 'utf8') }));
  }

  private leaks(): string[] {
    const secret = (text: string) => text.includes(this.scenario.key) || text.includes('Sim-Pw-');
    const files = this.files().filter(({ name }) => name !== 'password');
    const found = files.filter(({ text }) => secret(text)).map(({ name }) => name);
    return secret(this.output) ? ['output', ...found] : found;
  }

  private halfWritten(): string[] {
    return this.files().flatMap(({ name, text }) => {
      if (/\.tmp$|\/lock\.|\.spool/.test(name)) return [`${name} is left behind`];
      return name.endsWith('.json') && !isJson(text) ? [`${name} is half written`] : [];
    });
  }
}

/** What all cases of a scenario share: the synthesised stack and the runner. */
export interface Bench {
  readonly scenario: Scenario;
  readonly stack: string;
  readonly runner: string;
}

export function benchOf(scenario: Scenario, runner: string): Bench {
  return { scenario, stack: synthesised(scenario.build), runner };
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

function inShell(folder: string, command: string): Promise<{ code: number | null; output: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn('sh', ['-c', command], { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    child.stdout.on('data', (chunk) => (output += String(chunk)));
    child.stderr.on('data', (chunk) => (output += String(chunk)));
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, output }));
  });
}
