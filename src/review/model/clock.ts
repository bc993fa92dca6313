const DAY_MS = 24 * 60 * 60 * 1000;

/** The moment of the review, which counts who asks: what nobody reads is not printed. */
export class ReviewClock {
  #reads = 0;

  constructor(private readonly moment: Date) {}

  get now(): Date {
    this.#reads += 1;
    return this.moment;
  }

  /** How often somebody asked so far. */
  get reads(): number {
    return this.#reads;
  }

  /** The date, where something of the review depends on it. */
  get asOf(): string | undefined {
    return this.#reads > 0 ? this.moment.toISOString().slice(0, 10) : undefined;
  }
}

/** Whole days from one moment to another; negative when it lies before. */
export function daysBetween(from: Date, to: Date): number {
  return Math.floor((to.getTime() - from.getTime()) / DAY_MS);
}
