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
import { ExitCode } from '../contract/exit-code';
import { RestoreError } from '../contract/restore-error';
import type { SinkSpec } from '../contract/spec';
import { readIfThere, writeDurably } from './durable-file';

/** Proves, before a password exists, that it can be handed over. */
export function tryOut(sink: SinkSpec): void {
  if (sink.kind === 'file') tryOutFile(sink.path);
  if (sink.kind === 'command') tryOutCommand(sink.argv[0] ?? '');
}

/** The place where a password waits until its sink has taken it. */
export class Spool {
  readonly file: string;

  constructor(folder: string) {
    this.file = `${folder}/password.spool`;
  }

  /** Keeps the password; from here on it cannot be lost with the process. */
  keep(password: string): void {
    writeDurably(this.file, password);
  }

  read(): string | undefined {
    return readIfThere(this.file);
  }

  /** Moves away what an abandoned restore left, so that two passwords never share the place. */
  setAside(): string | undefined {
    if (!existsSync(this.file)) return undefined;
    const aside = firstFree(this.file);
    renameSync(this.file, aside);
    return aside;
  }

  clear(): void {
    rmSync(this.file, { force: true });
  }
}

/** Hands a spooled password to its sink; the spool is cleared only when the sink has it. */
export async function deliver(
  spool: Spool,
  sink: SinkSpec,
  env: NodeJS.ProcessEnv,
  hidden: readonly string[],
): Promise<string | undefined> {
  const password = spool.read();
  if (password === undefined) return undefined;
  try {
    if (sink.kind === 'file') keepInFile(sink.path, password);
    if (sink.kind === 'command') await run(sink.argv, sink.timeoutSeconds, password, env, hidden);
  } catch (error) {
    throw new RestoreError(
      ExitCode.PASSWORD,
      `the password could not be handed over: ${(error as Error).message}`,
      `It is kept in ${process.cwd()}/${spool.file} (mode 0600). Mend the sink and apply again, or read it there`,
      undefined,
      { cause: error },
    );
  }
  spool.clear();
  if (sink.kind === 'discard')
    return 'password discarded; reset it in the vendor console to log in';
  return sink.kind === 'file'
    ? `password written to ${sink.path}`
    : 'password handed to the command';
}

function tryOutFile(path: string): void {
  const folder = dirname(path);
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    accessSync(folder, constants.W_OK);
    if (existsSync(path) && !statSync(path).isFile()) throw new Error(`${path} is no file`);
    // access() says yes to root and to read-only mounts; writing tells.
    const probe = `${path}.${process.pid}.probe`;
    writeDurably(probe, '');
    rmSync(probe);
  } catch (error) {
    throw new RestoreError(
      ExitCode.PASSWORD,
      `the password file ${path} cannot be written: ${(error as Error).message}`,
      'Choose a path that can be written from the folder of the stack; nothing was restored',
      undefined,
      { cause: error },
    );
  }
}

/** A password of an earlier restore is kept beside the new one: its cluster may still be there. */
function keepInFile(path: string, password: string): void {
  const present = readIfThere(path);
  if (present === password) return;
  if (present !== undefined) renameSync(path, firstFree(path));
  writeDurably(path, password);
}

function firstFree(path: string): string {
  let number = 1;
  while (existsSync(`${path}.${number}`)) number += 1;
  return `${path}.${number}`;
}

function tryOutCommand(program: string): void {
  const folders = program.includes('/') ? [''] : (process.env.PATH ?? '').split(delimiter);
  const endings = process.platform === 'win32' ? ['', '.exe', '.cmd'] : [''];
  const found = folders.some((folder) =>
    endings.some((ending) =>
      isProgram(isAbsolute(program) ? program : join(folder, program + ending)),
    ),
  );
  if (found) return;
  throw new RestoreError(
    ExitCode.PASSWORD,
    `the password command ${JSON.stringify(program)} is not on the PATH or cannot be run`,
    'Install it or correct passwordSink; nothing was restored',
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
