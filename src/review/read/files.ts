import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, lstatSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { OutputFiles } from './output';

const LARGEST_OUTPUT = 256 * 1024 * 1024;

/** The files of an output folder. */
export function filesInFolder(folder: string): OutputFiles {
  const fileAt = (path: string) => {
    const file = join(folder, path);
    return existsSync(file) && statSync(file).isFile() ? file : undefined;
  };
  return {
    read: (path) => {
      const file = fileAt(path);
      return file === undefined ? undefined : readFileSync(file, 'utf8');
    },
    hash: (path) => {
      const file = fileAt(path);
      return file === undefined ? undefined : hashOf(readFileSync(file));
    },
    isLink: (path) =>
      placesOf(path).some((place) => {
        const file = join(folder, place);
        return lstatSync(file, { throwIfNoEntry: false })?.isSymbolicLink() === true;
      }),
    isCommitted: (path) => (git(folder, 'ls-files', '-z', '--', path)?.length ?? 0) > 0,
    list: (path) => {
      const below = join(folder, path);
      const isFolder = existsSync(below) && statSync(below).isDirectory();
      return isFolder ? readdirSync(below).sort() : [];
    },
  };
}

/** The files of an output that is committed in git. */
export function filesInGit(cwd: string, revision: string, folder: string): OutputFiles {
  const bytes = (path: string) => git(cwd, 'show', `${revision}:${folder}/${path}`);
  return {
    read: (path) => bytes(path)?.toString('utf8'),
    hash: (path) => hashOf(bytes(path)),
    isLink: (path) => {
      const places = placesOf(path).map((place) => `${folder}/${place}`);
      const entries =
        git(cwd, 'ls-tree', '-z', '--full-tree', revision, ...places)?.toString('utf8') ?? '';
      return entries.split('\0').some((entry) => entry.startsWith(LINK));
    },
    isCommitted: (path) =>
      git(cwd, 'cat-file', '-e', `${revision}:${folder}/${path}`) !== undefined,
    list: (path) => {
      const below = [folder, path].filter((part) => part !== '' && part !== '.').join('/');
      const names = git(cwd, 'ls-tree', '-z', '--name-only', `${revision}:${below}`);
      return (names?.toString('utf8') ?? '').split('\0').filter((name) => name !== '');
    },
  };
}

/** The mode of a symbolic link in git. */
const LINK = '120000';

/** A path and the folders above it. */
function placesOf(path: string): string[] {
  const parts = path.split('/');
  return parts.map((_, at) => parts.slice(0, at + 1).join('/'));
}

/** The text of `revision:file`; `undefined` where there is none. */
export function fileInGit(cwd: string, name: string): string | undefined {
  // A revision that starts with a dash would be read as an option.
  if (name.startsWith('-') || name.indexOf(':') < 1) return undefined;
  return git(cwd, 'show', name)?.toString('utf8');
}

/** The output of a git command that reads; `undefined` where it fails. */
export function git(cwd: string, ...args: string[]): Buffer | undefined {
  try {
    return execFileSync('git', args, {
      cwd,
      stdio: ['ignore', 'pipe', 'ignore'],
      maxBuffer: LARGEST_OUTPUT,
    });
  } catch {
    return undefined;
  }
}

function hashOf(bytes: Buffer | undefined): string | undefined {
  return bytes && createHash('sha256').update(bytes).digest('hex');
}
