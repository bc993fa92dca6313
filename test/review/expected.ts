import { join } from 'node:path';
import { expectText } from '../support/expected';

/** Compares with a file of `test/review/expected`; see {@link expectText}. */
export function expectFile(name: string, text: string): void {
  expectText(join(__dirname, 'expected', name), text);
}
