import type { Issue } from './issue';
import type { Cause, Severity } from './rule';

/** An issue with its severity, and the reason with which it was acknowledged. */
export interface Finding extends Issue {
  readonly severity: Severity;
  readonly acknowledged?: string;
  /** See `Problem.cause`. */
  readonly cause?: Cause;
  /** Whether its rule read the date: on another day the finding may be another one. */
  readonly dependsOnDate: boolean;
}

/** Whether a finding stops a restore: an error, or something that must be acknowledged and is not. */
export function isBlocking({ severity, acknowledged }: Finding): boolean {
  return severity === 'error' || (severity === 'acknowledge' && acknowledged === undefined);
}

/** An issue that nothing but a change of the declaration removes. */
export function asError(issue: Issue): Finding {
  return { ...issue, severity: 'error', dependsOnDate: false };
}
