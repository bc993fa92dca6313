import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { ExitCode } from '../contract/exit-code';
import { RestoreError } from '../contract/restore-error';

/** Holds the journal of one restore for one runner at a time; returns what gives it free. */
export function lock(folder: string): () => void {
  const file = `${folder}/lock`;
  const mine = JSON.stringify({ pid: process.pid, host: hostname() });
  if (!create(file, mine)) {
    takeOverDead(file);
    if (!create(file, mine)) throw inUse(file);
  }
  return () => rmSync(file, { force: true });
}

// The link makes the lock appear with its content: a kill leaves no half-written one.
function create(file: string, content: string): boolean {
  const temporary = `${file}.${process.pid}.tmp`;
  writeFileSync(temporary, content, { mode: 0o600 });
  try {
    linkSync(temporary, file);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  } finally {
    rmSync(temporary, { force: true });
  }
}

/** A runner that was killed leaves its lock; the renaming lets only one of several heirs remove it. */
function takeOverDead(file: string): void {
  let holder: { pid?: unknown; host?: unknown };
  try {
    holder = JSON.parse(readFileSync(file, 'utf8')) as typeof holder;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return;
    throw inUse(file);
  }
  if (holder.host !== hostname() || typeof holder.pid !== 'number' || isAlive(holder.pid)) {
    throw inUse(file);
  }
  const grave = `${file}.${process.pid}.dead`;
  try {
    renameSync(file, grave);
    rmSync(grave, { force: true });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

function inUse(file: string): RestoreError {
  return new RestoreError(
    ExitCode.JOURNAL,
    `another runner works on this restore, or ended without removing ${file}`,
    'Wait until it has ended; if none is running on any machine, remove the file and apply again',
  );
}
