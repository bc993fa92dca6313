import { claimKey } from '../../evaluation/rule';
import type { RestoreStep } from '../read/steps';
import type { Reviewed } from './reviewed';

/** What only one restore of an app may have, for rules that compare restores. The first path has it. */
export class ClaimRegister {
  readonly #first = new Map<string, string>();

  /** Makes the claims of one restore. */
  add({ spec, declared }: RestoreStep, { rules }: Reviewed): void {
    for (const rule of rules) {
      if (rule.claim === undefined) continue;
      const claim = claimOf(rule.claim, declared.known);
      if (claim === undefined) continue;
      const key = claimKey(rule.id, claim);
      if (!this.#first.has(key)) this.#first.set(key, spec.path);
    }
  }

  claimedBy(key: string, path: string): string | undefined {
    const first = this.#first.get(key);
    return first === path ? undefined : first;
  }
}

/** A damaged declaration claims nothing; its shape is reported elsewhere. */
function claimOf(claim: (known: object) => string | undefined, known: object): string | undefined {
  try {
    return claim(known);
  } catch {
    return undefined;
  }
}
