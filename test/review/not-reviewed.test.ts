import { objectionsOf } from '../../src/review/check/objections';
import { diffOf } from '../../src/review/diff/diff';
import { type Level, levels } from '../../src/review/model/level';
import { planDocument } from '../../src/review/model/plan';
import type { NotReviewed, PlannedRestore, StatePlace } from '../../src/review/model/schema';
import { plannedFinding, plannedRestore, planOfRestores } from './parts';

const LOCATION = { file: 'stacks/stack/cdk.tf.json', line: 7 };
const ADDRESS = 'module.m';

function part(change: Partial<NotReviewed> = {}): NotReviewed {
  return {
    stack: 'stack',
    address: ADDRESS,
    ruleId: 'NOT_REVIEWED',
    why: 'a module, whose content is not here',
    failsFrom: 'any-change',
    digest: 'one',
    location: LOCATION,
    ...change,
  };
}

function planOf(notReviewed: readonly NotReviewed[], states: readonly StatePlace[] = []) {
  return planDocument('cdktf.out', [], { notReviewed, states }, undefined);
}

interface Allowed {
  readonly stack: string;
  readonly address: string;
  readonly reason: string;
}

/** The levels of `--fail-on` at which a check of what was not reviewed fails. */
function failing(
  head: NotReviewed,
  { base, allowed }: { base?: NotReviewed[]; allowed?: Allowed[] } = {},
): Level[] {
  const plan = planOf([head]);
  const diff = base && diffOf(planOf(base), plan);
  return levels.filter((failOn) => {
    const objections = objectionsOf({ plan, diff, breaks: [], allowed, failOn });
    expect(objections).toHaveLength(1);
    return objections[0]?.level === 'error';
  });
}

const altered = part({ ruleId: 'STEP_ALTERED', failsFrom: 'never' });
const naming = part({ failsFrom: 'destructive' });
const allowed = { stack: 'stack', address: ADDRESS, reason: 'Looked at by hand' };

test.each<[string, NotReviewed, Parameters<typeof failing>[1], Level[]]>([
  ['runs a program', part(), {}, ['any-change']],
  [
    'could erase something, and so for good',
    naming,
    {},
    ['irreversible', 'destructive', 'any-change'],
  ],
  ['stands in the place of something that synth writes', altered, {}, [...levels]],
  ['is new since base', part(), { base: [] }, ['any-change']],
  ['is as in base', part(), { base: [part()] }, []],
  ['is another than in base', part({ digest: 'two' }), { base: [part()] }, ['any-change']],
  [
    'stood at another address in base',
    part(),
    { base: [part({ address: 'module.n' })] },
    ['any-change'],
  ],
  ['stood in another stack in base', part(), { base: [part({ stack: 'other' })] }, ['any-change']],
  ['was altered in base already', altered, { base: [altered] }, [...levels]],
  ['is allowed by the policy', naming, { allowed: [allowed] }, []],
  ['is altered, and allowed', altered, { allowed: [allowed] }, []],
  [
    'is allowed in another stack alone',
    part(),
    { allowed: [{ ...allowed, stack: 'other' }] },
    ['any-change'],
  ],
  [
    'is not the address that is allowed',
    part(),
    { allowed: [{ ...allowed, address: 'module.n' }] },
    ['any-change'],
  ],
])('what %s fails a check from its level on', (_title, head, context, expected) => {
  expect(failing(head, context)).toEqual(expected);
});

describe('what a check says of it', () => {
  const said = (head: NotReviewed, reasons: Allowed[] = []) =>
    objectionsOf({ plan: planOf([head]), breaks: [], allowed: reasons, failOn: 'any-change' });

  test.each([
    [part(), 'not reviewed'],
    [altered, 'altered'],
    [part({ ruleId: 'RESTORE_REMOVED' }), 'removal'],
  ] as const)('$ruleId: where, what, and what to do', (one, word) => {
    expect(said(one)).toEqual([
      {
        restore: `stack: ${ADDRESS}`,
        ruleId: one.ruleId,
        level: 'error',
        message: `${word}: a module, whose content is not here. Review it by hand, then allow the address in the policy with a reason (allowedAddresses), or take it out. [${one.ruleId}]`,
        location: LOCATION,
      },
    ]);
  });

  test('the reason for which it is allowed', () => {
    const [found] = said(part(), [allowed]);
    expect(found?.message).toBe(
      'not reviewed: a module, whose content is not here. The policy allows it: Looked at by hand. [NOT_REVIEWED]',
    );
  });
});

test.each<[string, Partial<NotReviewed>]>([
  ['at the same address, as blocks without a name have it', { digest: 'two' }],
  ['at another address', { address: 'module.n' }],
  ['in another stack', { stack: 'other' }],
])('next to what base has, a part %s counts by itself', (_title, change) => {
  const plan = planOf([part(), part(change)]);
  const objections = objectionsOf({
    plan,
    diff: diffOf(planOf([part()]), plan),
    breaks: [],
    failOn: 'any-change',
  });
  expect(objections.map(({ level }) => level)).toEqual(['error', 'note']);
});

test('a state that is kept elsewhere now is an error of the comparison, once', () => {
  const state = (digest: string) => ({ stack: 'stack', location: LOCATION, digest });
  const parts = [part(), part({ stack: 'other', address: 'terraform' })];
  const plan = planOf(parts, [state('two')]);
  const objections = (base: string, failOn: Level) =>
    objectionsOf({
      plan,
      diff: diffOf(planOf(parts, [state(base)]), plan),
      breaks: [],
      failOn,
    }).map(({ level, restore }) => `${level} ${restore}`);
  const notes = [`note stack: ${ADDRESS}`, 'note other: terraform'];
  expect(objections('one', 'irreversible')).toEqual(['error stack: terraform', ...notes]);
  expect(objections('two', 'irreversible')).toEqual(notes);
});

describe('what the policy may allow of a restore', () => {
  const step = 'null_resource.articles_wait';
  const found = { STEP_ALTERED: step, ERASURE_UNKNOWN: 'destinationCluster', OTHER: 'prop' };

  function judged(ruleId: keyof typeof found, reasons: Allowed[]): string {
    const finding = plannedFinding({
      ruleId,
      path: found[ruleId],
      problem: 'is so',
      stops: ruleId !== 'ERASURE_UNKNOWN',
    });
    const plan = planOfRestores(plannedRestore({ findings: [finding] }));
    const [one] = objectionsOf({ plan, breaks: [], allowed: reasons, failOn: 'never' });
    return `${one?.level}: ${one?.message}`;
  }

  const allow = (address: string, stack = 'stack') => [{ stack, address, reason: 'Agreed' }];
  const { address } = plannedRestore();

  test.each<[string, keyof typeof found, Allowed[], string]>([
    [
      'an altered step, by its own address',
      'STEP_ALTERED',
      allow(step),
      `note: ${step}: is so. The policy allows it: Agreed. [STEP_ALTERED]`,
    ],
    [
      'no altered step by the address of the restore',
      'STEP_ALTERED',
      allow(address),
      `error: ${step}: is so. Change it. [STEP_ALTERED]`,
    ],
    [
      'no altered step of another stack',
      'STEP_ALTERED',
      allow(step, 'other'),
      `error: ${step}: is so. Change it. [STEP_ALTERED]`,
    ],
    [
      'an erasure of which not all is known, by the address of the restore',
      'ERASURE_UNKNOWN',
      allow(address),
      'note: destinationCluster: is so. The policy allows it: Agreed. [ERASURE_UNKNOWN]',
    ],
    [
      'no such erasure by another address',
      'ERASURE_UNKNOWN',
      allow(step),
      'error: destinationCluster: is so. Change it. [ERASURE_UNKNOWN]',
    ],
    ['no other finding', 'OTHER', allow(address), 'error: prop: is so. Change it. [OTHER]'],
    ['nothing where it names nothing', 'OTHER', [], 'error: prop: is so. Change it. [OTHER]'],
  ])('%s', (_title, ruleId, reasons, expected) => {
    expect(judged(ruleId, reasons)).toBe(expected);
  });
});

test('a finding that time alone causes says so', () => {
  const findings = [plannedFinding({ dependsOnDate: true })];
  const plan = planOfRestores(plannedRestore({ findings }));
  const [found] = objectionsOf({ plan, breaks: [], failOn: 'never' });
  expect(found?.message).toBe('prop: is odd (depends on the date). Change it. [RULE]');
});

test('an environment past its end is an error at every level, and is at its first member', () => {
  const about = {
    environment: 'preview-7',
    owner: 'team-search',
    expiresOn: '2026-11-20',
    isOver: true,
  };
  const one = plannedRestore({ about });
  const plan = planOfRestores(one, plannedRestore({ path: 'stack/other', about }));
  expect(objectionsOf({ plan, breaks: [], failOn: 'never' })).toEqual([
    {
      restore: one.path,
      ruleId: 'ENVIRONMENT_EXPIRED',
      prop: 'expires',
      level: 'error',
      message:
        'expires: environment "preview-7" of team-search expired on 2026-11-20 (depends on the date). Destroy it with terraform -chdir=cdktf.out/stacks/stack destroy -target=null_resource.articles_submit -target=null_resource.articles_submit, or extend it with a reason. [ENVIRONMENT_EXPIRED]',
      location: one.location,
    },
  ]);
});

describe('an approval says what is lost', () => {
  const loss: Partial<PlannedRestore> = {
    erases: ['all of `orders`'],
    rewinds: 'what was written since',
    drops: ['the clone `a`'],
  };
  const one = plannedRestore(loss);
  const text = (what: string, level: string) =>
    `needs approval: ${what}. Approve the change, then run the check with a lower --fail-on than ${level}. [APPROVAL]`;

  test('of a restore, where everything counts', () => {
    expect(objectionsOf({ plan: planOfRestores(one), breaks: [], failOn: 'irreversible' })).toEqual(
      [
        {
          restore: one.path,
          ruleId: 'APPROVAL',
          level: 'error',
          message: text('all of orders; what was written since; the clone a', 'irreversible'),
          location: one.location,
        },
      ],
    );
  });

  test('of a change, where only changes count', () => {
    const plan = planOfRestores(plannedRestore({ ...loss, drops: [] }));
    const diff = diffOf(planOfRestores(), plan);
    expect(objectionsOf({ plan, diff, breaks: [], failOn: 'any-change' })).toEqual([
      expect.objectContaining({
        message: text('all of orders; what was written since', 'any-change'),
        location: one.location,
      }),
    ]);
  });

  test('of one that loses nothing, what it does', () => {
    const plan = planOfRestores(plannedRestore());
    const [found] = objectionsOf({ plan, breaks: [], failOn: 'any-change' });
    expect(found?.message).toBe(text('creates a cluster', 'any-change'));
  });
});
