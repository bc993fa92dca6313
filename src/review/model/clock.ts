const DAY_MS = 24 * 60 * 60 * 1000;

/**
 * The date of the review, which counts who asks: what nobody reads is not printed. Every hour of a date gives the
 * same review, that of its end in UTC: who reviews in the morning applies later, and a backup that ends on the date
 * of the review is not counted on.
 */
export class ReviewClock {
  readonly #end: Date;
  #reads = 0;

  constructor(moment: Date) {
    this.#end = new Date(dayOf(moment) * DAY_MS + DAY_MS - 1);
  }

  get now(): Date {
    this.#reads += 1;
    return this.#end;
  }

  /** How often somebody asked so far. */
  get reads(): number {
    return this.#reads;
  }

  /** The date, where something of the review depends on it. */
  get asOf(): string | undefined {
    return this.#reads > 0 ? this.#end.toISOString().slice(0, 10) : undefined;
  }
}

/** Days from the date of one moment to that of another, in UTC; negative when it lies before. */
export function daysBetween(from: Date, to: Date): number {
  return dayOf(to) - dayOf(from);
}

function dayOf(moment: Date): number {
  return Math.floor(moment.getTime() / DAY_MS);
}
