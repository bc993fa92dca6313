import { existsSync, renameSync, rmSync, statSync } from 'node:fs';
import * as z from 'zod/mini';
import { parseJson } from '../../text/nesting';
import { once } from '../../text/once';
import { createDurably, readIfThere } from '../journal/durable-file';
import { firstFree } from './password-file';

const keptResponse = once(() =>
  z.strictObject({
    password: z.string(),
    /** The request of the response, and the moment of its intent in the journal. */
    request: z.string(),
    at: z.string(),
    /** Absent if the response was of no other use. */
    jobId: z.optional(z.string()),
    facts: z.record(z.string(), z.string()),
  }),
);

/** A response that held a password, whole, so that one write keeps all of it. */
export type KeptResponse = z.infer<ReturnType<typeof keptResponse>>;

/** The place where a password waits until its sink has taken it. */
export class Spool {
  readonly file: string;

  constructor(folder: string) {
    this.file = `${folder}/password.spool`;
  }

  /** Keeps the response; from here on it cannot be lost with the process. */
  keep(response: KeptResponse): void {
    createDurably(this.file, `${JSON.stringify(response)}\n`);
  }

  /** The response, if the whole of it was written. */
  read(): KeptResponse | undefined {
    const text = readIfThere(this.file);
    const parsed = z.safeParse(keptResponse(), parseJson(text ?? ''));
    return parsed.success ? parsed.data : undefined;
  }

  /** Moves away what an abandoned restore left, so that two passwords never share the place. */
  setAside(): string | undefined {
    if (!existsSync(this.file)) return undefined;
    const aside = firstFree(this.file);
    renameSync(this.file, aside);
    return aside;
  }

  /** Removes the response; what else may be in its place is left. */
  clear(): void {
    if (statSync(this.file, { throwIfNoEntry: false })?.isFile()) rmSync(this.file);
  }
}
