import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { keptProvider } from './null-provider/kept';
import { ensureNullProvider } from './null-provider/mirror.cjs';

/** How a terraform command ended, with everything that it printed. */
export interface Ended {
  readonly code: number | null;
  readonly output: string;
}

/** The real Terraform in one folder, with the variables that its steps inherit. */
export class Terraform {
  /** Makes the null provider reachable, from the registry or from the stand-in. */
  static async in(folder: string, variables: NodeJS.ProcessEnv): Promise<Terraform> {
    const mirror = join(tmpdir(), 'cluster-restore-test-mirror');
    const { env, standIn } = await ensureNullProvider({ directory: mirror });
    const kept = standIn ? await keptProvider() : {};
    return new Terraform(folder, { ...env, ...kept, ...variables });
  }

  private constructor(
    readonly folder: string,
    private readonly variables: NodeJS.ProcessEnv,
  ) {}

  /** The same Terraform in another folder, or with other variables. */
  with(change: { folder?: string; variables?: NodeJS.ProcessEnv }): Terraform {
    const variables = { ...this.variables, ...change.variables };
    return new Terraform(change.folder ?? this.folder, variables);
  }

  /** Starts a command; the process leads its own group, so that a test can kill all of it. */
  start(...args: string[]): { process: ChildProcess; ended: Promise<Ended> } {
    const child = spawn('terraform', [...args.slice(0, 1), ...flagsOf(args), ...args.slice(1)], {
      cwd: this.folder,
      env: environment(this.variables),
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true,
    });
    let output = '';
    child.stdout.on('data', (chunk) => (output += String(chunk)));
    child.stderr.on('data', (chunk) => (output += String(chunk)));
    const ended = new Promise<Ended>((resolve, reject) => {
      child.on('error', reject);
      child.on('close', (code) => resolve({ code, output }));
    });
    return { process: child, ended };
  }

  /** Runs a command to its end. */
  run(...args: string[]): Promise<Ended> {
    return this.start(...args).ended;
  }

  /** Pastes a printed command into the shell from which Terraform was started. */
  async paste(command: string): Promise<Ended> {
    const child = spawn('sh', ['-c', `${command} 2>&1`], {
      cwd: this.folder,
      env: environment(this.variables),
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    let output = '';
    child.stdout.on('data', (chunk) => (output += String(chunk)));
    return new Promise((resolve, reject) => {
      child.on('error', reject);
      child.on('close', (code) => resolve({ code, output }));
    });
  }

  /** Runs a command that must succeed. */
  async must(...args: string[]): Promise<string> {
    const { code, output } = await this.run(...args);
    if (code !== 0) throw new Error(`terraform ${args.join(' ')} ended with ${code}:\n${output}`);
    return output;
  }

  /** The values of the outputs. */
  async outputs(): Promise<Record<string, unknown>> {
    const json = JSON.parse(await this.must('output', '-json')) as Record<
      string,
      { value: unknown }
    >;
    return Object.fromEntries(Object.entries(json).map(([name, { value }]) => [name, value]));
  }
}

/** What Terraform printed without the frame and the line breaks that it puts into errors. */
export function plainText(output: string): string {
  return output.replace(/[│╷╵]/g, ' ').replace(/\s+/g, ' ');
}

const shared = globalThis as { testFolders?: string[] };

/** A new folder that no other test uses, until the test file has ended: `runtime.cjs` removes it then. */
export function newFolder(name: string): string {
  const folder = mkdtempSync(join(tmpdir(), `cluster-restore-${name}-`));
  shared.testFolders ??= [];
  shared.testFolders.push(folder);
  return folder;
}

const COLOURED = new Set(['init', 'plan', 'apply', 'destroy', 'validate', 'refresh']);

function flagsOf([command = '']: readonly string[]): string[] {
  const flags = COLOURED.has(command) ? ['-no-color'] : [];
  return ['apply', 'destroy'].includes(command) ? [...flags, '-auto-approve'] : flags;
}

/** The keys of the person who runs the tests must never reach a vendor. */
function environment(variables: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const inherited = Object.entries(process.env).filter(
    ([name]) => !/^(ZILLIZ|COCKROACH|CLUSTER_RESTORE|TF)_/.test(name),
  );
  return { ...Object.fromEntries(inherited), TF_IN_AUTOMATION: '1', ...variables };
}
