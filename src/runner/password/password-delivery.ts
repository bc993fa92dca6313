import type { SinkSpec } from '../../spec/spec';
import { ExitCode, RunnerError } from '../exit/exit-code';
import { canBeRun, runCommand } from './password-command';
import {
  ForeignFile,
  type PasswordFile,
  tryOutFile,
  type WrittenFile,
  writePassword,
} from './password-file';
import { sinkEnvironment } from './sink-environment';

/** Where a password goes. */
export interface Delivery {
  readonly sink: SinkSpec;
  /** The restore that a file belongs to. */
  readonly restore: Omit<PasswordFile, 'path'>;
  readonly env: NodeJS.ProcessEnv;
}

/** What became of a password: a line for people, and the file that has it. */
export interface Delivered {
  readonly said: string;
  readonly file?: WrittenFile;
}

/**
 * Proves, before a password exists, that it can be handed over.
 *
 * @param meanwhile what has become of the restore when it cannot
 * @param kept a password that waits for the sink
 */
export function tryOut(
  { sink, restore }: Omit<Delivery, 'env'>,
  meanwhile: string,
  kept: string | undefined,
): void {
  if (sink.kind === 'command') {
    const program = sink.argv[0] ?? '';
    if (canBeRun(program)) return;
    throw new RunnerError(
      ExitCode.PASSWORD,
      `the password command ${JSON.stringify(program)} is not on the PATH or cannot be run`,
      `Install it or correct passwordSink; ${meanwhile}`,
    );
  }
  if (sink.kind !== 'file') return;
  try {
    tryOutFile({ ...restore, path: sink.path }, kept);
  } catch (error) {
    const fix =
      error instanceof ForeignFile
        ? 'Choose a separate file for each restore, or move that one away'
        : 'Choose a path that can be written from the folder of the stack';
    throw new RunnerError(
      ExitCode.PASSWORD,
      `the password file ${sink.path} cannot be written: ${(error as Error).message}`,
      `${fix}; ${meanwhile}`,
      error,
    );
  }
}

/** Hands a password to its sink, and throws what the sink says where it does not take it. */
export async function deliver(
  password: string,
  { sink, restore, env }: Delivery,
): Promise<Delivered> {
  if (sink.kind === 'discard') {
    return { said: 'password discarded; reset it in the vendor console to log in' };
  }
  if (sink.kind === 'command') {
    await runCommand(sink.argv, sink.timeoutSeconds, password, sinkEnvironment(env));
    return { said: 'password passed to the command' };
  }
  const { isLinked, ...file } = writePassword({ ...restore, path: sink.path }, password);
  const through = isLinked ? `, a link to ${file.path}` : '';
  return { said: `password written to ${sink.path}${through}`, file };
}
