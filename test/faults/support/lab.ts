import { type ChildProcess, spawn } from 'node:child_process';
import { cpSync, existsSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Simulator } from '../../../src/simulator';
import { hostedPath } from '../../support/hosted-terraform';
import type { RunnerEnd, runProgram } from '../../support/runner';
import { runInHost } from '../../support/runner-hosts';
import { newFolder } from '../../support/terraform';
import { Answers } from './answers';
import { type Bench, type Phase, replay, resultFile } from './phase';
import { missingProof } from './proofs';
import type { Step } from './scenarios';

const REPEATS = 2;
// Nobody waits for it: where an answer hangs, the test ends the wait.
const REQUEST_TIMEOUT_SECONDS = '60';
const JOURNALS = '.cluster-restore/articles';
const TIME = /\d{4}-\d\d-\d\dT[\d:.]+Z/g;

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
  /** What the runners saw of the cloud. */
  readonly answers = new Answers();

  private constructor(
    private readonly title: string,
    private readonly bench: Bench,
    readonly simulator: Simulator,
    readonly folder: string,
    private readonly phase: Phase | undefined,
    /** How many requests were recorded before the first runner started. */
    private readonly replayed: number,
  ) {}

  /** At the beginning, or where the recorded run stood before a phase. */
  static async open(title: string, bench: Bench, phase?: Phase): Promise<Lab> {
    const simulator = await bench.scenario.start();
    const folder = newFolder('lab');
    if (phase !== undefined) {
      cpSync(phase.folder, folder, { recursive: true });
      await replay(simulator, bench.scenario.key, phase.before);
    }
    return new Lab(title, bench, simulator, folder, phase, simulator.requests.length);
  }

  /** Runs one step once; a kill needs its own process, `runProgram`. */
  async run(
    step: Step,
    more: NodeJS.ProcessEnv = {},
    start: typeof runProgram = runInHost,
  ): Promise<RunnerEnd> {
    const variables = {
      ...this.bench.environments[step],
      ...this.recorded(step),
      ...this.bench.scenario.variables(this.simulator),
      CLUSTER_RESTORE_POLL_SECONDS: '0',
      CLUSTER_RESTORE_REQUEST_TIMEOUT_SECONDS: REQUEST_TIMEOUT_SECONDS,
      ...more,
      ...this.answers.variables(more.NODE_OPTIONS),
    };
    let child: ChildProcess | undefined;
    const unobserve = this.simulator.observe(({ status }) => {
      if (status === 'hung') child?.kill('SIGUSR2');
    });
    const end = await start(this.folder, [this.bench.runner], variables, (started) => {
      child = started;
    });
    unobserve();
    this.output += end.stdout + end.stderr;
    return end;
  }

  /** The environment of a step whose spec says something else. */
  with(step: Step, change: object): NodeJS.ProcessEnv {
    const spec = JSON.parse(this.bench.environments[step]?.CLUSTER_RESTORE_SPEC ?? '{}') as object;
    return { CLUSTER_RESTORE_SPEC: JSON.stringify({ ...spec, ...change }) };
  }

  /** Starts the runner as a person does. */
  byHand(args: readonly string[]): Promise<RunnerEnd> {
    return runInHost(this.folder, [this.bench.runner, ...args], this.ofAPerson());
  }

  /** Runs a step until it succeeds, as one apply after another would. */
  async until(step: Step, repeats = REPEATS): Promise<void> {
    let end = await this.run(step);
    for (let repeat = 1; repeat <= repeats && end.code !== 0; repeat += 1) {
      await this.decide(end.stderr);
      end = await this.run(step);
    }
    if (end.code !== 0) this.problems.push(`${step} ended with ${end.code}: ${end.stderr}`);
  }

  /** Does what a person does who has looked in the vendor's console: runs the command that was printed. */
  async decide(message: string): Promise<void> {
    const began = this.bench.scenario.created(this.simulator) > this.countSubmitted();
    await this.runPrinted(message, began ? 'adopt' : 'discard');
  }

  /** Pastes a printed command into a shell, whose `node` is a kept process. */
  async runPrinted(message: string, wanted: 'adopt' | 'discard'): Promise<void> {
    const commands = [...message.matchAll(/"(node [^"]+ (adopt|discard) [^"]+)"/g)];
    const [, command] = commands.find(([, , kind]) => kind === wanted) ?? [];
    if (command === undefined) return;
    const job = this.bench.scenario.newestJob(this.simulator) ?? '';
    const filled = command.replace(/'job_id=<[^>]*>'/, `job_id=${job}`);
    const variables = { ...this.ofAPerson(), PATH: await hostedPath() };
    const end = await inShell(this.folder, filled, variables);
    this.output += end.output;
    if (end.code !== 0) this.problems.push(`${filled} ended with ${end.code}: ${end.output}`);
  }

  /** What the state remembers of the submission, without times. */
  result(): string {
    const file = resultFile(this.folder);
    return existsSync(file) ? readFileSync(file, 'utf8').replace(TIME, '') : '';
  }

  /** Closes the cloud; throws where a fault of the test did not reach the runner. */
  async close(): Promise<Outcome> {
    const unproven = this.unproven();
    const outcome = await this.conclude();
    if (unproven.length > 0) throw new Error(unproven.join('\n'));
    return outcome;
  }

  /** Looks at all that is left, and closes the cloud. */
  async conclude(): Promise<Outcome> {
    const { simulator, folder, problems, title } = this;
    const { scenario } = this.bench;
    const password = scenario.password?.(simulator);
    const sink = join(folder, 'password');
    const sunk = existsSync(sink) ? readFileSync(sink, 'utf8') : undefined;
    const outcome = {
      title,
      created: scenario.created(simulator),
      delivered: password !== undefined && sunk === password ? 1 : 0,
      reportedLost: this.output.includes('the password did not reach this machine'),
      leaks: this.leaks(),
      problems: [
        ...problems,
        ...(scenario.wrongAtEnd?.(simulator, folder, this.phase?.step) ?? []),
        ...this.unproven(),
        ...this.halfWritten(),
      ],
    };
    await simulator.stop();
    rmSync(folder, { recursive: true, force: true });
    return outcome;
  }

  /** Whether the password can still reach its sink: it stands whole in the spool, or already exists. */
  passwordIsSafe(): boolean {
    const password = this.bench.scenario.password?.(this.simulator);
    if (password === undefined) return true;
    return this.files().some(({ name, text }) =>
      name === 'password'
        ? text === password
        : name.endsWith('/password.spool') && text.endsWith('\n') && text.includes(password),
    );
  }

  /** The faults of which the answers that the runner saw show nothing. */
  private unproven(): string[] {
    const { requests, deliveredFaults } = this.simulator;
    const own = requests.slice(this.replayed);
    const seen = this.answers.read();
    const { phases } = this.bench;
    const from = phases.findIndex(({ step }) => step === this.phase?.step);
    const clean = phases.slice(from < 0 ? phases.length : from).flatMap(({ answers }) => answers);
    return own.flatMap((request, at) => {
      const fault = deliveredFaults.get(request.index);
      if (fault === undefined) return [];
      const isSame = (other: { method: string; path: string }) =>
        other.method === request.method && other.path === request.path;
      const nth = own.slice(0, at).filter(isSame).length;
      const problem = missingProof(
        fault,
        seen.filter(isSame)[nth],
        clean.filter(isSame)[nth],
        this.bench.scenario.key,
      );
      return problem === undefined ? [] : [`${request.method} ${request.path}: ${problem}`];
    });
  }

  /** What a person has exported in the shell. */
  private ofAPerson(): NodeJS.ProcessEnv {
    return { ...this.bench.scenario.variables(this.simulator), ...this.answers.variables() };
  }

  /** What Terraform's state holds of the submission. */
  private recorded(step: Step): NodeJS.ProcessEnv {
    const file = resultFile(this.folder, step);
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
    const file = join(this.folder, JOURNALS, 'journal.json');
    if (!existsSync(file)) return 0;
    const journal = JSON.parse(readFileSync(file, 'utf8')) as { requests: { state: string }[] };
    return journal.requests.filter(({ state }) => ['submitted', 'made'].includes(state)).length;
  }

  private files(): { name: string; text: string }[] {
    return readdirSync(this.folder, { recursive: true, encoding: 'utf8' })
      .filter((name) => statSync(join(this.folder, name)).isFile())
      .map((name) => ({ name, text: readFileSync(join(this.folder, name), 'utf8') }));
  }

  private leaks(): string[] {
    const { key } = this.bench.scenario;
    const secret = (text: string) => text.includes(key) || text.includes('Sim-Pw-');
    const files = this.files().filter(({ name }) => !/^password[^/]*$/.test(name));
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

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

function inShell(
  folder: string,
  command: string,
  variables: NodeJS.ProcessEnv,
): Promise<{ code: number | null; output: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn('sh', ['-c', command], {
      cwd: folder,
      env: { ...process.env, ...variables },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    child.stdout.on('data', (chunk) => (output += String(chunk)));
    child.stderr.on('data', (chunk) => (output += String(chunk)));
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, output }));
  });
}
