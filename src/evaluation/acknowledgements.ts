import type { Finding } from './finding';
import type { Issue } from './issue';
import type { AcknowledgedRule, Rule } from './rule';

/** Acknowledgements that are wrong in themselves: an unknown rule, no reason, or nothing to accept. */
export function wrongAcknowledgements(
  acknowledged: readonly AcknowledgedRule[],
  found: readonly Finding[],
  rules: readonly Rule<never>[],
  shapeRuleId: string,
): Issue[] {
  return acknowledged.flatMap((entry, index): Issue[] => {
    const wrong = (problem: string, got: string, fix: string): Issue[] => [
      { ruleId: shapeRuleId, path: `acknowledge[${index}]`, problem, got, fix },
    ];
    const rule = rules.find(({ id }) => id === entry.ruleId);
    if (rule === undefined) {
      const fix = 'Copy the id from the square brackets at the end of the finding';
      return wrong('is not a rule of this construct', entry.ruleId, fix);
    }
    if (entry.reason.trim() === '') {
      const fix = 'State why the finding is accepted: the reviewer reads it';
      return wrong('has no reason', entry.reason, fix);
    }
    if (rule.mayComeLater === true || found.some(({ ruleId }) => ruleId === rule.id)) return [];
    const problem = 'accepts a finding that this restore does not have';
    return wrong(problem, entry.ruleId, 'Remove the acknowledgement');
  });
}
