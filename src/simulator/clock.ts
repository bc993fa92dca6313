/** The source of time for everything that the simulator dates, ages or finishes. */
export interface Clock {
  /** The simulated time. */
  now(): Date;
  /** Moves the simulated time forward. */
  advance?(seconds: number): void;
  /** Called once after each request to a vendor's path has been handled. */
  requestHandled?(): void;
  /** Goes back to the time at which the clock was made. */
  reset?(): void;
}

/**
 * Where a stepping clock starts by default: midnight of the day before this run, so that nothing
 * in the simulated clouds is of a time that has not come.
 */
export function defaultStart(now: Date = new Date()): Date {
  return dayBefore(now, 1, 0);
}

/** How far a stepping clock moves for each request to a vendor's path. */
export const DEFAULT_STEP_SECONDS = 30;

/**
 * A clock that stands still between requests and moves a fixed step after each of them, so that
 * whoever polls sees a job progress without anybody sleeping.
 */
export class SteppingClock implements Clock {
  private readonly startedAt: number;
  private milliseconds: number;

  public constructor(
    start: Date | string = defaultStart(),
    public stepSeconds: number = DEFAULT_STEP_SECONDS,
  ) {
    this.startedAt = milliseconds(start);
    this.milliseconds = this.startedAt;
  }

  public now(): Date {
    return new Date(this.milliseconds);
  }

  public advance(seconds: number): void {
    this.milliseconds += seconds * 1000;
  }

  public requestHandled(): void {
    this.advance(this.stepSeconds);
  }

  public reset(): void {
    this.milliseconds = this.startedAt;
  }
}

/** A clock that runs by itself, `speed` simulated seconds to a real one. It starts now. */
export class RealClock implements Clock {
  private readonly startedAt: number;
  private realStart = Date.now();
  private skipped = 0;

  public constructor(
    public readonly speed: number = 1,
    start: Date | string = new Date(),
  ) {
    this.startedAt = milliseconds(start);
  }

  public now(): Date {
    const elapsed = (Date.now() - this.realStart) * this.speed;
    return new Date(this.startedAt + elapsed + this.skipped);
  }

  public advance(seconds: number): void {
    this.skipped += seconds * 1000;
  }

  public reset(): void {
    this.realStart = Date.now();
    this.skipped = 0;
  }
}

/** A time `seconds` before (negative) or after the given one. */
export function addSeconds(time: Date, seconds: number): Date {
  return new Date(time.getTime() + seconds * 1000);
}

/** A time of the day, in minutes since midnight UTC, some days before the day of the given time. */
export function dayBefore(time: Date, days: number, minutes: number): Date {
  const midnight = Date.UTC(time.getUTCFullYear(), time.getUTCMonth(), time.getUTCDate());
  return addSeconds(new Date(midnight), (minutes - days * 24 * 60) * 60);
}

/** ISO 8601 in UTC with whole seconds, the form of the vendors' examples. */
export function isoSeconds(time: Date): string {
  return `${time.toISOString().slice(0, 19)}Z`;
}

function milliseconds(time: Date | string): number {
  const value = new Date(time).getTime();
  if (Number.isNaN(value)) {
    throw new RangeError(`The clock's start must be a time, got ${JSON.stringify(time)}.`);
  }
  return value;
}
