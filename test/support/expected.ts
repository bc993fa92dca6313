import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/** Whether files that are checked in are to be written: `UPDATE_EXPECTED=1`, or `UPDATE_GOLDEN=1` for examples. */
export type Update = 'UPDATE_EXPECTED' | 'UPDATE_GOLDEN';

/**
 * Compares with a file that is checked in, as it was before this run. An update writes what differs and fails all the
 * same, with the difference for a person to read: a run that writes its own expectation is never green.
 */
export function expectText(file: string, text: string, update: Update = 'UPDATE_EXPECTED'): void {
  const before = existsSync(file) ? readFileSync(file, 'utf8') : `(there is no file ${file})`;
  if (process.env[update] === '1' && before !== text) {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
  expect(text).toBe(before);
}
