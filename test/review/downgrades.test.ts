import { downgradesIn } from '../../src/review/diff/downgrades';
import type { PlannedRestore } from '../../src/review/model/schema';
import { plannedFinding, plannedRestore } from './parts';

type Encryption = NonNullable<PlannedRestore['encryption']>;
const encrypted = (
  customerKey: Encryption['customerKey'],
  change: Encryption['change'] = 'same',
): Partial<PlannedRestore> => ({ encryption: { text: '', customerKey, change } });
const LESS = 'encryption: the restored cluster is less protected than the backup';
const NO_KEY = 'encryption: the customer-managed key (CMEK) is no longer used';

/** From one restore to another; without the first, it is new. */
const downgrades = (
  base: Partial<PlannedRestore> | undefined,
  head: Partial<PlannedRestore>,
  erased: readonly string[] = [],
) =>
  downgradesIn(base === undefined ? undefined : plannedRestore(base), plannedRestore(head), erased);

test.each<[string, Partial<PlannedRestore>, string[]]>([
  ['weaker than its backup', encrypted('no', 'weaker'), [LESS]],
  ['as strong as its backup', encrypted('no', 'same'), []],
  ['stronger than its backup', encrypted('yes', 'stronger'), []],
  ['of which that is not known', encrypted('unknown', 'unknown'), []],
  ['of which nothing is said', {}, []],
])('a new restore that is %s', (_title, head, lines) => {
  expect(downgrades(undefined, head)).toEqual(lines);
});

test.each<[string, Partial<PlannedRestore>, Partial<PlannedRestore>, string[]]>([
  ['loses its key', encrypted('yes'), encrypted('no'), [NO_KEY]],
  ['loses its key and all encryption', encrypted('yes'), {}, [NO_KEY]],
  ['may lose its key', encrypted('yes'), encrypted('unknown'), [NO_KEY]],
  ['keeps its key', encrypted('yes'), encrypted('yes'), []],
  ['gets a key', encrypted('no'), encrypted('yes', 'stronger'), []],
  ['becomes weaker than its backup', encrypted('no'), encrypted('no', 'weaker'), [LESS]],
  ['was weaker before', encrypted('no', 'weaker'), encrypted('no', 'weaker'), []],
])('a restore that %s', (_title, base, head, lines) => {
  expect(downgrades(base, head)).toEqual(lines);
});

test.each<[string, Partial<PlannedRestore>, Partial<PlannedRestore>, string[]]>([
  [
    'a destroy that drops the cluster',
    { removalPolicy: 'retain' },
    { removalPolicy: 'destroy' },
    ['removal policy: from retain to destroy; a destroy or a re-run drops the cluster'],
  ],
  [
    'a destroy that leaves the cluster',
    { removalPolicy: 'destroy' },
    { removalPolicy: 'retain' },
    ['removal policy: from destroy to retain; nothing drops the cluster'],
  ],
  ['a data loss that is new', {}, { erases: ['all of `orders`'] }, ['data loss: all of `orders`']],
  ['a data loss of before', { erases: ['all'] }, { erases: ['all'] }, []],
  [
    'a shorter timeout',
    { waitMinutes: 60 },
    { waitMinutes: 59 },
    ['timeout: from 60 to 59 minutes; a restore that takes longer fails the apply'],
  ],
  ['the same timeout', { waitMinutes: 60 }, { waitMinutes: 60 }, []],
  ['a longer timeout', { waitMinutes: 60 }, { waitMinutes: 61 }, []],
  [
    'an older backup',
    { backup: { text: '', createdAt: '2026-11-20T00:00:00Z' } },
    { backup: { text: '', createdAt: '2026-11-19T00:00:00Z' } },
    ['backup: an older one, of `2026-11-19T00:00:00Z` instead of `2026-11-20T00:00:00Z`'],
  ],
  [
    'a newer backup',
    { backup: { text: '', createdAt: '2026-11-19T00:00:00Z' } },
    { backup: { text: '', createdAt: '2026-11-20T00:00:00Z' } },
    [],
  ],
  [
    'backups that are switched off',
    { schedule: { enabled: true } },
    { schedule: { enabled: false } },
    ['backups: switched off'],
  ],
  [
    'backups that are rarer',
    { schedule: { everyMinutes: 60 } },
    { schedule: { everyMinutes: 240 } },
    ['backups: every 240 minutes instead of every 60'],
  ],
  [
    'backups that are more frequent',
    { schedule: { everyMinutes: 60 } },
    { schedule: { everyMinutes: 5 } },
    [],
  ],
  [
    'backups that are kept for a shorter time',
    { schedule: { keptDays: 30 } },
    { schedule: { keptDays: 7 } },
    ['backups: kept 7 days instead of 30'],
  ],
  [
    'backups that are kept longer',
    { schedule: { keptDays: 7 } },
    { schedule: { keptDays: 30 } },
    [],
  ],
])('%s', (_title, base, head, lines) => {
  expect(downgrades(base, head)).toEqual(lines);
});

test('what this change erases is not reported twice', () => {
  expect(downgrades({}, { erases: ['all'] }, ['all'])).toEqual([]);
});

test('an acknowledgement counts where it is new and accepts something', () => {
  const accepted = plannedFinding({ ruleId: 'A', acknowledged: 'Synthetic data' });
  const line = 'acknowledges `A`: `Synthetic data`';
  const acknowledgements = [{ ruleId: 'A', reason: 'Synthetic data' }];
  expect(downgrades({}, { findings: [accepted] })).toEqual([line]);
  expect(downgrades(undefined, { findings: [accepted, accepted] })).toEqual([line]);
  expect(downgrades({ acknowledgements }, { findings: [accepted] })).toEqual([]);
  expect(downgrades({}, { acknowledgements, findings: [plannedFinding()] })).toEqual([]);
});
