/** What a cloud allows: so many requests in any second to whoever is counted under the name; 0 allows any number. */
export interface RateLimit {
  readonly name: string;
  readonly perSecond: number;
}

/** What became of the requests to a cloud. */
export interface LimitCount {
  allowed: number;
  /** Answered with "too many requests". */
  refused: number;
  /** The most that were allowed within any second, over all names. */
  mostInASecond: number;
}

const SECOND_MS = 1000;

/**
 * Counts requests in a window that slides: the strictest reading of "requests a second". What is refused does not
 * count.
 */
export class RateLimits {
  readonly #allowed = new Map<string, number[]>();
  readonly #counts = new Map<string, LimitCount>();

  /** @param now real milliseconds: the simulated time stands still between requests */
  public constructor(private readonly now: () => number = () => performance.now()) {}

  /** Whether a request may pass; it is counted. */
  public allows(vendor: string, { name, perSecond }: RateLimit): boolean {
    const now = this.now();
    const count = this.countOf(vendor);
    const recent = this.recent(`${vendor} ${name}`, now);
    const passes = perSecond === 0 || recent.length < perSecond;
    if (passes) {
      count.allowed += 1;
      recent.push(now);
      const all = this.recent(vendor, now);
      all.push(now);
      count.mostInASecond = Math.max(count.mostInASecond, all.length);
    } else {
      count.refused += 1;
    }
    return passes;
  }

  /** What became of the requests to a cloud so far. */
  public countOf(vendor: string): LimitCount {
    const count = this.#counts.get(vendor) ?? { allowed: 0, refused: 0, mostInASecond: 0 };
    this.#counts.set(vendor, count);
    return count;
  }

  /** Counts from the beginning. */
  public reset(): void {
    this.#allowed.clear();
    this.#counts.clear();
  }

  private recent(name: string, now: number): number[] {
    const recent = (this.#allowed.get(name) ?? []).filter((at) => at > now - SECOND_MS);
    this.#allowed.set(name, recent);
    return recent;
  }
}
