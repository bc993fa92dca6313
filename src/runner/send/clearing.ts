import { ClientError } from '../../client/errors';
import type { JournalEntry } from '../../spec/journal-entry';
import { RunnerError } from '../exit/exit-code';
import type { Journal } from '../journal/journal';

/**
 * What is cleared away for one request, by this run and by those before it. The journal has it before anything else
 * happens: whatever comes after, the end of the run says what is gone.
 */
export class Clearing {
  readonly #earlier: string | undefined;
  #entry: JournalEntry;

  constructor(
    private readonly journal: Journal,
    entry: JournalEntry,
    private readonly name: string,
  ) {
    this.#entry = entry;
    this.#earlier = this.#request?.cleared;
  }

  /** The entry, with what was noted. */
  get entry(): JournalEntry {
    return this.#entry;
  }

  /** How a request stands that was not sent. */
  get unsent(): 'pending' | 'clearing' {
    return this.#request?.state === 'clearing' ? 'clearing' : 'pending';
  }

  /** Something is about to be cleared away, or was: `done` is all of it so far, in a sentence. */
  readonly note = (done?: string): void => {
    this.#entry = this.journal.update(this.#entry, this.name, {
      state: 'clearing',
      ...this.#with(done),
    });
  };

  /** What was done before the request, where nothing was cleared away for it: a database was created. */
  add(done: string | undefined): void {
    if (done === undefined) return;
    const requests = this.#entry.requests.map((request) =>
      request.name === this.name ? { ...request, ...this.#with(done) } : request,
    );
    this.#entry = { ...this.#entry, requests };
  }

  /** An error of what came after, with what was cleared away: that stays as it is. */
  explain(error: unknown): unknown {
    const cleared = this.#request?.cleared;
    if (cleared === undefined) return error;
    if (error instanceof RunnerError) {
      const problem = `${error.problem}; before it, ${cleared}`;
      return new RunnerError(error.exitCode, problem, error.fix, error);
    }
    if (!(error instanceof ClientError)) return error;
    const { problem, fix, kind, effect, retry, request } = error;
    const facts = { kind, effect, retry, request, cause: error };
    return new ClientError(`${problem}; before it, ${cleared}`, fix, facts);
  }

  get #request() {
    return this.#entry.requests.find(({ name }) => name === this.name);
  }

  #with(done: string | undefined): { readonly cleared?: string } {
    const all = [this.#earlier, done].filter((text) => text !== undefined);
    return all.length === 0 ? {} : { cleared: all.join('; ') };
  }
}
