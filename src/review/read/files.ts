import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { OutputFiles } from './output';

const LARGEST_OUTPUT = 256 * 1024 * 1024;

/** The files of an output folder. */
export function filesInFolder(folder: string): OutputFiles {
  const bytes = (path: string) => {
    const file = join(folder, path);
    return existsSync(file) && statSync(file).isFile() ? readFileSync(file) : undefined;
  };
  return {
    read: (path) => bytes(path)?.toString('utf8'),
    hash: (path) => hashOf(bytes(path)),
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
    list: (path) => {
      const below = [folder, path].filter((part) => part !== '' && part !== '.').join('/');
      const names = git(cwd, 'ls-tree', '-z', '--name-only', `${revision}:${below}`);
      return (names?.toString('utf8') ?? '').split('\0').filter((name) => name !== '');
    },
  };
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
