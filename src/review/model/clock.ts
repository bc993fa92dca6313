const DAY_MS = 24 * 60 * 60 * 1000;

/** The moment of the review, which remembers whether anybody asked: what nobody reads is not printed. */
export class ReviewClock {
  #read = false;

  constructor(private readonly moment: Date) {}

  get now(): Date {
    this.#read = true;
    return this.moment;
  }

  /** Runs a part of the review and says whether it asked for the date. */
  watch<Result>(part: () => Result): { readonly result: Result; readonly dependsOnDate: boolean } {
    const before = this.#read;
    this.#read = false;
    const result = part();
    const dependsOnDate = this.#read;
    this.#read = before || dependsOnDate;
    return { result, dependsOnDate };
  }

  /** The date, where something of the review depends on it. */
  get asOf(): string | undefined {
    return this.#read ? this.moment.toISOString().slice(0, 10) : undefined;
  }
}

/** Whole days from one moment to another; negative when it lies before. */
export function daysBetween(from: Date, to: Date): number {
  return Math.floor((to.getTime() - from.getTime()) / DAY_MS);
}
