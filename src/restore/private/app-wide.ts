import { resolve } from 'node:path';
import type { Construct, IConstruct } from 'constructs';
import { ClaimRegister } from '../../evaluation/claims';
import { stackFolder } from './places';

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
