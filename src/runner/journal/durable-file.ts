import {
  chmodSync,
  closeSync,
  fsyncSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { makeFolder } from '../../client/folder';
import { ExitCode, RunnerError } from '../exit/exit-code';

/** Others may write there: they could take files away or put theirs in their place. */
const WRITABLE_BY_OTHERS = 0o022;

/** Makes the folder, for its owner alone; one that others may write to is closed to them, or refused. */
export function ensurePrivateFolder(folder: string): void {
  makeFolder(folder, 0o700);
  const { mode } = statSync(folder);
  if (process.platform === 'win32' || (mode & WRITABLE_BY_OTHERS) === 0) return;
  try {
    chmodSync(folder, 0o700);
  } catch (error) {
    const shown = `0${(mode & 0o777).toString(8)}`;
    throw new RunnerError(
      ExitCode.JOURNAL,
      `others may write to the journal folder ${folder} (mode ${shown}), and it belongs to another user`,
      'Ask its owner to close it (chmod 700), or move it away; nothing was sent',
      error,
    );
  }
}

/**
 * Writes the whole file or nothing, and returns only when it is on the disk: a kill or a power cut at any
 * instant leaves the old content or the new. The temporary file has one name, so that the next run of the
 * same writer overwrites what a kill left.
 */
export function writeDurably(file: string, content: string): void {
  const temporary = `${file}.tmp`;
  try {
    createDurably(temporary, content);
    renameSync(temporary, file);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
  syncFolder(dirname(file));
}

/**
 * Writes a file from the beginning; a kill may leave a part of it, which its reader has to recognise.
 *
 * @param replaces whether a file of this name gives way
 */
export function createDurably(file: string, content: string, replaces = true): void {
  if (replaces) rmSync(file, { force: true });
  const handle = openSync(file, 'wx', 0o600);
  try {
    writeFileSync(handle, content);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
  syncFolder(dirname(file));
}

/** The file's text, or `undefined` where there is none. */
export function readIfThere(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    const { code, path } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return undefined;
    // Of a folder in its place Node does not name it.
    if (path === undefined) (error as Error).message += ` '${file}'`;
    throw error;
  }
}

/** Makes a new name in the folder durable. Windows has no such call and does not need it. */
function syncFolder(folder: string): void {
  if (process.platform === 'win32') return;
  const handle = openSync(folder, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
