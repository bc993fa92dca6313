import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const FOLDER = join(__dirname, 'expected');

/** Compares with a file that is checked in; UPDATE_EXPECTED=1 writes it, to be read by a person. */
export function expectFile(name: string, text: string): void {
  const file = join(FOLDER, name);
  if (process.env.UPDATE_EXPECTED === '1') {
    mkdirSync(FOLDER, { recursive: true });
    writeFileSync(file, text);
  }
  expect(text).toBe(existsSync(file) ? readFileSync(file, 'utf8') : `(no file ${name})`);
}
