import { isAbsolute, normalize } from 'node:path';
import { TerraformStack } from 'cdktf';
import type { Construct, IConstruct } from 'constructs';
import { claimKey, type Rule } from '../../evaluation/rule';

/** What the restores of an app claim, and which one came first: one register for each app. */
const registers = new WeakMap<IConstruct, Map<string, string>>();

/** What one restore may ask the register of its app. */
export interface Claims {
  /** The construct path of the restore that made the claim earlier, if that is another one. */
  claimedBy(key: string): string | undefined;
}

/**
 * Lets rules compare the restores of one app, across its stacks: two clusters of one name in one project,
 * two restores to one destination. A rule that does so has a `claim`, what only one restore may have, and
 * its `check` asks `claimedBy(claim)` for the restore that has it already. Claims are made when the
 * construct is created, in that order, and asked about when the app is validated, so that a thousand
 * restores cost a thousand look-ups. `DeclarationValidation` calls this where it is given its scope.
 */
export function claimsOf(scope: Construct, rules: readonly Rule<object>[], known: object): Claims {
  const { root, path } = scope.node;
  const register = registers.get(root) ?? new Map<string, string>();
  registers.set(root, register);
  for (const rule of rules) {
    const claim = rule.claim?.(known);
    if (claim === undefined) continue;
    const key = claimKey(rule.id, claim);
    if (!register.has(key)) register.set(key, path);
  }
  return {
    claimedBy: (key) => {
      const first = register.get(key);
      return first === path ? undefined : first;
    },
  };
}

/**
 * The restore whose password goes to the same file, if another one claimed it earlier. Two of them, run at
 * the same time, would overwrite each other's password, which no vendor shows again.
 */
export function passwordFileClaim(scope: Construct, file: string): () => string | undefined {
  const { root, path } = scope.node;
  const register = registers.get(root) ?? new Map<string, string>();
  registers.set(root, register);
  // A relative path starts in the folder of the stack.
  const place = isAbsolute(file) ? '' : TerraformStack.of(scope).node.path;
  const key = `password file ${place} ${normalize(file)}`;
  if (!register.has(key)) register.set(key, path);
  return () => (register.get(key) === path ? undefined : register.get(key));
}
