import { dirname } from 'node:path';
import * as z from 'zod/mini';
import {
  JOURNAL_VERSION,
  type JournalEntry,
  type JournalRequest,
  journalEntry,
} from '../../spec/journal-entry';
import { JOURNAL_FOLDER } from '../../spec/names';
import { parseJson } from '../../text/nesting';
import { ExitCode, RunnerError } from '../exit/exit-code';
import { ensurePrivateFolder, readIfThere, writeDurably } from './durable-file';

/** The write-ahead journal of one restore: each change is on the disk before the next step. */
export class Journal {
  readonly folder: string;
  readonly #file: string;

  /** @param base the folder of the journals, which belongs to a workspace */
  constructor(
    readonly key: string,
    private readonly base: string = JOURNAL_FOLDER,
  ) {
    this.folder = `${base}/${key}`;
    this.#file = `${this.folder}/journal.json`;
  }

  /** How a command names it: by its key alone, or by its folder where that is not the usual one. */
  get name(): string {
    return this.base === JOURNAL_FOLDER ? this.key : this.folder;
  }

  /** Where a step leaves its result for Terraform: the file belongs to the resource that wrote it. */
  resultFile(step: 'submitted' | 'restored', resourceId: string): string {
    return `${this.folder}/${step}-${resourceId}.json`;
  }

  /** Where a group notes that the timeout of this restore has passed. */
  get timedOutFile(): string {
    return `${this.folder}/timed-out`;
  }

  /** Makes its folders. */
  prepare(): void {
    for (const folder of [...foldersOfJournals(this.base), this.folder]) {
      ensurePrivateFolder(folder);
    }
  }

  read(): JournalEntry | undefined {
    let text: string | undefined;
    try {
      text = readIfThere(this.#file);
    } catch (error) {
      throw this.#unusable(`cannot be read (${(error as Error).message})`);
    }
    if (text === undefined) return undefined;
    const parsed = z.safeParse(journalEntry(), parseJson(text));
    if (!parsed.success) {
      throw this.#unusable(
        `is not a journal of version ${JOURNAL_VERSION}: it is damaged or from another version of the package`,
      );
    }
    if (parsed.data.key !== this.key) throw this.#unusable('is the journal of another restore');
    return parsed.data;
  }

  write(entry: JournalEntry): void {
    const content = `${JSON.stringify(entry, null, 2)}\n`;
    try {
      writeDurably(this.#file, content);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
      // Somebody deleted the folder meanwhile; the entry is whole, so it can be written again.
      this.prepare();
      writeDurably(this.#file, content);
    }
  }

  /** Changes one request and makes the change durable. */
  update(entry: JournalEntry, name: string, change: Partial<JournalRequest>): JournalEntry {
    const requests = entry.requests.map((request) =>
      request.name === name ? { ...request, ...change } : request,
    );
    const changed = { ...entry, requests };
    this.write(changed);
    return changed;
  }

  #unusable(problem: string): RunnerError {
    return new RunnerError(
      ExitCode.JOURNAL,
      `${this.#file} ${problem}`,
      'Check in the vendor console whether a restore is running; then move the file away and apply again',
    );
  }
}

/** The folder of the journals, after those above it that hold nothing but journals. */
function foldersOfJournals(base: string): string[] {
  const above = dirname(base);
  const isOfJournals = above.split('/').some((part) => part.startsWith(JOURNAL_FOLDER));
  return [...(isOfJournals ? foldersOfJournals(above) : []), base];
}
