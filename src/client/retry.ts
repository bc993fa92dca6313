import { NoResponseError, RefusedError } from './errors';
import { pause } from './settings';

/** How often a call is repeated, and after which pauses; `docs/reliability.md` states it for people. */
export const RETRY = {
  attempts: 6,
  firstPauseSeconds: 1,
  longestPauseSeconds: 30,
  /** A server that asks for a longer pause gets no retry: the call fails at once and says so. */
  longestRetryAfterSeconds: 300,
} as const;

/** Which failures of a call may be tried again. */
export type Repeatable = 'always' | 'when-nothing-happened';

/** What is repeated, and until when. */
export interface RetryPolicy {
  readonly repeatable: Repeatable;
  /** Replaces the first pause, for tests. */
  readonly firstPauseSeconds: number | undefined;
  /** In milliseconds of the clock below: no pause goes beyond it. */
  readonly deadline: number;
  readonly now: () => number;
  /** Called once, when only a rate limit is waited for any longer. */
  readonly onLimit?: (error: RefusedError) => void;
}

/**
 * Makes a call, again and again while that may help; then throws what the last one threw. A rate limit passes, and
 * proves that nothing happened: it is waited for until the deadline, where there is one.
 */
export async function withRetry<Answer>(
  call: () => Promise<Answer>,
  policy: RetryPolicy,
): Promise<Answer> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await call();
    } catch (error) {
      if (!mayBeRepeated(error, policy.repeatable)) throw error;
      if (attempt >= RETRY.attempts) {
        if (!isLimit(error) || policy.deadline === Number.POSITIVE_INFINITY) throw error;
        if (attempt === RETRY.attempts) policy.onLimit?.(error);
      }
      const seconds = pauseAfter(attempt, error, policy.firstPauseSeconds);
      if (policy.now() + seconds * 1000 > policy.deadline) throw error;
      await pause(seconds);
    }
  }
}

function isLimit(error: unknown): error is RefusedError {
  return error instanceof RefusedError && error.isLimit && error.effect === 'nothing';
}

/** Whether waiting may help: no response, a rate limit, a lock, a fault of the server. */
export function mayPass(error: unknown): error is NoResponseError | RefusedError {
  if (error instanceof NoResponseError) return !error.permanent;
  return error instanceof RefusedError && error.retry === 'later';
}

function mayBeRepeated(error: unknown, repeatable: Repeatable): boolean {
  if (!mayPass(error)) return false;
  const asked = error instanceof RefusedError ? (error.retryAfterSeconds ?? 0) : 0;
  if (asked > RETRY.longestRetryAfterSeconds) return false;
  return repeatable === 'always' || error.effect === 'nothing';
}

/** What the server asks for, but at least twice as long each time; and a random part, so that many do not call at once. */
function pauseAfter(
  attempt: number,
  error: unknown,
  firstPauseSeconds: number | undefined,
): number {
  const first = firstPauseSeconds ?? RETRY.firstPauseSeconds;
  const asked = error instanceof RefusedError ? error.retryAfterSeconds : undefined;
  const longest = Math.min(RETRY.longestPauseSeconds, first * 2 ** (attempt - 1));
  const own = longest * (0.5 + Math.random() / 2);
  // One that asks for nothing, again and again, is not called without a pause.
  return asked === undefined ? own : Math.max(own, asked + first * Math.random());
}
