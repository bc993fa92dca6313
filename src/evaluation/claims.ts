import type { Rule } from './rule';

/**
 * What only one restore of an app may have, for rules that compare restores: two clusters of one name in one
 * project, two restores to one destination. The first path has it. Claims are made before anything is evaluated, so that
 * a thousand restores cost a thousand look-ups.
 */
export class ClaimRegister {
  readonly #first = new Map<string, string>();

  /** Makes the claims of one restore, in its stack. */
  add(rules: readonly Rule<object>[], declaration: object, path: string, stack: string): void {
    for (const { id, claims } of rules) {
      if (claims === undefined) continue;
      for (const claim of claimsOf(claims, declaration, stack)) {
        this.claim(claimKey(id, claim), path);
      }
    }
  }

  /** Makes one claim, where nobody made it earlier. */
  claim(key: string, path: string): void {
    if (!this.#first.has(key)) this.#first.set(key, path);
  }

  /** The path that made the claim earlier, if that is another one. */
  claimedBy(key: string, path: string): string | undefined {
    const first = this.#first.get(key);
    return first === path ? undefined : first;
  }
}

/** A claim among those of all rules. */
export function claimKey(ruleId: string, claim: string): string {
  return `${ruleId} ${claim}`;
}

/** A damaged declaration claims nothing; its shape is reported elsewhere. */
function claimsOf(
  claims: NonNullable<Rule<object>['claims']>,
  known: object,
  stack: string,
): readonly string[] {
  try {
    return claims(known, stack);
  } catch {
    return [];
  }
}
