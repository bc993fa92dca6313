import type * as ChildProcess from 'node:child_process';
import { accessSync, constants, statSync } from 'node:fs';
import { delimiter, isAbsolute, join } from 'node:path';

/** Whether the program of a command is on the PATH and can be run. */
export function canBeRun(program: string): boolean {
  const folders = program.includes('/') ? [''] : (process.env.PATH ?? '').split(delimiter);
  const endings = process.platform === 'win32' ? ['', '.exe', '.cmd'] : [''];
  return folders.some((folder) =>
    endings.some((ending) =>
      isProgram(isAbsolute(program) ? program : join(folder, program + ending)),
    ),
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

/** Starts a command with a text, for example a password, on its standard input; its exit code decides. */
export function runCommand(
  argv: readonly string[],
  timeoutSeconds: number,
  input: string,
  env: NodeJS.ProcessEnv,
): Promise<void> {
  const [program = '', ...rest] = argv;
  return new Promise((resolve, reject) => {
    // Loaded here, because most steps run no command.
    const { spawn } = require('node:child_process') as typeof ChildProcess;
    // What the command prints could hold the password: it is not shown.
    const child = spawn(program, rest, {
      env,
      stdio: ['pipe', 'ignore', 'ignore'],
      timeout: timeoutSeconds * 1000,
      killSignal: 'SIGKILL',
    });
    child.on('error', reject);
    child.on('close', (code, signal) => {
      if (code === 0) resolve();
      // Somebody else may have killed it, for example a system without memory.
      else if (child.killed) reject(new Error(`${program} was stopped after ${timeoutSeconds} s`));
      else reject(new Error(`${program} ended with ${code === null ? signal : `code ${code}`}`));
    });
    // A command may end without reading; its exit code decides.
    child.stdin.on('error', () => undefined);
    child.stdin.end(input);
  });
}
