import { resolve } from 'node:path';
import { Lazy } from 'cdktf';
import type { Construct, IConstruct } from 'constructs';
import { ClaimRegister } from '../../evaluation/claims';
import { withinSpec } from '../../spec/encode';
import { listedSources, sourcesHash } from '../../spec/source-list';
import { stackFolder } from './places';
import { isToken } from './tokens';

interface Sources {
  readonly ids: Set<string>;
  /** Made once: each of thousands of restores has it in its steps. */
  readonly token: string;
}

/** The clusters that the restores of an app read from, by vendor. */
const sources = new WeakMap<IConstruct, Map<string, Sources>>();

/** Notes the cluster that a restore reads from, where synth knows it. */
export function addSource(scope: Construct, vendor: string, declaration: object): void {
  const { backup } = declaration as { readonly backup?: { readonly clusterId?: unknown } };
  const id = backup?.clusterId;
  if (typeof id === 'string' && !isToken(id)) sourcesOf(scope, vendor).ids.add(id);
}

/** The ids of all of them, or the hash of their list: a token, because restores are still being added. */
export function allSources(scope: Construct, vendor: string): string {
  return sourcesOf(scope, vendor).token;
}

/** The lists that are in no spec, by vendor. */
export function listsInFiles(scope: Construct): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const [vendor, { ids }] of sources.get(scope.node.root) ?? []) {
    const { text, isFile } = listedSources(ids);
    if (isFile) found.set(vendor, text);
  }
  return found;
}

function sourcesOf(scope: Construct, vendor: string): Sources {
  const { root } = scope.node;
  const all = sources.get(root) ?? new Map<string, Sources>();
  sources.set(root, all);
  const known = all.get(vendor) ?? newSources();
  all.set(vendor, known);
  return known;
}

function newSources(): Sources {
  const ids = new Set<string>();
  let written = { size: 0, value: '' };
  const produce = () => {
    // Only ever added to.
    if (written.size !== ids.size) {
      const { text, isFile } = listedSources(ids);
      written = { size: ids.size, value: withinSpec(isFile ? sourcesHash(text) : text) };
    }
    return written.value;
  };
  return { ids, token: Lazy.stringValue({ produce }) };
}

/** One register for each app, across its stacks. */
const registers = new WeakMap<IConstruct, ClaimRegister>();

/** What the restores of an app claim, and which one came first. Claims are made in the order of construction. */
export function claimsOf(scope: Construct): ClaimRegister {
  const { root } = scope.node;
  const register = registers.get(root) ?? new ClaimRegister();
  registers.set(root, register);
  return register;
}

/**
 * Claims the file for the password of a restore; the function returns the restore that claimed it earlier, if that
 * is another one. Two of them, run at the same time, would overwrite each other's password, which no vendor shows again.
 */
export function passwordFileClaim(scope: Construct, file: string): () => string | undefined {
  const { path } = scope.node;
  const claims = claimsOf(scope);
  // However it is spelt, in whatever stack: relative paths start in the folder of the stack. A file system may take
  // names of another case for the same.
  const key = `password file ${resolve(stackFolder(scope), file).toLowerCase()}`;
  claims.claim(key, path);
  return () => claims.claimedBy(key, path);
}
