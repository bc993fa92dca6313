import type { LedgerEntry } from '../../src/records/ledger';
import type { Looked } from '../../src/records/look';
import { fails, isWorthALook, statusOf } from '../../src/records/status';
import { drillOfAMonth } from '../support/drills';
import { cluster, declared, entry, held, journal, place, records } from './support/values';

const NOW = new Date('2026-11-21T08:00:00Z');
const PAST = { owner: 'search', expiresOn: '2026-11-20' };
const all = records([place()], [declared()]);
const ended = journal({ clusters: [cluster('in01-1')] });
const TERRAFORM = 'terraform -chdir=out/stacks/stack';

const there = (change: Partial<Looked> = {}): Looked => ({
  ...{ presence: 'there', text: 'articles, RUNNING', name: 'articles' },
  ...{ drift: [], unconfirmed: [], doubts: [], ...change },
});
const line = (one: LedgerEntry, looked: Partial<Looked> | undefined = {}) =>
  statusOf(all, one, looked && there(looked), NOW);

describe('how a restore stands', () => {
  const drift = ['its size is 4, not 2'];
  const doubts = ['its name is "x"'];
  const unconfirmed = ['the API does not report its key'];
  const none = { inState: undefined, journal: undefined };

  test.each<[string, LedgerEntry, Partial<Looked>, [string, string[], string | undefined]]>([
    ['as it is declared', entry(), {}, ['ok', [], undefined]],
    ['as it is, with what drifted', entry(), { drift }, ['drifted', drift, undefined]],
    [
      'with what drifted, and no doubt about the same once more',
      entry(),
      { drift, doubts, unconfirmed },
      ['drifted', [...drift, ...unconfirmed], undefined],
    ],
    ['with what is doubted', entry(), { doubts }, ['drifted', doubts, undefined]],
    ['with what nobody confirms', entry(), { unconfirmed }, ['unknown', unconfirmed, undefined]],
    ['not known', entry(), { presence: 'unknown' }, ['unknown', [], undefined]],
    [
      'gone',
      entry(),
      { presence: 'gone' },
      ['gone', [], `${TERRAFORM} apply -replace=null_resource.submit`],
    ],
    [
      'gone from the code too',
      entry({ declared: undefined }),
      { presence: 'gone' },
      ['gone', [], undefined],
    ],
    ['gone, of a journal', entry(none), { presence: 'gone' }, ['gone', [], undefined]],
    [
      'in a journal alone',
      entry({ ...none, journal: ended }),
      {},
      ['unknown', ['no Terraform state holds it'], undefined],
    ],
    [
      'in a journal whose run did not end',
      entry({ ...none, journal: { ...ended, isUnfinished: true } }),
      {},
      ['unfinished', ['no Terraform state holds it'], undefined],
    ],
    [
      'in a journal, beside a state that is not known',
      entry({ ...none, journal: ended, isStateKnown: false }),
      {},
      [
        'unknown',
        ['a journal records it, and the state of stack is not known: give it with --state'],
        undefined,
      ],
    ],
    [
      'without its result',
      entry({ inState: held({ isRight: false }) }),
      { drift },
      ['unfinished', ['its result is not recorded'], `${TERRAFORM} apply`],
    ],
    [
      'deposed',
      entry({ inState: held({ isDeposed: true, isTainted: true }) }),
      {},
      ['drifted', ['it was replaced, and its destroy step will not run'], undefined],
    ],
    [
      'tainted',
      entry({ inState: held({ isTainted: true }) }),
      { unconfirmed },
      [
        'drifted',
        ['it is tainted: Terraform replaces it without running its destroy step', ...unconfirmed],
        `${TERRAFORM} untaint null_resource.submitted`,
      ],
    ],
    [
      'gone from the code',
      entry({ declared: undefined }),
      { unconfirmed },
      [
        'undeclared',
        [
          'the code does not declare it: the next apply removes it from the state, and drops nothing',
        ],
        undefined,
      ],
    ],
    [
      'removed by the code',
      entry({ declared: undefined, isRemoving: true }),
      {},
      ['undeclared', ['the code removes it: the next apply drops it'], `${TERRAFORM} apply`],
    ],
    [
      'not waited for',
      entry({ inState: held({ isFinished: false }) }),
      { unconfirmed },
      ['unfinished', ['no run has waited until it ended'], `${TERRAFORM} apply`],
    ],
  ])('%s', (_title, one, looked, [standing, causes, command]) => {
    expect(line(one, looked)).toMatchObject({ standing, causes, command });
  });

  test('with words for what is gone, or not asked', () => {
    expect(line(entry(), { presence: 'gone', text: 'not listed' }).text).toBe(
      'is gone: not listed',
    );
    const bare = entry({ inState: undefined });
    expect(statusOf(all, bare, undefined, NOW)).toMatchObject({
      standing: 'pending',
      text: 'is declared, and not restored yet',
    });
    expect(statusOf(all, { ...bare, isStateKnown: false }, undefined, NOW)).toMatchObject({
      standing: 'unknown',
      text: 'the state of stack is not known: give it with --state',
    });
  });
});

test('a line has all that a program needs', () => {
  const about = {
    owner: 'search',
    dataClass: 'secret',
    environment: 'pr-1',
    expiresOn: '2026-12-01',
  };
  expect(line(entry({ about }))).toEqual({
    ...{ path: 'stack/articles', stack: 'stack', workspace: 'default', vendor: 'Zilliz Cloud' },
    ...{ operation: 'restoreCluster', clusterId: 'in01-1', standing: 'ok', causes: [], ...about },
    ...{ text: 'articles, RUNNING', command: undefined, isExpired: false },
  });
});

test.each([
  ['that is recorded', entry(), 'in01-1'],
  ['that was found', entry({ recorded: {} }), 'in01-9'],
  ['of what creates none', entry({ operation: 'restoreCollections' }), 'in01-9'],
])('the id is the one %s', (_title, one, id) => {
  expect(line(one, { found: { cluster_id: 'in01-9' } }).clusterId).toBe(id);
  expect(statusOf(all, { ...one, recorded: {} }, undefined, NOW).clusterId).toBeUndefined();
});

describe('past its end', () => {
  const expired = 'expired on 2026-11-20 (owner: search)';
  test('it says so first, and how it is taken down', () => {
    expect(line(entry({ about: PAST }), { drift: ['its size is 4'] })).toMatchObject({
      ...{ isExpired: true, standing: 'drifted', causes: [expired, 'its size is 4'] },
      command: `${TERRAFORM} destroy -target=null_resource.submit`,
    });
  });

  test('one of an environment leaves that to its environment', () => {
    expect(line(entry({ about: { ...PAST, environment: 'pr-1' } }))).toMatchObject({
      ...{ isExpired: true, causes: [], command: undefined },
    });
  });

  test.each<[string, LedgerEntry, Partial<Looked> | undefined]>([
    ['what is gone', entry({ about: PAST }), { presence: 'gone' }],
    ['what was never restored', entry({ about: PAST, inState: undefined }), undefined],
    ['what still has its last day', entry({ about: { expiresOn: '2026-11-21' } }), {}],
  ])('is not %s', (_title, one, looked) => {
    expect(statusOf(all, one, looked && there(looked), NOW)).toMatchObject({
      isExpired: false,
      causes: [],
    });
  });
});

describe('a drill that ended', () => {
  const drill = (minutes: number, change: Parameters<typeof held>[0] = {}) => {
    const result = drillOfAMonth('2026-11', minutes);
    const recorded = { cluster_id: 'in01-1', drill_result: JSON.stringify(result) };
    return entry({ recorded, inState: held(change) });
  };

  test.each([
    [30, 'ok', 'the drill 2026-11 passed (3 checks), and its target was dropped'],
    [
      90,
      'failed',
      'the drill 2026-11 failed (recovery time: restored and verified in 90 min, the objective is 60 min), and its target was dropped',
    ],
  ])('within %i minutes is %s', (minutes, standing, text) => {
    const looked = { presence: 'gone' } as const;
    expect(line(drill(minutes), looked)).toMatchObject({ standing, text, command: undefined });
  });

  test.each<[string, LedgerEntry, Partial<Looked>]>([
    ['whose target is still there', drill(90), {}],
    ['whose target may be there', drill(90), { presence: 'unknown' }],
    ['whose result is not of it', drill(90, { isRight: false }), { presence: 'gone' }],
    ['that was not waited for', drill(90, { isFinished: false }), { presence: 'gone' }],
  ])('is not one %s', (_title, one, looked) => {
    expect(line(one, looked).standing).not.toBe('failed');
  });
});

test.each([
  ['ok', false, false],
  ['pending', false, false],
  ['ok', true, true],
  ['drifted', false, true],
  ['gone', false, true],
  ['failed', false, true],
  ['unfinished', false, true],
  ['unknown', false, true],
  ['undeclared', false, true],
] as const)('%s (past its end: %s) fails the status: %s', (standing, isExpired, expected) => {
  expect(fails({ ...line(entry()), standing, isExpired })).toBe(expected);
});

describe('the vendor is asked', () => {
  const none = { inState: undefined, journal: undefined };
  const done = journal({ hasSent: true });
  const into = { inState: undefined, journal: done, operation: 'restoreCollections' };
  test.each<[string, LedgerEntry, boolean]>([
    ['what a state holds', entry(), true],
    ['not what is declared alone', entry(none), false],
    ['what a journal has a cluster of', entry({ ...none, journal: ended }), true],
    ['not what was taken out of the state again', entry(into), false],
    ['what may be in a state that is not known', entry({ ...into, isStateKnown: false }), true],
    ['what the code does not declare', entry({ ...into, declared: undefined }), true],
    ['what did not end', entry({ ...into, journal: { ...done, isUnfinished: true } }), true],
    ['what may have been made', entry({ ...into, isUnknown: true }), true],
  ])('about %s', (_title, one, expected) => {
    expect(isWorthALook(one)).toBe(expected);
  });
});
