import { ExitCode, RunnerError } from './exit-code';

/** An error of the file system in one line: a disk that is full, read-only or somebody else's. */
export function diskProblem(error: unknown, hasWritten: boolean): RunnerError | undefined {
  if (!(error instanceof Error)) return undefined;
  const { code, syscall } = error as NodeJS.ErrnoException;
  // What a network reports is an error of the client by now.
  if (code === undefined || syscall === undefined) return undefined;
  return new RunnerError(
    ExitCode.JOURNAL,
    `a file of this restore cannot be used: ${error.message}`,
    `Fix the disk or its permissions and apply again${hasWritten ? ', which continues from the journal' : '; nothing was sent'}`,
    error,
  );
}
