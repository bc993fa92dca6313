import { readFileSync, statSync } from 'node:fs';
import { WrongInput } from '../wrong-input';

/** Whether something is a file with an end: a pipe or a device would be read for ever. A link counts as what it leads to. */
export function isRegularFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() === true;
}

/** Reads a file that must be one, and readable; `label` names it in messages. */
export function readRegularFile(path: string, label: string = path): string {
  try {
    if (isRegularFile(path)) return readFileSync(path, 'utf8');
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? 'unknown error';
    throw new WrongInput(`${label}: cannot be read (${code}). Make it readable, or move it away.`);
  }
  throw new WrongInput(`${label}: is not a file. Move it away.`);
}
