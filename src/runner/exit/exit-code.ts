import { ClientError, type ErrorKind } from '../../client/errors';

/** How the runner ends, one code for each kind of end; `docs/exit-codes.md` has the table. */
export const ExitCode = {
  /** The step is done. */
  DONE: 0,
  /** An internal error of the runner. */
  INTERNAL: 1,
  /** The declaration, with the values that Terraform resolved, is wrong; nothing was called. */
  INVALID: 2,
  /** The API key is missing, wrong, or may not do this; nothing was created. */
  UNAUTHORIZED: 3,
  /** The vendor refused the request; nothing was created by it. */
  REFUSED: 4,
  /** The server could not be reached or gave no usable response; nothing was sent that could have acted. */
  UNREACHABLE: 5,
  /** A request that may have acted got no usable response; the runner does not send it again on its own. */
  UNKNOWN_OUTCOME: 6,
  /** The restore job failed or was cancelled. */
  JOB_FAILED: 7,
  /** The restore had not ended at the timeout, or Terraform ended first; the next apply continues to wait. */
  TIMED_OUT: 8,
  /** The restored cluster is not what was declared, for example not encrypted with the key. */
  VERIFICATION: 9,
  /** The password could not be delivered; it is kept in the spool. */
  PASSWORD: 10,
  /** The journal is in use, foreign, damaged, not writable, or holds a restore that needs a decision. */
  JOURNAL: 11,
  /** The drill failed, and its target was dropped. */
  DRILL_FAILED: 12,
} as const;

/** One of the codes of {@link ExitCode}. */
export type ExitCode = (typeof ExitCode)[keyof typeof ExitCode];

/** The code of each kind of error that is not the runner's own. */
const CODE_OF_KIND: Readonly<Record<ErrorKind, ExitCode>> = {
  usage: ExitCode.INVALID,
  credentials: ExitCode.UNAUTHORIZED,
  refused: ExitCode.REFUSED,
  precondition: ExitCode.REFUSED,
  'no-response': ExitCode.UNREACHABLE,
  verification: ExitCode.VERIFICATION,
  internal: ExitCode.INTERNAL,
};

/** An end of the runner that needs a decision or a repair: what happened, and what to do now. */
export class RunnerError extends Error {
  constructor(
    readonly exitCode: ExitCode,
    /** What went wrong, without the last full stop. */
    readonly problem: string,
    /** What to do now, without the last full stop. */
    readonly fix: string,
    cause?: unknown,
  ) {
    super(`${problem}. ${fix}.`, { cause });
    this.name = new.target.name;
  }
}

/** The exit code of an error: its own, that of its kind, or that of an internal error. */
export function exitCodeOf(error: unknown): ExitCode {
  if (error instanceof RunnerError) return error.exitCode;
  return error instanceof ClientError ? CODE_OF_KIND[error.kind] : ExitCode.INTERNAL;
}
