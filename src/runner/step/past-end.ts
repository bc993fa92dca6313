import type { StepSpec } from '../../spec/spec';
import { quote } from '../../text/text';
import { isPast } from '../../text/timestamp';
import { ExitCode, RunnerError } from '../exit/exit-code';

/** Refuses to begin a restore whose end has passed: it would have to be destroyed at once. */
export function refusePastEnd(
  spec: Extract<StepSpec, { step: 'submit' | 'wait' }>,
  now: Date,
): void {
  const { path, about = {} } = spec;
  const { expiresOn, environment, owner } = about;
  if (expiresOn === undefined || !isPast(expiresOn, now)) return;
  const what = environment === undefined ? path : `environment ${quote(environment)}`;
  const whose = owner === undefined ? '' : ` of ${owner}`;
  const prop = environment === undefined ? 'expiresOn' : 'expires';
  throw new RunnerError(
    ExitCode.INVALID,
    `${what}${whose} expired on ${expiresOn}, and nothing new is restored for it`,
    `Nothing was called. Extend it with the prop ${prop}, or destroy it`,
  );
}
