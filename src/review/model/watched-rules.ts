import type { Rule } from '../../evaluation/rule';
import type { ReviewClock } from './clock';
import type { Reviewed } from './reviewed';

/** The rules of an operation, which remember which of them asked for the date. */
export interface WatchedRules {
  readonly rules: Reviewed['rules'];
  readonly ids: readonly string[];
  /** The rules that asked since the last call. */
  takeDated(): ReadonlySet<string>;
}

/** Wraps the rules once for a whole review: to wrap them for each restore costs more than they do. */
export function watchRules({ rules }: Reviewed, clock: ReviewClock): WatchedRules {
  let dated = new Set<string>();
  const watched = rules.map(
    (rule): Rule<object> => ({
      ...rule,
      check(declaration, circumstances) {
        const before = clock.reads;
        const problems = rule.check(declaration, circumstances);
        if (clock.reads !== before) dated.add(rule.id);
        return problems;
      },
    }),
  );
  return {
    rules: watched,
    ids: rules.map(({ id }) => id),
    takeDated: () => {
      const taken = dated;
      if (taken.size > 0) dated = new Set();
      return taken;
    },
  };
}
