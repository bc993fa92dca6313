import { mayHavePattern, RestorePattern } from '../../spec/restore-pattern';
import type { Mates } from './mates';
import type { RestoreToBuild } from './rebuild';

/** More shapes than the restores of one stack have, as a rule. */
const MOST = 8;

/** The shapes of the restores of a stack, found as they come. */
export class Patterns {
  readonly #known: RestorePattern[] = [];

  /**
   * Whether the steps of a restore are as synth writes them, all of them. False where no pattern says so: what is
   * different in them is found by building them.
   */
  isAsWritten({ model, expressions }: RestoreToBuild, mates: Mates): boolean {
    if (!expressions.isEmpty) return false;
    for (const pattern of this.#known) {
      const texts = pattern.textsOf(model);
      if (texts !== undefined) return pattern.isWritten(texts, bodiesOf(mates));
    }
    if (this.#known.length < MOST && mayHavePattern(model)) {
      this.#known.push(new RestorePattern(model, expressions.tokens));
    }
    return false;
  }
}

function bodiesOf(mates: Mates): Record<string, object> {
  const bodies: Record<string, object> = {};
  for (const [name, { body }] of Object.entries(mates)) bodies[name] = body;
  return bodies;
}
