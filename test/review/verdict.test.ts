import { planDocument } from '../../src/review/model/plan';
import type { NotReviewed, PlannedRestore } from '../../src/review/model/schema';
import { plannedFinding, plannedRestore, planOfRestores, stopping } from './parts';

const warning = plannedFinding();
const unchecked = plannedFinding({ severity: 'unchecked' });
const accepted = plannedFinding({ severity: 'acknowledge', acknowledged: 'Synthetic data' });
const erasing = {
  action: 'overwrite',
  destructive: true,
  erases: ['the data of `orders`'],
} as const;

test('an app without restores is clear', () => {
  expect(planOfRestores().verdict).toEqual({
    level: 'clear',
    text: 'Nothing is restored by this app',
    points: [],
  });
});

test.each([
  [[], 'clear', 'CLEAR: nothing is erased; 1 restore: 1 creates a cluster'],
  [[accepted], 'clear', 'CLEAR: nothing is erased; 1 restore: 1 creates a cluster'],
  [
    [warning],
    'attention',
    'ATTENTION: nothing is erased; 1 restore: 1 creates a cluster; 1 warning',
  ],
  [
    [unchecked],
    'attention',
    'ATTENTION: nothing is erased; 1 restore: 1 creates a cluster; 1 check could not be run',
  ],
  [
    [stopping],
    'stop',
    'STOP: nothing is erased; 1 restore: 1 creates a cluster; 1 blocking finding',
  ],
  [
    [stopping, warning, stopping],
    'stop',
    'STOP: nothing is erased; 1 restore: 1 creates a cluster; 2 blocking findings; 1 warning',
  ],
] as const)('a restore with the findings %#: %s', (findings, level, text) => {
  const { verdict } = planOfRestores(plannedRestore({ findings: [...findings] }));
  expect(verdict).toMatchObject({ level, text });
});

test('one blocking finding among many restores is a stop, by the name of its restore', () => {
  const restores = ['a', 'b', 'c'].map((path) =>
    plannedRestore({ path, findings: path === 'b' ? [stopping] : [] }),
  );
  expect(planOfRestores(...restores).verdict).toMatchObject({
    level: 'stop',
    points: ['created: `a`, `b`, `c`', 'needs a decision: `b`: 1 blocking finding'],
  });
});

test('what is erased is reported by name, before what needs a decision', () => {
  const restore = plannedRestore({ ...erasing, erases: [...erasing.erases] });
  expect(planOfRestores(restore).verdict).toEqual({
    level: 'destructive',
    text: 'DESTRUCTIVE: 1 of 1 restore erases data',
    points: ['erased: `stack/articles`: the data of `orders`'],
  });
  const { verdict } = planOfRestores({ ...restore, findings: [stopping] });
  expect(verdict.level).toBe('stop');
  expect(verdict.points).toHaveLength(2);
});

test('each kind of restore and of finding is counted', () => {
  const plan = planOfRestores(
    plannedRestore({ path: 'a', findings: [stopping, warning, unchecked] }),
    plannedRestore({ path: 'b', action: 'add', findings: [accepted] }),
    plannedRestore({ path: 'c', ...erasing, erases: [...erasing.erases] }),
    plannedRestore({
      path: 'd',
      action: 'configure',
      findings: [plannedFinding({ acknowledged: 'It is known' })],
    }),
  );
  expect(plan.counts).toEqual({
    restores: 4,
    create: 1,
    add: 1,
    overwrite: 1,
    configure: 1,
    destructive: 1,
    dropping: 0,
    stopping: 1,
    unchecked: 1,
    warnings: 1,
    acknowledged: 2,
    altered: 0,
    notReviewed: 0,
  });
});

describe('what a verdict says, point by point', () => {
  const altered = plannedFinding({
    ruleId: 'STEP_ALTERED',
    severity: 'error',
    path: 'null_resource.a',
    stops: true,
  });
  const unknown = plannedFinding({ ruleId: 'ERASURE_UNKNOWN', severity: 'unchecked', path: 'id' });
  const part = (change: Partial<NotReviewed>): NotReviewed => ({
    stack: 'stack',
    address: 'module.m',
    ruleId: 'NOT_REVIEWED',
    why: 'a module `x`',
    failsFrom: 'any-change',
    digest: '1',
    location: { file: 'f', line: 1 },
    ...change,
  });
  const verdict = (restores: Partial<PlannedRestore>[], notReviewed: NotReviewed[] = []) => {
    const all = restores.map(plannedRestore);
    const { verdict: found, counts } = planDocument(
      'cdktf.out',
      all,
      { notReviewed, states: [] },
      undefined,
    );
    return { ...found, counts };
  };

  test.each<[string, Partial<PlannedRestore>[], NotReviewed[], string, string, string[]]>([
    [
      'an altered step, and how many more',
      [{ findings: [altered, altered, altered] }],
      [],
      'stop',
      'STOP: 3 parts not as synth writes them; nothing is erased; 1 restore: 1 creates a cluster',
      [
        '`stack/articles` is not as synth writes it: `null_resource.a`, and 2 more steps',
        'created: `stack/articles`',
      ],
    ],
    [
      'one altered step, beside a part that nobody reviewed',
      [{ findings: [altered] }],
      [part({})],
      'stop',
      'STOP: 1 part not as synth writes it; nothing is erased; 1 restore: 1 creates a cluster; 1 part not reviewed',
      [
        '`stack/articles` is not as synth writes it: `null_resource.a`',
        'created: `stack/articles`',
        'not reviewed: `module.m` of `stack`: a module ’x’',
      ],
    ],
    [
      'other kinds, once and twice',
      [
        { path: 'a', action: 'add' },
        { path: 'b', action: 'overwrite' },
        { path: 'c', action: 'overwrite' },
      ],
      [],
      'clear',
      'CLEAR: nothing is erased; 3 restores: 1 adds to a cluster, 2 overwrite a cluster',
      ['added to a cluster: `a`'],
    ],
    [
      'one altered file',
      [],
      [part({ ruleId: 'RUNNER_ALTERED', address: 'runner' })],
      'stop',
      'STOP: 1 part not as synth writes it',
      ['altered: `runner` of `stack`: a module ’x’'],
    ],
    [
      'what is not reviewed',
      [],
      [part({}), part({})],
      'attention',
      'ATTENTION: 2 parts not reviewed',
      Array(2).fill('not reviewed: `module.m` of `stack`: a module ’x’'),
    ],
    [
      'a removal',
      [],
      [part({ ruleId: 'RESTORE_REMOVED' })],
      'destructive',
      'DESTRUCTIVE: 1 removal drops its cluster',
      ['removal: `module.m` of `stack`: a module ’x’'],
    ],
    [
      'two removals',
      [],
      Array(2).fill(part({ ruleId: 'RESTORE_REMOVED' })),
      'destructive',
      'DESTRUCTIVE: 2 removals drop their clusters',
      Array(2).fill('removal: `module.m` of `stack`: a module ’x’'),
    ],
    [
      'clones that are dropped',
      [{ drops: ['a', 'b'] }, { path: 'other', drops: ['c'] }],
      [],
      'attention',
      'ATTENTION: nothing is erased; 2 restores: 2 drop their previous clones',
      ['dropped: `stack/articles`: a; b', 'dropped: `other`: c'],
    ],
    [
      'restores of each kind',
      [
        { path: 'a' },
        { path: 'b', action: 'add' },
        { path: 'c', action: 'add' },
        { path: 'd', action: 'overwrite' },
        { path: 'e', action: 'configure' },
        { path: 'f', drops: ['x'] },
        { ...erasing, path: 'g', erases: ['x'], drops: ['y'] },
        { ...erasing, path: 'h', erases: ['x'], rewinds: 'since' },
      ],
      [],
      'destructive',
      'DESTRUCTIVE: 2 of 7 restores erase data, 1 drops its previous clone, 1 creates a cluster, 2 add to a cluster, 1 overwrites a cluster; 1 setting',
      [
        'erased: `g`: x',
        'erased: `h`: x; since',
        'dropped: `f`: x',
        'dropped: `g`: y',
        'created: `a`',
        'added to a cluster: `b`, `c`',
      ],
    ],
    ['settings alone', [{ action: 'configure' }], [], 'clear', 'CLEAR: 1 setting', []],
    [
      'a target that is known after apply',
      [
        {
          ...erasing,
          erases: ['x'],
          findings: [unknown, { ...unknown, path: 'db' }, stopping, stopping],
        },
      ],
      [],
      'stop',
      'STOP: 1 of 1 restore erases data; 2 blocking findings; 2 checks could not be run',
      [
        'erased: `stack/articles`: x',
        'needs a decision: `stack/articles`: 2 blocking findings; what it erases depends on `id`, `db`, known after apply',
      ],
    ],
    [
      'what is expired, each environment once',
      [
        { path: 'a', about: { environment: 'e', owner: 'o', expiresOn: 'day', isOver: true } },
        { path: 'b', about: { environment: 'e', owner: 'o', expiresOn: 'day', isOver: true } },
        { path: 'c', about: { expiresOn: 'day', isOver: true } },
        { path: 'd', about: { expiresOn: 'day', isOver: false } },
      ],
      [],
      'attention',
      'ATTENTION: nothing is erased; 4 restores: 4 create a cluster; 3 restores expired',
      [
        'created: `a`, `b`, `c`, `d`',
        'expired: environment `e` of `o`, on `day`',
        'expired: `c`, on `day`',
      ],
    ],
    [
      'more names than fit, which are counted',
      ['a', 'b', 'c', 'd', 'e', 'f', 'g'].map((path) => ({ path })),
      [],
      'clear',
      'CLEAR: nothing is erased; 7 restores: 7 create a cluster',
      ['created: `a`, `b`, `c`, `d`, `e` and 2 more'],
    ],
    [
      'five names, which do',
      ['a', 'b', 'c', 'd', 'e'].map((path) => ({ path })),
      [],
      'clear',
      'CLEAR: nothing is erased; 5 restores: 5 create a cluster',
      ['created: `a`, `b`, `c`, `d`, `e`'],
    ],
  ])('%s', (_title, restores, notReviewed, level, text, points) => {
    expect(verdict(restores, notReviewed)).toMatchObject({ level, text, points });
  });

  test('each is counted', () => {
    const { counts } = verdict(
      [{ findings: [altered], about: { isOver: true } }, { drops: ['a'] }],
      [
        part({}),
        part({ ruleId: 'STEP_ALTERED' }),
        part({ ruleId: 'RUNNER_ALTERED' }),
        part({ ruleId: 'RESTORE_REMOVED' }),
      ],
    );
    expect(counts).toMatchObject({
      altered: 3,
      notReviewed: 1,
      removals: 1,
      pastEnd: 1,
      dropping: 1,
      stopping: 0,
    });
  });

  test('restores that wait one by one, more than Terraform runs at a time', () => {
    const waiting = (count: number, change: Partial<PlannedRestore> = {}) =>
      Array.from({ length: count }, (_, at) => ({ path: `${at}`, waitMinutes: 1, ...change }));
    const said = (...restores: Partial<PlannedRestore>[]) =>
      verdict(restores).points.filter((point) => point.startsWith('waits: '));
    const group = { path: 'g', members: 2, waitAddress: 'w' };
    expect(said(...waiting(11))).toEqual([
      expect.stringMatching(/^waits: `stack`: 11 restores wait .* -parallelism=11$/),
    ]);
    expect(said(...waiting(10))).toEqual([]);
    expect(said(...waiting(10), ...waiting(1, { stack: 'other' }))).toEqual([]);
    expect(said(...waiting(10), ...waiting(2, { group }))).toEqual([]);
    expect(said(...waiting(10), ...waiting(2, { waitMinutes: undefined }))).toEqual([]);
    const alone = [{ address: 'null_resource.a["x"]' }, { drill: { results: 'x' } as never }].map(
      (change) => said(...waiting(10), ...waiting(1, change)).join(),
    );
    for (const text of alone) expect(text).not.toBe(said(...waiting(11)).join());
  });
});
