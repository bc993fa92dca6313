import { createHash } from 'node:crypto';
import {
  accessSync,
  constants,
  existsSync,
  linkSync,
  lstatSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { makeFolder } from '../../client/folder';
import { NO_SHELL, needsShell } from '../../text/shell-path';
import { createDurably, readIfThere } from '../journal/durable-file';

/** A file as it was written: another time of writing means another content. */
export interface WrittenFile {
  readonly path: string;
  readonly modifiedMs: number;
}

/** The file for the password of one restore. */
export interface PasswordFile {
  readonly path: string;
  /** The folder of the restore's journal: no other restore has it. */
  readonly journal: string;
  /** The file that this restore wrote earlier, where the journal knows one: it alone may be replaced. */
  readonly own: WrittenFile | undefined;
}

/** Where the password is in fact; `isLinked`: the path is a link to it. */
export interface WrittenPassword extends WrittenFile {
  readonly isLinked: boolean;
}

/** The file holds what this restore did not write. */
export class ForeignFile extends Error {
  constructor(file: string) {
    super(`${file} holds something that this restore did not write, or wrote with another state`);
  }
}

/**
 * Proves that the file can be written, and that nobody else's is there.
 *
 * @param kept a password that waits for the file; a part of it may be there since a run that was killed
 */
export function tryOutFile(file: PasswordFile, kept: string | undefined): void {
  if (needsShell(file.path)) throw new Error(`it ${NO_SHELL}`);
  makeFolder(dirname(file.path), 0o700);
  const target = targetOf(file.path);
  accessSync(dirname(target), constants.W_OK);
  if (!mayBeReplaced(file, target, kept)) throw new ForeignFile(target);
  // access() says yes to root and to read-only mounts; only writing shows it.
  const probe = temporaryOf(target, file);
  // What is there may be a link, and is not written through.
  rmSync(probe, { force: true });
  writeFileSync(probe, '', { flag: 'wx', mode: 0o600 });
  rmSync(probe);
}

/**
 * Writes the password. An earlier one of this restore is kept beside it: its cluster may still be there. The file takes
 * its name only where no other file has it, so that of two restores at the same time none loses its password.
 */
export function writePassword(file: PasswordFile, password: string): WrittenPassword {
  const target = targetOf(file.path);
  const temporary = temporaryOf(target, file);
  try {
    const present = readIfThere(target);
    if (present !== password) {
      if (!mayBeReplaced(file, target, password)) throw new ForeignFile(target);
      createDurably(temporary, password);
      if (present !== undefined) takeAway(target, present, password);
      giveName(temporary, target, password);
    }
  } finally {
    rmSync(temporary, { force: true });
  }
  const isLinked = lstatSync(file.path).isSymbolicLink();
  return { path: target, modifiedMs: statSync(target).mtimeMs, isLinked };
}

/** The first of `path.1`, `path.2` … that is not there. */
export function firstFree(path: string): string {
  let number = 1;
  while (existsSync(`${path}.${number}`)) number += 1;
  return `${path}.${number}`;
}

/** Where the file is in fact: a link is written through, and one to nowhere is refused. */
function targetOf(path: string): string {
  if (lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() && !existsSync(path))
    throw new Error(`${path} is a broken link`);
  if (!existsSync(path)) return join(realpathSync(dirname(path)), basename(path));
  if (!statSync(path).isFile()) throw new Error(`${path} is not a file`);
  return realpathSync(path);
}

function mayBeReplaced({ own }: PasswordFile, target: string, password: string | undefined) {
  const present = readIfThere(target) ?? '';
  if (present === '' || password?.startsWith(present) === true) return true;
  return own?.path === target && own.modifiedMs === statSync(target).mtimeMs;
}

/** One name for each restore: the next run overwrites what a kill left, and two restores do not meet. */
function temporaryOf(target: string, { journal }: PasswordFile): string {
  const restore = createHash('sha256').update(resolve(journal)).digest('hex').slice(0, 8);
  return `${target}.${restore}.tmp`;
}

/** An earlier password gets a name beside the file; what holds nothing, or a part of the new one, goes. */
function takeAway(target: string, present: string, password: string): void {
  const aside = firstFree(target);
  renameSync(target, aside);
  // Another restore may have written it since it was read.
  if (readIfThere(aside) !== present) {
    linkSync(aside, target);
    rmSync(aside);
    throw new ForeignFile(target);
  }
  if (password.startsWith(present)) rmSync(aside);
}

/** A second name for the file, which fails where one is there: `rename` would replace it. */
function giveName(temporary: string, target: string, password: string): void {
  try {
    linkSync(temporary, target);
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST') throw new ForeignFile(target);
    // A file system without second names.
    if (!['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK'].includes(code)) throw error;
    createDurably(target, password, false);
  }
}
