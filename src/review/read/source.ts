import { existsSync, readFileSync, statSync } from 'node:fs';
import { isAbsolute, join, relative } from 'node:path';
import { quote } from '../../text/text';
import { WrongInput } from '../wrong-input';
import { filesInFolder, filesInGit, git } from './files';
import { jsonOf, readManifest } from './manifest';
import type { Output } from './output';

/** What was named on the command line: an output of synth, or a review that was saved as JSON. */
export type Source =
  | { readonly kind: 'output'; readonly output: Output }
  | { readonly kind: 'plan'; readonly label: string; readonly json: unknown };

/**
 * Reads what the caller named: a `cdktf.out` folder, a review saved with `--format json`, or `revision:folder`
 * for an output that is committed in git.
 */
export function readSource(name: string, cwd: string): Source {
  const path = isAbsolute(name) ? name : join(cwd, name);
  const label = labelOf(name, cwd);
  if (existsSync(path)) {
    if (!statSync(path).isDirectory()) return savedPlan(label, readFileSync(path, 'utf8'));
    return { kind: 'output', output: readManifest(label, filesInFolder(path)) };
  }
  const [revision = '', folder] = splitRevision(name);
  if (folder === undefined) {
    throw new WrongInput(
      `${label}: there is no such folder or file. Run "npx cdktf synth" first, or name "revision:folder" for an output in git.`,
    );
  }
  verifyRevision(revision, name, cwd);
  const below = folder.replace(/\/+$/, '');
  if (below.endsWith('.json')) {
    const text = git(cwd, 'show', `${revision}:${below}`)?.toString('utf8');
    if (text !== undefined) return savedPlan(name, text);
  }
  return { kind: 'output', output: readManifest(name, filesInGit(cwd, revision, below)) };
}

/** A path as messages and locations show it: nothing of this machine above the working folder. */
function labelOf(name: string, cwd: string): string {
  const tidy = name.replace(/[/\\]+$/, '');
  if (!isAbsolute(tidy)) return tidy.replace(/^\.[/\\]/, '') || '.';
  const near = relative(cwd, tidy);
  if (near !== '' && !near.startsWith('..')) return near;
  return tidy.split(/[/\\]/).at(-1) ?? tidy;
}

function splitRevision(name: string): [string, string?] {
  const at = name.indexOf(':');
  return at > 0 ? [name.slice(0, at), name.slice(at + 1)] : [name];
}

function verifyRevision(revision: string, name: string, cwd: string): void {
  // A revision that starts with a dash would be read as an option of git.
  const isKnown =
    !revision.startsWith('-') &&
    git(cwd, 'rev-parse', '--verify', '--quiet', `${revision}^{commit}`) !== undefined;
  if (isKnown) return;
  throw new WrongInput(
    `${name}: is neither a folder nor a revision of this git repository, got revision ${quote(revision)}. Fetch it, or name a folder.`,
  );
}

function savedPlan(label: string, text: string): Source {
  return { kind: 'plan', label, json: jsonOf(label, text) };
}
