import { wrongAcknowledgements } from '../../src/evaluation/acknowledgements';
import { ClaimRegister, claimKey } from '../../src/evaluation/claims';
import { asError, isBlocking } from '../../src/evaluation/finding';
import { renderIssue } from '../../src/evaluation/issue';
import type { Rule } from '../../src/evaluation/rule';

const rule = (id: string, more: Partial<Rule<object>> = {}): Rule<object> => ({
  id,
  severity: 'error',
  holds: '',
  remedy: '',
  source: '',
  certainty: '',
  check: () => [],
  ...more,
});

describe('claims', () => {
  const names = rule('NAME', {
    claims: ({ name }: { name?: string }, stack: string) => [`${stack} ${name}`],
  } as never);

  test('are had by the first path that makes them, each rule for itself', () => {
    const register = new ClaimRegister();
    register.add([rule('NONE'), names], { name: 'a' }, 'first', 'stack');
    register.add([names], { name: 'a' }, 'second', 'stack');
    const key = claimKey('NAME', 'stack a');
    expect(key).toBe('NAME stack a');
    expect(register.claimedBy(key, 'second')).toBe('first');
    expect(register.claimedBy(key, 'first')).toBeUndefined();
    expect(register.claimedBy(claimKey('OTHER', 'stack a'), 'second')).toBeUndefined();
    expect(register.claimedBy(claimKey('NAME', 'other a'), 'second')).toBeUndefined();
  });

  test('are none of a declaration that cannot be read', () => {
    const broken = rule('BROKEN', {
      claims: () => {
        throw new TypeError('of the declaration');
      },
    });
    const register = new ClaimRegister();
    register.add([broken, names], { name: 'a' }, 'first', '');
    expect(register.claimedBy('NAME  a', 'second')).toBe('first');
  });
});

describe('an acknowledgement', () => {
  const wrong = (ruleId: string, reason = 'it is so', found: string[] = []) =>
    wrongAcknowledgements(
      [
        { ruleId: 'FOUND', reason: 'fine' },
        { ruleId, reason },
      ],
      ['FOUND', ...found].map((id) => asError({ ruleId: id, path: '', problem: '', fix: '' })),
      [rule('FOUND'), rule('RULE'), rule('LATER', { mayComeLater: true })],
      'SHAPE',
    );

  test('of what was found, or may be found later, is right', () => {
    expect(wrong('RULE', 'it is so', ['RULE'])).toEqual([]);
    expect(wrong('LATER')).toEqual([]);
  });

  test.each([
    [
      'NONE',
      'x',
      'is not a rule of this construct',
      'NONE',
      'Copy the id from the square brackets at the end of the finding',
    ],
    ['RULE', ' ', 'has no reason', ' ', 'State why the finding is accepted: the reviewer reads it'],
    ['LATER', '', 'has no reason', '', 'State why the finding is accepted: the reviewer reads it'],
    [
      'RULE',
      'x',
      'accepts a finding that this restore does not have',
      'RULE',
      'Remove the acknowledgement',
    ],
  ])('of %s with the reason %j %s', (ruleId, reason, problem, got, fix) => {
    expect(wrong(ruleId, reason)).toEqual([
      { ruleId: 'SHAPE', path: 'acknowledge[1]', problem, got, fix },
    ]);
  });
});

test('a finding stops a restore where it is an error, or nobody acknowledged it', () => {
  const finding = (severity: string, acknowledged?: string) =>
    isBlocking({ severity, acknowledged, dependsOnDate: false } as never);
  expect([finding('error'), finding('error', 'x')]).toEqual([true, true]);
  expect([finding('acknowledge'), finding('acknowledge', '')]).toEqual([true, false]);
  expect([finding('warning'), finding('unchecked')]).toEqual([false, false]);
  expect(asError({ ruleId: 'A', path: '', problem: '', fix: '' })).toMatchObject({
    severity: 'error',
    dependsOnDate: false,
  });
});

test('an issue is one line, and says what was given where something was', () => {
  const issue = { ruleId: 'RULE', path: 'a.b', problem: 'is wrong', fix: 'Correct it' };
  expect(renderIssue(issue)).toBe('a.b: is wrong. Correct it. [RULE]');
  expect(renderIssue({ ...issue, got: null })).toBe('a.b: is wrong, got null. Correct it. [RULE]');
  expect(renderIssue({ ...issue, path: '', got: 'x' })).toBe(
    'is wrong, got "x". Correct it. [RULE]',
  );
});
