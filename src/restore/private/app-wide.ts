import { isAbsolute, normalize } from 'node:path';
import { TerraformStack } from 'cdktf';
import type { Construct, IConstruct } from 'constructs';
import { ClaimRegister } from '../../evaluation/claims';

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
  // A relative path starts in the folder of the stack.
  const place = isAbsolute(file) ? '' : TerraformStack.of(scope).node.path;
  const key = `password file ${place} ${normalize(file)}`;
  claims.claim(key, path);
  return () => claims.claimedBy(key, path);
}
