import type { Redactor } from '../../client/redactor';
import { printable, shorten } from '../../text/text';

/** What a step prints, for the person who watches Terraform: each a line without secrets. */
export class Output {
  readonly #opened = new Set<'stdout' | 'stderr'>();

  constructor(private readonly redactor: Redactor) {}

  readonly say = (line: string): void => this.#print('stdout', line);
  readonly printError = (line: string): void => this.#print('stderr', line);

  /** Node opens a stream where it is first named: before the first request nobody prints. */
  #print(name: 'stdout' | 'stderr', line: string): void {
    const stream = process[name];
    // Whoever reads may be gone: a restore that has begun continues, and its journal records it.
    if (!this.#opened.has(name)) stream.on('error', () => undefined);
    this.#opened.add(name);
    stream.write(`${shorten(printable(this.redactor.redact(line)))}\n`);
  }
}
