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
}

/** Makes a call, again and again while that may help; then throws what the last one threw. */
export async function withRetry<Answer>(
  call: () => Promise<Answer>,
  policy: RetryPolicy,
): Promise<Answer> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await call();
    } catch (error) {
      if (attempt === RETRY.attempts || !mayBeRepeated(error, policy.repeatable)) throw error;
      const seconds = pauseAfter(attempt, error, policy.firstPauseSeconds);
      if (policy.now() + seconds * 1000 > policy.deadline) throw error;
      await pause(seconds);
    }
  }
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

/** What the server asks for, or twice as long each time; and a random part, so that many do not call at once. */
function pauseAfter(
  attempt: number,
  error: unknown,
  firstPauseSeconds: number | undefined,
): number {
  const first = firstPauseSeconds ?? RETRY.firstPauseSeconds;
  const asked = error instanceof RefusedError ? error.retryAfterSeconds : undefined;
  if (asked !== undefined) return asked + first * Math.random();
  const longest = Math.min(RETRY.longestPauseSeconds, first * 2 ** (attempt - 1));
  return longest * (0.5 + Math.random() / 2);
}
