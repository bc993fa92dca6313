import { ClientError, NoResponseError } from '../client/errors';
import { adviceOf } from '../client/render-error';
import type { PreflightLine } from './facts';

/** HTTP's status for a key that is none; one that may not do this has another. */
const KEY_NOT_ACCEPTED = 401;

/** What a look found; a text means that all is well. */
type Found = string | Omit<PreflightLine, 'check'>;

/**
 * Looks at one condition. What the vendor refuses, or does not have, becomes a line that says what to do; a key
 * that is none, or a vendor that cannot be reached, fails every look and is thrown.
 */
export async function look(check: string, ask: () => Promise<Found>): Promise<PreflightLine> {
  try {
    const found = await ask();
    return typeof found === 'string' ? { check, state: 'ok', text: found } : { check, ...found };
  } catch (error) {
    if (!(error instanceof ClientError) || isOfEveryLook(error)) throw error;
    const fix = adviceOf(error, { again: 'try again' });
    return { check, state: 'wrong', text: error.problem.replaceAll('`', '’'), fix };
  }
}

/** Whether no look can succeed: the key is none, or the vendor cannot be reached. */
export function isOfEveryLook(error: ClientError): boolean {
  return error instanceof NoResponseError || error.request?.status === KEY_NOT_ACCEPTED;
}

/** A condition that cannot be checked, because a value is known after apply. */
export function notKnownYet(check: string, what: string): PreflightLine {
  const text = `${what} is known after apply`;
  return { check, state: 'unknown', text, fix: 'The runner checks it before it sends anything' };
}
