/** The shortest pause: where the percentage shows that the end is near. */
const NEAR_SECONDS = 2;
/** The shortest one where nothing is foretold, and the mean of all at least. */
const USUAL_SECONDS = 5;
const LONGEST_SECONDS = 30;
/** The pause as a share of the time that has passed, where nothing is foretold. */
const SHARE_OF_ELAPSED = 1 / 40;
/** The pause as a share of what is left at the present pace: half, so that a job may get faster. */
const SHARE_OF_LEFT = 1 / 2;
/** The longest pause as a share of the time for which a percentage has risen: one that has just begun says little. */
const SHARE_OF_SEEN = 1 / 2;
/** A percentage that rises so many times later than foreseen stands still. */
const STEPS_LATE = 2;
/** How long a job may be late, as a share of the time that has passed, before its percentage counts for nothing. */
const SHARE_OF_LATE = 1 / 4;
/** The present pace is the fastest over so many percent: over fewer, rounding would decide. */
const RECENT = { least: 5, most: 20 };

/** A percentage, and when it was first and last seen. */
interface Mark {
  readonly from: number;
  until: number;
  readonly percent: number;
}

/**
 * When to poll a job again. Where its percentage predicts the end, the polls are few until then and frequent around it;
 * otherwise the pauses grow with the time that has passed. Whatever a job reports, it is polled fewer times than
 * every 5 seconds. `npm run bench waiting` measures it.
 */
export class Schedule {
  #polls = 0;
  #started: number | undefined;
  #marks: Mark[] = [];

  /**
   * Notes a look; returns the seconds until the next one.
   *
   * @param now in seconds of any clock
   * @param percent what the job reported, where it did
   */
  pauseAfter(now: number, percent: number | undefined): number {
    this.#started ??= now;
    this.#polls += 1;
    const elapsed = now - this.#started;
    const isKnown = percent !== undefined && percent >= 0 && percent <= 100;
    if (isKnown) this.#note(elapsed, percent);
    const usual = clamp(USUAL_SECONDS, elapsed * SHARE_OF_ELAPSED);
    const pause = isKnown ? (this.#foretold(elapsed, usual) ?? usual) : usual;
    // What earlier pauses saved may be spent, but for one look: no restore ends within the first seconds.
    return Math.max(pause, (this.#polls + 1) * USUAL_SECONDS - elapsed);
  }

  #note(elapsed: number, percent: number): void {
    const last = this.#marks.at(-1);
    if (last?.percent === percent) {
      last.until = elapsed;
      return;
    }
    // A job that falls back has begun again; of one that stood still, the pace before says nothing.
    if (last !== undefined && percent < last.percent) this.#marks = [];
    else if (last !== undefined && this.#standsStill(last.until))
      this.#marks = [{ ...last, from: last.until }];
    this.#marks = this.#marks.filter(
      (mark, index) => index === 0 || mark.percent >= percent - RECENT.most,
    );
    this.#marks.push({ from: elapsed, until: elapsed, percent });
  }

  /** Percent a second, since the job began or last stood still; 0 before it has risen. */
  get #pace(): number {
    const [first, last] = [this.#marks[0], this.#marks.at(-1)];
    if (first === undefined || last === undefined || first === last) return 0;
    return (last.percent - first.percent) / (last.from - first.from);
  }

  #standsStill(elapsed: number): boolean {
    const last = this.#marks.at(-1);
    return last !== undefined && elapsed - last.from > STEPS_LATE / this.#pace;
  }

  /** The pause that the percentage asks for; nothing before it has risen. */
  #foretold(elapsed: number, usual: number): number | undefined {
    const [first, last] = [this.#marks[0], this.#marks.at(-1)];
    if (first === undefined || last === undefined || this.#pace === 0) return undefined;
    const recent = this.#marks
      .filter(({ percent }) => percent >= last.percent - RECENT.most)
      .filter(({ percent }) => percent <= last.percent - RECENT.least)
      .map(({ until, percent }) => (last.percent - percent) / (last.from - until));
    // A whole number may stand for almost one more.
    const left = (99 - last.percent) / Math.max(this.#pace, ...recent);
    if (left > 0) {
      const trusted = this.#standsStill(elapsed) ? usual : (elapsed - first.from) * SHARE_OF_SEEN;
      return clamp(NEAR_SECONDS, Math.min(left * SHARE_OF_LEFT, Math.max(USUAL_SECONDS, trusted)));
    }
    const late = elapsed - last.from - 1 / this.#pace;
    if (late > elapsed * SHARE_OF_LATE) return usual;
    // The end may come at any moment: what the pauses before have saved is spent until it counts as late.
    const saved = elapsed / USUAL_SECONDS - this.#polls;
    return clamp(NEAR_SECONDS, 1 / (1 / USUAL_SECONDS + saved / (elapsed * SHARE_OF_LATE)));
  }
}

function clamp(least: number, seconds: number): number {
  return Math.min(LONGEST_SECONDS, Math.max(least, seconds));
}
