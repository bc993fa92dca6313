import { objectionsOf } from '../../src/review/check/objections';
import { diffOf } from '../../src/review/diff/diff';
import type { Level } from '../../src/review/model/level';
import type { PlannedRestore } from '../../src/review/model/schema';
import { plannedFinding, plannedRestore, planOfRestores, stopping } from './parts';

const LEVELS: readonly Level[] = ['never', 'irreversible', 'destructive', 'any-change'];

/** What a check says of a plan, each as `level rule`. */
function objections(head: PlannedRestore[], failOn: Level, base?: PlannedRestore[]): string[] {
  const plan = planOfRestores(...head);
  const diff = base === undefined ? undefined : diffOf(planOfRestores(...base), plan);
  return objectionsOf({ plan, diff, breaks: [], failOn }).map(
    ({ level, ruleId, restore }) => `${level} ${ruleId} ${restore}`,
  );
}
const one = plannedRestore({
  path: 'one',
  rerun: { ...plannedRestore().rerun, identity: { a: '1' } },
});
const other = plannedRestore({ path: 'other', rerun: { ...one.rerun, identity: { a: '2' } } });
const again: PlannedRestore = { ...one, rerun: { ...one.rerun, identity: { a: '3' } } };
const eraser: PlannedRestore = { ...other, destructive: true, erases: ['all of `orders`'] };

const clone = (backup: string): PlannedRestore => ({
  ...one,
  target: { kind: 'new cluster', name: 'articles', project: 'p' },
  rerun: { ...one.rerun, identity: { backup }, erases: true, recovery: 'the vendor keeps it' },
});
const dropped: PlannedRestore = {
  ...one,
  terraform: { action: 'drop', text: '', replacePaths: [], erases: [], drops: ['its cluster'] },
};

describe.each<[string, PlannedRestore[], PlannedRestore[], Record<Level, string[]>]>([
  [
    'nothing changed',
    [one],
    [one],
    { never: [], irreversible: [], destructive: [], 'any-change': [] },
  ],
  [
    'a restore is new',
    [one],
    [one, other],
    { never: [], irreversible: [], destructive: [], 'any-change': ['error APPROVAL other'] },
  ],
  [
    'a restore is removed',
    [one, other],
    [one],
    { never: [], irreversible: [], destructive: [], 'any-change': ['error APPROVAL other'] },
  ],
  [
    'a restore runs again',
    [one],
    [again],
    { never: [], irreversible: [], destructive: [], 'any-change': ['error APPROVAL one'] },
  ],
  [
    'a restore changes without running',
    [one],
    [{ ...one, waitMinutes: 90 }],
    { never: [], irreversible: [], destructive: [], 'any-change': ['error APPROVAL one'] },
  ],
  [
    'a new restore erases data',
    [one],
    [one, eraser],
    {
      never: [],
      irreversible: ['error APPROVAL other'],
      destructive: ['error APPROVAL other'],
      'any-change': ['error APPROVAL other'],
    },
  ],
  [
    'a restore that runs again drops what the vendor can bring back',
    [clone('1')],
    [clone('2')],
    {
      never: [],
      irreversible: [],
      destructive: ['error APPROVAL one'],
      'any-change': ['error APPROVAL one'],
    },
  ],
  [
    'Terraform drops what the code leaves as it is',
    [one],
    [dropped],
    {
      never: [],
      irreversible: [],
      destructive: ['error APPROVAL one'],
      'any-change': ['error APPROVAL one'],
    },
  ],
  [
    'a restore that erased data before stays as it is',
    [one, eraser],
    [one, eraser],
    { never: [], irreversible: [], destructive: [], 'any-change': [] },
  ],
])('where %s', (_title, base, head, expected) => {
  test.each(LEVELS)('--fail-on %s', (level) => {
    expect(objections(head, level, base)).toEqual(expected[level]);
  });
});

describe('without a base every restore counts', () => {
  test.each<[Level, string[]]>([
    ['never', []],
    ['irreversible', ['error APPROVAL other']],
    ['destructive', ['error APPROVAL other']],
    ['any-change', ['error APPROVAL one', 'error APPROVAL other']],
  ])('--fail-on %s', (level, expected) => {
    expect(objections([one, eraser], level).sort()).toEqual(expected);
  });
});

test('a removed restore is reported by what it was, without a place', () => {
  const head = planOfRestores();
  const diff = diffOf(planOfRestores(one), head);
  expect(objectionsOf({ plan: head, diff, breaks: [], failOn: 'any-change' })).toEqual([
    {
      restore: 'one',
      ruleId: 'APPROVAL',
      level: 'error',
      message:
        'needs approval: removed: creates a cluster. Approve the change, then run the check with a lower --fail-on than any-change. [APPROVAL]',
    },
  ]);
});

test.each([
  ['that stops is an error', stopping, ['error RULE one']],
  ['that does not stop is a note', plannedFinding(), ['note RULE one']],
  [
    'that could not be checked is a note',
    plannedFinding({ severity: 'unchecked' }),
    ['note RULE one'],
  ],
  ['that is acknowledged is nothing', plannedFinding({ acknowledged: 'It is known' }), []],
])('a finding %s, whatever the level', (_title, finding, expected) => {
  for (const level of LEVELS) {
    expect(objections([{ ...one, findings: [finding] }], level, [one]).filter(isFinding)).toEqual(
      expected,
    );
  }
});
const isFinding = (line: string) => line.includes('RULE');

test('errors come first', () => {
  const findings = [plannedFinding({ ruleId: 'NOTE' }), stopping];
  expect(objections([{ ...one, findings }], 'never')).toEqual(['error RULE one', 'note NOTE one']);
});

test.each([true, false])('a policy break that stops (%s) is an error, another a note', (stops) => {
  const broken = {
    restore: 'one',
    ruleId: 'POLICY',
    path: 'cluster',
    problem: 'must not be',
    fix: 'Choose another',
    stops,
  };
  const [found] = objectionsOf({ plan: planOfRestores(one), breaks: [broken], failOn: 'never' });
  expect(found).toEqual({
    restore: 'one',
    ruleId: 'POLICY',
    prop: 'cluster',
    level: stops ? 'error' : 'note',
    message: 'cluster: must not be. Choose another. [POLICY]',
    location: one.location,
  });
});
