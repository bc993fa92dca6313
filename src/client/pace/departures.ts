/** What a vendor allows, as a window in which at most so many requests leave. */
export interface Pace {
  readonly requests: number;
  readonly windowMs: number;
}

/** One request in the line, in milliseconds of a clock that all who are in it share. */
export interface Ticket {
  /** When it joined the line. */
  readonly asked: number;
  /** When it leaves, where that was written down. */
  readonly leaves?: number | undefined;
}

/**
 * The window is longer than the vendor's by this factor: of two requests that leave a second apart, the first may be
 * slower on its way, so that they arrive closer together.
 */
const ON_THE_WAY = 1.25;
/** What is used of the limit: on a busy machine, where many processes start at once, a few requests are later than that. */
const SHARE = 0.9;

/** Nobody waits longer, whatever the line looks like: then the vendor may refuse, which is retried. */
export const LONGEST_WAIT_MS = 30_000;

/** A ticket that is further ahead than this is of another clock: of a machine that was started again, for example. */
const AHEAD_MS = 1000;

/** The pace for a limit of so many requests a second; of less than one, a single request in a longer window. */
export function paceOf(requestsPerSecond: number): Pace {
  const used = requestsPerSecond * SHARE;
  const requests = Math.max(1, Math.floor(used));
  return { requests, windowMs: (1000 * ON_THE_WAY * requests) / used };
}

/**
 * When the last ticket of the line leaves: never before one that is before it, and never so that more than
 * `requests` leave within any window. Everyone who reads the same line gets the same result.
 */
export function departureOfLast(line: readonly Ticket[], { requests, windowMs }: Pace): number {
  const own = line.at(-1)?.asked ?? 0;
  const latest = own + LONGEST_WAIT_MS;
  const left: number[] = [];
  for (const { asked, leaves } of line) {
    if (asked > own + AHEAD_MS || (leaves ?? 0) > latest) continue;
    const before = left.at(-1) ?? Number.NEGATIVE_INFINITY;
    const opens = (left.at(-requests) ?? Number.NEGATIVE_INFINITY) + windowMs;
    left.push(Math.max(leaves ?? asked, before, leaves === undefined ? opens : before));
  }
  return Math.min(left.at(-1) ?? own, latest);
}
