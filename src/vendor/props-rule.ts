import type { RuleDescription } from '../evaluation/rule';

/** What the schemas of a vendor report where no rule of its own describes the problem. */
export function propsRule(id: string, vendor: string): RuleDescription {
  return {
    id,
    severity: 'error',
    holds:
      'Every prop exists and has its type, and a token stands for a value of that type; acknowledgements name a rule of the construct and give a reason',
    remedy: 'See the docstring of the prop',
    source: `src/${vendor}/model/declaration.ts`,
    certainty: 'ours',
  };
}
