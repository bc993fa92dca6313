/** How the runner ends, one code for each kind of end; the table stands in `docs/exit-codes.md`. */
export const ExitCode = {
  /** The step is done. */
  DONE: 0,
  /** A fault of the runner itself. */
  INTERNAL: 1,
  /** The declaration, with the values that Terraform resolved, is wrong; nothing was called. */
  INVALID: 2,
  /** The API key is missing, wrong, or may not do this; nothing was created. */
  UNAUTHORIZED: 3,
  /** The vendor refused the request; nothing was created by it. */
  REFUSED: 4,
  /** The server could not be reached or gave no usable answer; nothing was sent that could have acted. */
  UNREACHABLE: 5,
  /** A request that may have acted got no usable answer; the runner will not send it again by itself. */
  UNKNOWN_OUTCOME: 6,
  /** The restore job failed or was cancelled. */
  JOB_FAILED: 7,
  /** The restore was still going on when the wait budget ended; applying again goes on waiting. */
  TIMED_OUT: 8,
  /** The restored cluster is not what was declared, for example not encrypted with the key. */
  VERIFICATION: 9,
  /** The password could not be handed over; it is kept in the spool. */
  PASSWORD: 10,
  /** The journal is in use, foreign, damaged, or tells of a restore that needs a decision. */
  JOURNAL: 11,
} as const;

/** One of the codes of {@link ExitCode}. */
export type ExitCode = (typeof ExitCode)[keyof typeof ExitCode];
