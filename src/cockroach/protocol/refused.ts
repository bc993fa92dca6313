import { RestoreError } from '../../client/errors';
import { ExitCode } from '../../client/exit-code';

/** A restore that cannot work or would do harm, found before its request was sent. */
export function refused(problem: string, fix: string, options?: ErrorOptions): RestoreError {
  const whole = `${fix}; nothing was restored`;
  return new RestoreError(ExitCode.REFUSED, problem, whole, undefined, options);
}
