import { spawn } from 'node:child_process';
import {
  accessSync,
  constants,
  existsSync,
  mkdirSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { delimiter, dirname, isAbsolute, join } from 'node:path';
import type { SinkSpec } from '../spec/spec';
import { createDurably, readIfThere, writeDurably } from './durable-file';
import { ExitCode, RunnerError } from './exit-code';

/** Where a password goes, and what its command must not see. */
export interface Delivery {
  readonly sink: SinkSpec;
  readonly key: string;
  readonly env: NodeJS.ProcessEnv;
  /** Variables that a command is started without. */
  readonly hidden: readonly string[];
}

/**
 * Proves, before a password exists, that it can be handed over. `meanwhile` says what has become of the
 * restore when it cannot.
 */
export function tryOut(sink: SinkSpec, key: string, meanwhile: string): void {
  if (sink.kind === 'file') tryOutFile(sink.path, key, meanwhile);
  if (sink.kind === 'command') tryOutCommand(sink.argv[0] ?? '', meanwhile);
}

/** Hands a kept password to its sink; says what became of it. The caller clears the spool afterwards. */
export async function deliver(
  password: string,
  spoolFile: string,
  { sink, key, env, hidden }: Delivery,
): Promise<string> {
  try {
    if (sink.kind === 'file') keepInFile(sink.path, key, password);
    if (sink.kind === 'command') await run(sink.argv, sink.timeoutSeconds, password, env, hidden);
  } catch (error) {
    throw new RunnerError(
      ExitCode.PASSWORD,
      `the password could not be handed over: ${(error as Error).message}`,
      `It is kept in ${process.cwd()}/${spoolFile} (mode 0600). Mend the sink and apply again, or read it there`,
      error,
    );
  }
  if (sink.kind === 'discard')
    return 'password discarded; reset it in the vendor console to log in';
  return sink.kind === 'file'
    ? `password written to ${sink.path}`
    : 'password handed to the command';
}

function tryOutFile(path: string, key: string, meanwhile: string): void {
  const folder = dirname(path);
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    accessSync(folder, constants.W_OK);
    if (existsSync(path) && !statSync(path).isFile()) throw new Error(`${path} is no file`);
    // access() says yes to root and to read-only mounts; writing tells.
    const probe = temporaryOf(path, key);
    createDurably(probe, '');
    rmSync(probe);
  } catch (error) {
    throw new RunnerError(
      ExitCode.PASSWORD,
      `the password file ${path} cannot be written: ${(error as Error).message}`,
      `Choose a path that can be written from the folder of the stack; ${meanwhile}`,
      error,
    );
  }
}

/** A password of an earlier restore is kept beside the new one: its cluster may still be there. */
function keepInFile(path: string, key: string, password: string): void {
  const present = readIfThere(path);
  if (present === password) return;
  if (present !== undefined) renameSync(path, firstFree(path));
  writeDurably(path, password, temporaryOf(path, key));
}

/** One name for each restore: the next run overwrites what a kill left, and two restores do not meet. */
function temporaryOf(path: string, key: string): string {
  return `${path}.${key}.tmp`;
}

/** The first of `path.1`, `path.2` … that is not there. */
export function firstFree(path: string): string {
  let number = 1;
  while (existsSync(`${path}.${number}`)) number += 1;
  return `${path}.${number}`;
}

function tryOutCommand(program: string, meanwhile: string): void {
  const folders = program.includes('/') ? [''] : (process.env.PATH ?? '').split(delimiter);
  const endings = process.platform === 'win32' ? ['', '.exe', '.cmd'] : [''];
  const found = folders.some((folder) =>
    endings.some((ending) =>
      isProgram(isAbsolute(program) ? program : join(folder, program + ending)),
    ),
  );
  if (found) return;
  throw new RunnerError(
    ExitCode.PASSWORD,
    `the password command ${JSON.stringify(program)} is not on the PATH or cannot be run`,
    `Install it or correct passwordSink; ${meanwhile}`,
  );
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

function run(
  argv: readonly string[],
  timeoutSeconds: number,
  password: string,
  env: NodeJS.ProcessEnv,
  hidden: readonly string[],
): Promise<void> {
  const [program = '', ...rest] = argv;
  const given = Object.fromEntries(Object.entries(env).filter(([name]) => !hidden.includes(name)));
  return new Promise((resolve, reject) => {
    // What the command prints could hold the password: it is not shown.
    const child = spawn(program, rest, {
      env: given,
      stdio: ['pipe', 'ignore', 'ignore'],
      timeout: timeoutSeconds * 1000,
      killSignal: 'SIGKILL',
    });
    child.on('error', reject);
    child.on('close', (code, signal) => {
      if (code === 0) resolve();
      else if (signal === 'SIGKILL')
        reject(new Error(`${program} was ended after ${timeoutSeconds} s`));
      else reject(new Error(`${program} ended with ${code === null ? signal : `code ${code}`}`));
    });
    // A command may end without reading; its exit code decides.
    child.stdin.on('error', () => undefined);
    child.stdin.end(password);
  });
}
