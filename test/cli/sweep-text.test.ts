import { sweepText } from '../../src/cli/sweep-text';
import type { Finding, Undecided } from '../../src/records/findings';
import type { UnrecordedFinding } from '../../src/records/unrecorded';

function finding(change: Partial<Finding> = {}): Finding {
  return {
    reason: 'removed',
    path: 'staging/articles',
    stack: 'staging',
    workspace: 'default',
    vendor: 'Zilliz Cloud',
    clusterId: 'in01-a',
    clusterName: 'articles',
    databases: [],
    text: 'RUNNING',
    cause: 'the code no longer declares it',
    evidence: ['its id is recorded', 'its name is ours'],
    doubts: [],
    command: 'cluster-restore sweep --delete',
    environment: undefined,
    owner: undefined,
    expiresOn: undefined,
    isStateKnown: true,
    isDeletable: true,
    ...change,
  } as Finding;
}

const lines = (
  findings: readonly Finding[],
  undecided: readonly Undecided[] = [],
  unrecorded: readonly UnrecordedFinding[] = [],
) => sweepText(findings, undecided, unrecorded).split('\n');

const PROOF = '  belongs to this app because: its id is recorded; its name is ours';

test('nothing found is one line', () => {
  expect(sweepText([], [], [])).toBe('sweep: 0 findings\n');
});

test.each<[string, Partial<Finding>, string[]]>([
  [
    'what is ours, with what drops it',
    {},
    [
      'in01-a (RUNNING): the code no longer declares it',
      PROOF,
      '  run: cluster-restore sweep --delete',
    ],
  ],
  [
    'whose it is',
    { environment: 'pr-1', owner: 'search' },
    [
      'in01-a (RUNNING, environment pr-1, owner search): the code no longer declares it',
      PROOF,
      '  run: cluster-restore sweep --delete',
    ],
  ],
  [
    'what has no id, by its path',
    { clusterId: undefined },
    [
      'staging/articles (RUNNING): the code no longer declares it',
      PROOF,
      '  run: cluster-restore sweep --delete',
    ],
  ],
  [
    'what is in a cluster that stays',
    { command: undefined },
    [
      'in01-a (RUNNING): the code no longer declares it',
      PROOF,
      '  it is in a cluster that stays: remove it there if nobody needs it',
    ],
  ],
  [
    'what nothing is known of in the state',
    { command: undefined, isStateKnown: false },
    [
      'in01-a (RUNNING): the code no longer declares it',
      PROOF,
      '  it cannot be dropped here until the state is known',
    ],
  ],
  [
    'what may be of somebody else',
    { command: undefined, doubts: ['another name', 'another project'] },
    [
      'in01-a (RUNNING): the code no longer declares it',
      '  not proven to belong to this app: another name; another project',
      '  check it in the console of Zilliz Cloud, and drop it there if nobody needs it',
    ],
  ],
])('a finding says %s', (_title, change, expected) => {
  expect(lines([finding(change)])).toEqual([...expected, 'sweep: 1 finding', '']);
});

describe('an environment that has expired', () => {
  const expired = (change: Partial<Finding> = {}) =>
    finding({ reason: 'expired', environment: 'pr-1', expiresOn: '2026-11-01', ...change });

  test('is one finding for people, with its members', () => {
    const two = [expired({ owner: 'search' }), expired({ path: 'staging/b', clusterId: 'in01-b' })];
    expect(lines(two)).toEqual([
      'environment pr-1, 2 restores: expired on 2026-11-01 (owner: search)',
      '  staging/articles: in01-a (RUNNING); belongs to this app because: its id is recorded; its name is ours',
      '  staging/b: in01-b (RUNNING); belongs to this app because: its id is recorded; its name is ours',
      '  run: cluster-restore sweep --delete',
      'sweep: 2 findings, 2 expired',
      '',
    ]);
  });

  test.each<[string, Partial<Finding>]>([
    ['of another name', { environment: 'pr-2' }],
    ['of another stack', { stack: 'other' }],
    ['of another workspace', { workspace: 'other' }],
  ])('is another one than one %s', (_title, change) => {
    const heads = lines([expired(), expired(change)]).filter((line) => /^environment/.test(line));
    expect(heads).toHaveLength(2);
  });

  test('is no group where a restore alone has expired, or something else is wrong', () => {
    const found = [expired({ environment: undefined }), expired({ reason: 'removed' as never })];
    const all = lines([...found, expired({ command: undefined })]);
    expect(all.slice(0, 6).filter((line) => line.startsWith('in01-a'))).toHaveLength(2);
    expect(all.slice(6)).toEqual([
      'environment pr-1, 1 restore: expired on 2026-11-01 (owner: not stated)',
      '  staging/articles: in01-a (RUNNING); belongs to this app because: its id is recorded; its name is ours',
      '  run: ',
      'sweep: 3 findings, 2 expired',
      '',
    ]);
  });
});

test('what is not known, and what is not recorded, is told too', () => {
  const unknown = { path: 'staging/c', stack: 'staging', workspace: 'default', text: 'no state' };
  const unrecorded = {
    ...{ clusterId: 'in01-z', text: 'RUNNING', signs: ['its name', 'its time'] },
    vendor: 'Zilliz Cloud',
  } as unknown as UnrecordedFinding;
  const undecided = [
    { ...unknown, clusterId: undefined },
    { ...unknown, clusterId: 'in01-c' },
  ];
  expect(lines([], undecided, [unrecorded])).toEqual([
    'NOT KNOWN staging/c: no state',
    'NOT KNOWN staging/c (in01-c): no state',
    'NOT RECORDED in01-z (RUNNING): looks restored, and no state or journal here mentions it',
    '  signs: its name; its time',
    '  never dropped here: check it in the console of Zilliz Cloud',
    'sweep: 0 findings, 2 not known, 1 not recorded',
    '',
  ]);
});

test('what a vendor names cannot steer the terminal', () => {
  const odd = '\u001b[31m';
  const change = {
    path: odd,
    clusterId: odd,
    text: odd,
    cause: odd,
    evidence: [odd],
    command: odd,
  };
  const undecided = [{ path: odd, stack: '', workspace: '', clusterId: odd, text: odd }];
  const unrecorded = [
    { clusterId: odd, text: odd, signs: [odd], vendor: 'Z' } as unknown as UnrecordedFinding,
  ];
  const text = sweepText(
    [finding({ ...change, environment: odd, owner: odd }), finding({ ...change, doubts: [odd] })],
    undecided,
    unrecorded,
  );
  expect(text).not.toContain('\u001b');
});
