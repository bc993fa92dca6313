import * as z from 'zod/mini';
import { ClaimRegister } from '../../src/evaluation/claims';
import { type EvaluationContext, evaluate, type Subject } from '../../src/evaluation/evaluate';
import type { Rule } from '../../src/evaluation/rule';
import { number, text } from '../../src/evaluation/schema';

interface Declaration {
  readonly name?: string;
  readonly size?: number;
  readonly takenAt?: string;
}

const rule = (part: Partial<Rule<Declaration>> & Pick<Rule<Declaration>, 'id' | 'check'>) =>
  ({ severity: 'error', holds: '', source: '', ...part }) as Rule<object>;

const named = rule({
  id: 'NAMED',
  claims: ({ name }) => (name === undefined ? [] : [name]),
  check: ({ name = '' }, { claimedBy }) => {
    const other = claimedBy?.(name);
    return other === undefined ? [] : [{ path: 'name', problem: `is that of ${other}`, fix: 'x' }];
  },
});

const fresh = rule({
  id: 'FRESH',
  mayComeLater: true,
  check: ({ takenAt }, { now }) =>
    takenAt === undefined || new Date(takenAt) > now
      ? []
      : [{ cause: 'time', path: 'takenAt', problem: 'is over', fix: 'x' }],
});

const small = rule({
  id: 'SMALL',
  severity: 'acknowledge',
  check: ({ size = 0 }, { isUnknown }) =>
    size > 8 && !isUnknown('name') ? [{ path: 'size', problem: 'is large', fix: 'x' }] : [],
});

const expectation = { ruleId: 'PROPS', expected: 'must be right', fix: 'x' };
const operation = {
  schema: () =>
    z.strictObject({
      name: z.optional(text(/^[a-z]+$/, expectation)),
      size: z.optional(number(() => true, expectation)),
      takenAt: z.optional(z.string()),
    }),
  rules: [named, fresh, small],
  shapeRuleId: 'PROPS',
};

const NOON = new Date('2026-11-21T12:00:00Z');

function evaluated(
  declaration: object,
  stage: EvaluationContext['stage'] = 'synth',
  subject: Partial<Subject> = {},
) {
  const unknown = subject.unknown ?? [];
  return evaluate(
    {
      path: 'stack/this',
      operation,
      declaration,
      unknown,
      isUnknown: (path) => unknown.some(({ keys }) => keys.join('.') === path),
      acknowledge: [],
      ...subject,
    },
    { now: NOON, stage },
  );
}

const idsOf = (found: readonly { ruleId: string; path: string }[]) =>
  found.map(({ ruleId, path }) => `${ruleId} ${path}`);

describe('what time alone brings', () => {
  const over = { takenAt: '2026-11-01T00:00:00Z' };
  const acknowledge = [{ ruleId: 'FRESH', reason: 'restored in May' }];

  test.each(['synth', 'review'] as const)('is a warning at %s', (stage) => {
    const { findings, blocking } = evaluated(over, stage);
    expect(findings).toMatchObject([
      { ruleId: 'FRESH', severity: 'warning', cause: 'time', dependsOnDate: true },
    ]);
    expect(blocking).toEqual([]);
  });

  test('stops the runner before the request, unless it is acknowledged', () => {
    expect(idsOf(evaluated(over, 'run').blocking)).toEqual(['FRESH takenAt']);
    expect(evaluated(over, 'run', { acknowledge }).blocking).toEqual([]);
    expect(evaluated(over, 'run', { acknowledge }).findings).toMatchObject([
      { acknowledged: 'restored in May' },
    ]);
  });

  test.each(['synth', 'review', 'run'] as const)(
    'may be acknowledged beforehand, at %s',
    (stage) => {
      const later = { takenAt: '2027-01-01T00:00:00Z' };
      expect(evaluated(later, stage, { acknowledge }).findings).toEqual([]);
    },
  );
});

describe('acknowledgements', () => {
  test.each([
    ['of a rule that does not exist', 'NONE', 'yes', 'is not a rule of this construct'],
    ['without a reason', 'SMALL', ' ', 'has no reason'],
    ['of nothing', 'SMALL', 'yes', 'accepts a finding that this restore does not have'],
  ])('%s are wrong', (_title, ruleId, reason, problem) => {
    const acknowledge = [{ ruleId, reason }];
    expect(evaluated({}, 'synth', { acknowledge }).blocking).toMatchObject([
      { ruleId: 'PROPS', path: 'acknowledge[0]', problem },
    ]);
    expect(evaluated({}, 'review', { acknowledge }).blocking).toHaveLength(1);
    // A token may have resolved what was acknowledged: that stops no apply.
    expect(evaluated({}, 'run', { acknowledge }).blocking).toEqual([]);
  });

  test('lift a finding that must be acknowledged, and no error', () => {
    const large = { size: 16, name: 'UPPER' };
    const acknowledge = [
      { ruleId: 'SMALL', reason: 'yes' },
      { ruleId: 'PROPS', reason: 'no' },
    ];
    expect(idsOf(evaluated({ size: 16 }).blocking)).toEqual(['SMALL size']);
    const { blocking } = evaluated({ ...large, name: 'lower' }, 'run', { acknowledge });
    expect(blocking).toEqual([]);
    expect(idsOf(evaluated({ ...large, size: 1 }, 'run', { acknowledge }).blocking)).toEqual([
      'PROPS name',
    ]);
  });
});

describe('shape', () => {
  test('a prop of the wrong shape is an error, and unknown to the rules', () => {
    expect(idsOf(evaluated({ name: 'UPPER', size: 16 }).findings)).toEqual(['PROPS name']);
  });

  test('a value that is known after apply is left alone, one of another type is not', () => {
    const unknown = [
      { keys: ['name'], kind: 'string' as const },
      { keys: ['size'], kind: 'string' as const },
    ];
    expect(evaluated({}, 'review', { unknown }).blocking).toMatchObject([
      {
        path: 'size',
        problem: 'must be a number, but Terraform will give a value of another type',
      },
    ]);
  });
});

describe('claims', () => {
  test('the first path has what only one restore may have', () => {
    const claims = new ClaimRegister();
    claims.add(operation.rules, { name: 'a' }, 'stack/first', 'stack');
    claims.add(operation.rules, { name: 'a' }, 'stack/this', 'stack');
    const { blocking } = evaluated({ name: 'a' }, 'synth', { claims });
    expect(blocking).toMatchObject([{ ruleId: 'NAMED', problem: 'is that of stack/first' }]);
    expect(evaluated({ name: 'a' }, 'synth', { claims, path: 'stack/first' }).blocking).toEqual([]);
    expect(evaluated({ name: 'a' }, 'run').blocking).toEqual([]);
  });

  test('a damaged declaration claims nothing', () => {
    const claims = new ClaimRegister();
    const throwing = rule({
      id: 'THROWS',
      claims: () => {
        throw new TypeError('damaged');
      },
      check: () => [],
    });
    expect(() => claims.add([throwing], {}, 'stack/this', 'stack')).not.toThrow();
  });
});

describe('what a rule receives', () => {
  /** Everything that one rule sees of a declaration, and what it finds. */
  function told(declaration: object, subject: Partial<Subject> = {}) {
    let seen: Record<string, unknown> = {};
    const looking = rule({
      id: 'LOOKING',
      check: (given, { isUnknown, stack, surroundings, claimedBy }) => {
        const unknown = ['name', 'size', 'size.x', 'size[0]', 'other'].filter(isUnknown);
        seen = { given, unknown, stack, surroundings, isAlone: claimedBy === undefined };
        return [{ path: 'name', problem: 'was seen', fix: 'x' }];
      },
    });
    const rules = [fresh, looking];
    const { findings } = evaluated(declaration, 'review', {
      operation: { ...operation, rules },
      ...subject,
    });
    const dates = findings.map(({ dependsOnDate }) => dependsOnDate);
    return { ...seen, dates } as Record<string, unknown>;
  }

  test('is the declaration whole where its shape is right', () => {
    expect(told({ name: 'a', size: 1 })).toEqual({
      given: { name: 'a', size: 1 },
      unknown: [],
      stack: '',
      surroundings: undefined,
      isAlone: true,
      dates: [false],
    });
  });

  test('is unknown, and left out, where its shape is wrong; the rest stays', () => {
    expect(told({ name: 'a', size: 'large' })).toMatchObject({
      given: { name: 'a' },
      unknown: ['size', 'size.x', 'size[0]'],
    });
    const unknown = [{ keys: ['name'], kind: 'string' as const }];
    expect(told({ size: 'large' }, { unknown })).toMatchObject({
      given: {},
      unknown: ['name', 'size', 'size.x', 'size[0]'],
    });
    expect(told({ size: 1 }, { unknown })).toMatchObject({ unknown: ['name'] });
  });

  test('is its stack, and what stands around it', () => {
    const surroundings = { backend: 's3' };
    expect(told({}, { stack: 'stack', surroundings })).toMatchObject({
      stack: 'stack',
      surroundings,
    });
  });

  test('are no claims of a rule that makes none, or of a restore that is seen alone', () => {
    expect(told({}, { claims: new ClaimRegister() }).isAlone).toBe(true);
    const { findings } = evaluated({ name: 'a' }, 'run');
    expect(findings).toEqual([]);
  });

  test('is the date, by which the findings of that rule alone depend on it', () => {
    expect(told({ takenAt: '2026-11-21T12:00:00Z' }).dates).toEqual([true, false]);
  });
});

test('a reason belongs to its own rule, the last one counts, and without one there is none', () => {
  const large = { size: 9 };
  const reasonFor = (...acknowledge: { ruleId: string; reason: string }[]) =>
    evaluated(large, 'run', { acknowledge }).findings[0]?.acknowledged;
  expect(reasonFor()).toBeUndefined();
  expect(reasonFor({ ruleId: 'OTHER', reason: 'b' })).toBeUndefined();
  expect(reasonFor({ ruleId: 'SMALL', reason: 'a' }, { ruleId: 'OTHER', reason: 'b' })).toBe('a');
  expect(reasonFor({ ruleId: 'SMALL', reason: 'a' }, { ruleId: 'SMALL', reason: 'b' })).toBe('b');
});
