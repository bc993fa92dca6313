import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { isAbsolute, join, relative } from 'node:path';
import { quoted } from '../../text/text';
import { WrongInput } from '../wrong-input';
import { jsonOf, readManifest } from './manifest';
import type { Output } from './output';

/** What was named on the command line: an output of synth, or a plan that was saved as JSON. */
export type Source =
  | { readonly kind: 'output'; readonly output: Output }
  | { readonly kind: 'plan'; readonly label: string; readonly json: unknown };

/**
 * Reads what the caller named: a `cdktf.out` folder, a plan saved with `--format json`, or `revision:folder`
 * for an output that is committed in git.
 */
export function readSource(given: string, cwd: string): Source {
  const path = isAbsolute(given) ? given : join(cwd, given);
  const label = shown(given, cwd);
  if (existsSync(path)) {
    if (!statSync(path).isDirectory()) return savedPlan(label, readFileSync(path, 'utf8'));
    return { kind: 'output', output: readManifest(label, (file) => readText(join(path, file))) };
  }
  const [revision = '', folder] = splitRevision(given);
  if (folder === undefined) {
    throw new WrongInput(
      `${label}: there is no such folder or file. Run "npx cdktf synth" first, or name "revision:folder" for an output in git.`,
    );
  }
  verifyRevision(revision, given, cwd);
  const below = folder.replace(/\/+$/, '');
  const read = (file: string) => git(cwd, 'show', `${revision}:${below}/${file}`);
  if (below.endsWith('.json')) {
    const text = git(cwd, 'show', `${revision}:${below}`);
    if (text !== undefined) return savedPlan(given, text);
  }
  return { kind: 'output', output: readManifest(given, read) };
}

/** A path as messages and locations show it: nothing of this machine above the working folder. */
function shown(given: string, cwd: string): string {
  const tidy = given.replace(/[/\\]+$/, '');
  if (!isAbsolute(tidy)) return tidy.replace(/^\.[/\\]/, '') || '.';
  const near = relative(cwd, tidy);
  if (near !== '' && !near.startsWith('..')) return near;
  return tidy.split(/[/\\]/).at(-1) ?? tidy;
}

function splitRevision(given: string): [string, string?] {
  const at = given.indexOf(':');
  return at > 0 ? [given.slice(0, at), given.slice(at + 1)] : [given];
}

function verifyRevision(revision: string, given: string, cwd: string): void {
  // A revision that starts with a dash would be read as an option of git.
  const isKnown =
    !revision.startsWith('-') &&
    git(cwd, 'rev-parse', '--verify', '--quiet', `${revision}^{commit}`) !== undefined;
  if (isKnown) return;
  throw new WrongInput(
    `${given}: is neither a folder nor a revision of this git repository, got revision ${quoted(revision)}. Fetch it, or name a folder.`,
  );
}

function savedPlan(label: string, text: string): Source {
  return { kind: 'plan', label, json: jsonOf(label, text) };
}

function readText(path: string): string | undefined {
  return existsSync(path) ? readFileSync(path, 'utf8') : undefined;
}

const LARGEST_OUTPUT = 256 * 1024 * 1024;

function git(cwd: string, ...args: string[]): string | undefined {
  try {
    const stdio = ['ignore', 'pipe', 'ignore'] as const;
    return execFileSync('git', args, {
      cwd,
      encoding: 'utf8',
      stdio: [...stdio],
      maxBuffer: LARGEST_OUTPUT,
    });
  } catch {
    return undefined;
  }
}
