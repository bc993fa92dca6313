import * as z from 'zod/mini';
import { type EvaluationContext, evaluate } from '../../src/evaluation/evaluate';
import { isBlocking } from '../../src/evaluation/finding';
import type { Cause, Problem, Rule, Severity } from '../../src/evaluation/rule';

const STAGES = ['synth', 'review', 'run'] as const;
const SEVERITIES: readonly Severity[] = ['error', 'acknowledge', 'warning', 'unchecked'];

/** What becomes of the one finding of a rule, acknowledged or not. */
function judge(
  stage: EvaluationContext['stage'],
  usual: Severity,
  {
    isAcknowledged = false,
    own,
    cause,
  }: { isAcknowledged?: boolean; own?: Severity; cause?: Cause },
) {
  const problem: Problem = { path: 'x', problem: 'is odd', fix: 'Fix', severity: own, cause };
  const rule = { id: 'RULE', severity: usual, check: () => [problem] } as unknown as Rule<object>;
  const { findings, blocking } = evaluate(
    {
      path: 'stack/this',
      operation: { schema: () => z.any(), rules: [rule], shapeRuleId: 'PROPS' },
      declaration: {},
      unknown: [],
      isUnknown: () => false,
      acknowledge: isAcknowledged ? [{ ruleId: 'RULE', reason: 'It is known' }] : [],
    },
    { now: new Date('2026-11-21T12:00:00Z'), stage },
  );
  return {
    severity: findings[0]?.severity,
    acknowledged: findings[0]?.acknowledged,
    stops: blocking.length > 0,
  };
}

describe.each(STAGES)('at %s', (stage) => {
  test('an error stops, and nobody accepts it', () => {
    const error = { severity: 'error', acknowledged: undefined, stops: true };
    expect(judge(stage, 'error', {})).toEqual(error);
    expect(judge(stage, 'error', { isAcknowledged: true })).toEqual(error);
  });

  test('an error of a rule that is usually less is an error', () => {
    expect(judge(stage, 'acknowledge', { own: 'error', isAcknowledged: true })).toEqual({
      severity: 'error',
      acknowledged: undefined,
      stops: true,
    });
  });

  test('what must be acknowledged stops until it is', () => {
    expect(judge(stage, 'acknowledge', {})).toMatchObject({ stops: true });
    expect(judge(stage, 'acknowledge', { isAcknowledged: true })).toEqual({
      severity: 'acknowledge',
      acknowledged: 'It is known',
      stops: false,
    });
  });

  test('a warning never stops, and may be acknowledged', () => {
    expect(judge(stage, 'warning', {})).toMatchObject({ stops: false });
    expect(judge(stage, 'warning', { isAcknowledged: true })).toEqual({
      severity: 'warning',
      acknowledged: 'It is known',
      stops: false,
    });
  });

  test('what could not be checked never stops, and nobody accepts it', () => {
    expect(judge(stage, 'unchecked', { isAcknowledged: true })).toEqual({
      severity: 'unchecked',
      acknowledged: undefined,
      stops: false,
    });
  });
});

test.each([
  ['synth', 'error', 'warning'],
  ['synth', 'acknowledge', 'warning'],
  ['review', 'error', 'warning'],
  ['run', 'error', 'acknowledge'],
  ['run', 'acknowledge', 'acknowledge'],
  ['run', 'warning', 'warning'],
  ['run', 'unchecked', 'unchecked'],
] as const)('at %s what time made an %s is a matter of %s', (stage, usual, severity) => {
  expect(judge(stage, usual, { cause: 'time' }).severity).toBe(severity);
});

test.each(SEVERITIES)('a finding of severity %s stops or not', (severity) => {
  const finding = {
    ruleId: 'RULE',
    severity,
    path: 'x',
    problem: '',
    fix: '',
    dependsOnDate: false,
  };
  expect(isBlocking(finding)).toBe(['error', 'acknowledge'].includes(severity));
  // Whoever wrote a reason into it: an error stays one.
  expect(isBlocking({ ...finding, acknowledged: 'It is known' })).toBe(severity === 'error');
});
