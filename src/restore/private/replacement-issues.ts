import type { Issue } from '../../evaluation/issue';
import { INSTANCE_TOKEN } from '../../spec/step-instance';
import type { OperationDefinition } from '../../vendor/definition';
import { RemovalPolicy } from '../removal-policy';
import { Replacement } from '../replacement';
import { type Rerun, RerunScope } from '../rerun';
import { isToken } from './tokens';

/** The props that decide whether an old and a new clone can stand side by side. */
interface ReplacementProps {
  readonly replacement?: Replacement | undefined;
  readonly rerun?: Rerun | undefined;
  readonly removalPolicy?: RemovalPolicy | undefined;
}

/** What a clone needs that replaces the one before it only when it is verified. */
export function replacementIssues<Declaration>(
  { isUnique, shapeRuleId: ruleId }: OperationDefinition<Declaration>,
  declaration: Declaration,
  { replacement, rerun, removalPolicy }: ReplacementProps,
): Issue[] {
  if (isUnique === undefined || replacement === undefined) return [];
  const path = 'replacement';
  const issue = (problem: string, fix: string, got?: unknown): Issue => {
    return { ruleId, path, problem, got, fix };
  };
  if (isToken(replacement)) {
    return [issue('must be known at synth', 'Give a member of Replacement')];
  }
  if (!Object.values<unknown>(Replacement).includes(replacement)) {
    return [issue('must be a member of Replacement', 'Use a member of the enum', replacement)];
  }
  if (replacement === Replacement.BEFORE_RESTORE) return [];
  const token: unknown = rerun?.token;
  const isNamed = rerun?.scope === RerunScope.TOKEN && typeof token === 'string' && !isToken(token);
  const issues: Issue[] = [];
  if (!isUnique(declaration)) {
    const problem =
      'AFTER_VERIFICATION keeps the previous clone while the new one is restored, so each needs its own name';
    issues.push(issue(problem, 'Set uniqueName'));
  }
  if (!isNamed || !INSTANCE_TOKEN.test(token)) {
    const problem =
      'AFTER_VERIFICATION distinguishes clones by the token of Rerun.onToken: 1 to 64 letters, digits, ".", "_" and "-", known at synth';
    const fix = 'Set rerun to Rerun.onToken("2026-w48")';
    issues.push(issue(problem, fix, isNamed ? token : undefined));
  }
  if (removalPolicy !== RemovalPolicy.DESTROY) {
    const problem = 'AFTER_VERIFICATION drops the previous clone, but the removal policy keeps it';
    issues.push(issue(problem, 'Set RemovalPolicy.DESTROY, or leave replacement out'));
  }
  return issues;
}
