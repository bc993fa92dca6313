const DAY_MS = 24 * 60 * 60 * 1000;

/**
 * The moment of the review, which counts who asks: what nobody reads is not printed. Rules judge the moment itself,
 * as they do at synth; ages and expiries are given in days between dates.
 */
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

  /** The date in UTC, where something of the review depends on it. */
  get asOf(): string | undefined {
    return this.#reads > 0 ? this.moment.toISOString().slice(0, 10) : undefined;
  }
}

/** Days from the date of one moment to that of another, in UTC; negative when it lies before. */
export function datesApart(from: Date, to: Date): number {
  return dayOf(to) - dayOf(from);
}

function dayOf(moment: Date): number {
  return Math.floor(moment.getTime() / DAY_MS);
}
