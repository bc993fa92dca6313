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
