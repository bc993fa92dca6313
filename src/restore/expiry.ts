import { isDay } from '../text/timestamp';
import { normalizeProps } from './private/declared-props';
import { readable } from './private/readable';

/** Options of an expiry date. */
export interface ExpiryOptions {
  /**
   * Why the date is what it is, for the reviewer: give one when you extend an environment. It must not be blank.
   *
   * @default - none; the review says that it was extended without a reason
   */
  readonly reason?: string;
}

/**
 * The day on which an environment expires. The day counts in full, in UTC. Nothing is dropped automatically on it: see
 * `ClonedEnvironment`.
 */
export class Expiry {
  /**
   * A day, by its date.
   *
   * @param date for example `2026-12-31`
   * @param options why it was extended
   */
  public static on(date: string, options: ExpiryOptions = {}): Expiry {
    return new Expiry(readable(date), 0, normalizeProps(options));
  }

  /**
   * A number of days after another date, which you state: synth gives the same result on every day.
   *
   * @param date for example the day on which a pull request was opened, `2026-11-29`
   * @param days whole days, 1 to 3650
   * @param options why it was extended
   */
  public static daysAfter(date: string, days: number, options: ExpiryOptions = {}): Expiry {
    return new Expiry(readable(date), days, normalizeProps(options), true);
  }

  /** Why the date is what it is. */
  public readonly reason?: string;

  private constructor(
    private readonly from: string,
    private readonly days: number,
    private readonly options: ExpiryOptions,
    private readonly isCounted: boolean = false,
  ) {
    this.reason = options?.reason;
  }

  /** The date, for example `2026-12-31`. Empty where what was given is not a date. */
  public get date(): string {
    if (this._problem() !== undefined) return '';
    const day = new Date(`${this.from}T00:00:00Z`);
    day.setUTCDate(day.getUTCDate() + this.days);
    return day.toISOString().slice(0, 10);
  }

  /**
   * What is wrong with it, and the value that is.
   *
   * @internal
   */
  public _problem(): { readonly problem: string; readonly got: unknown } | undefined {
    if (!isDay(this.from)) return { problem: 'must be a date', got: this.from };
    const { days } = this;
    if (this.isCounted && !(Number.isInteger(days) && days >= 1 && days <= MOST_DAYS)) {
      return { problem: `must be 1 to ${MOST_DAYS} whole days after the date`, got: days };
    }
    const reason: unknown = this.reason;
    if (reason !== undefined && (typeof reason !== 'string' || reason.trim() === ''))
      return { problem: 'must have a reason that is not blank, or none', got: reason };
    const other = Object.keys(this.options ?? {}).find((name) => name !== 'reason');
    return other === undefined
      ? undefined
      : { problem: 'must have no option except a reason', got: other };
  }
}

const MOST_DAYS = 3650;
