import { pluralize } from '../../text/text';

/** How one member of a group ended, as far as the group knows: its own wait decides. */
export interface MemberEnd {
  readonly path: string;
  /** Absent if its jobs are done, and what they made is there. */
  readonly reason?: string | undefined;
}

const SECONDS_BETWEEN_LINES = 60;

/** What the person at the terminal sees of a group: who failed, at once, and how many are left, now and then. */
export class GroupReport {
  #done = 0;
  #failed = 0;
  #saidAt = 0;
  #problem = '';
  #problemAt = Number.NEGATIVE_INFINITY;

  /** @param elapsed seconds since the group began to wait */
  constructor(
    private readonly total: number,
    private readonly say: (line: string) => void,
    private readonly elapsed: () => number,
  ) {
    say(
      `waiting for ${pluralize(total, 'restore')} at once, each within its own timeout; Ctrl-C is safe: the next apply keeps waiting, and submits nothing again`,
    );
  }

  ended({ path, reason }: MemberEnd): void {
    if (reason === undefined) this.#done += 1;
    else {
      this.#failed += 1;
      this.say(`${path}: ${reason}`);
    }
    const isLast = this.#done + this.#failed === this.total;
    if (!isLast && this.elapsed() < this.#saidAt + SECONDS_BETWEEN_LINES) return;
    this.#saidAt = this.elapsed();
    const minutes = Math.round(this.elapsed() / 60);
    this.say(`${this.#done} of ${this.total} done${this.#others()} (after ${minutes} min)`);
  }

  /** What keeps the group from looking, for now: said when it is news, and not for each member. */
  problem(problem: string): void {
    const isNews = problem !== this.#problem;
    if (!isNews || this.elapsed() < this.#problemAt + SECONDS_BETWEEN_LINES) return;
    this.#problem = problem;
    this.#problemAt = this.elapsed();
    this.say(`${problem}; ignored until the timeout`);
  }

  #others(): string {
    if (this.#failed === 0) return '';
    return `, ${this.#failed} not: the wait of each polls it again, and says what to do`;
  }
}
