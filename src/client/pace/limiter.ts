import { departureOfLast, type Pace, paceOf, type Ticket } from './departures';
import { LineFile } from './line-file';

/** Where a request of this process joins the line of all; returns when it leaves, and may throw. */
export interface Line {
  join(pace: Pace): number;
}

/** The clock of a limiter, in milliseconds. */
export interface PaceClock {
  now(): number;
  sleep(milliseconds: number): Promise<void>;
}

interface Waiting {
  leave(): void;
}

/**
 * Lets requests to one server leave no faster than its vendor allows, in the order in which they came. A process has one
 * ticket at a time in the line that it shares with others, so that a thousand requests here do not keep them waiting.
 */
export class Limiter {
  readonly #pace: Pace;
  #waiting: Waiting[] = [];
  #isCalling = false;
  /** What left this process: what is left of the line where the file cannot be used. */
  #own: Ticket[] = [];

  constructor(
    requestsPerSecond: number,
    private readonly line: Line,
    private readonly clock: PaceClock,
  ) {
    this.#pace = paceOf(requestsPerSecond);
  }

  /** Resolves when the next request may be sent; rejects, and keeps nobody waiting, once the signal is aborted. */
  acquire(signal?: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const withdraw = () => {
        this.#waiting = this.#waiting.filter((other) => other !== waiting);
        reject(signal?.reason);
      };
      const waiting: Waiting = {
        leave() {
          signal?.removeEventListener('abort', withdraw);
          resolve();
        },
      };
      if (signal?.aborted === true) return withdraw();
      signal?.addEventListener('abort', withdraw, { once: true });
      this.#waiting.push(waiting);
      if (!this.#isCalling) void this.#callEach();
    });
  }

  async #callEach(): Promise<void> {
    this.#isCalling = true;
    while (this.#waiting.length > 0) {
      const leaves = this.#join();
      for (let left = leaves - this.clock.now(); left > 0; left = leaves - this.clock.now()) {
        await this.clock.sleep(left);
      }
      this.#waiting.shift()?.leave();
    }
    this.#isCalling = false;
  }

  #join(): number {
    let leaves: number;
    try {
      leaves = this.line.join(this.#pace);
    } catch {
      // A disk that is full or read-only, a folder of somebody else: this process alone keeps to the limit.
      leaves = departureOfLast([...this.#own, { asked: this.clock.now() }], this.#pace);
    }
    this.#own = [...this.#own, { asked: leaves, leaves }].slice(-this.#pace.requests);
    return leaves;
  }
}

/** The clock of the machine since it was started: the same for every process on it, and nobody sets it. */
export const machineClock: PaceClock = {
  now() {
    const [seconds, nanoseconds] = process.hrtime();
    return seconds * 1000 + nanoseconds / 1e6;
  },
  sleep: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
};

const limiters = new Map<string, Limiter>();

/** The limiter of a server (host and port): one for all that this process asks of it. */
export function limiterFor(server: string, requestsPerSecond: number): Limiter {
  const name = `${server} ${requestsPerSecond}`;
  const known = limiters.get(name);
  if (known !== undefined) return known;
  const line = new LineFile(server, machineClock.now);
  const limiter = new Limiter(requestsPerSecond, line, machineClock);
  limiters.set(name, limiter);
  return limiter;
}
