import { findingOf, reasonOf, unknownStates } from '../../src/records/findings';
import type { LedgerEntry } from '../../src/records/ledger';
import type { Looked } from '../../src/records/look';
import {
  cluster,
  declared,
  entry,
  held,
  journal,
  place,
  records,
  vendorNamed,
} from './support/values';

const NOW = new Date('2026-11-21T08:00:00Z');
const PAST = { owner: 'search', expiresOn: '2026-11-20' };
const ended = journal({ clusters: [cluster('in01-1')] });
const begun = { ...ended, isUnfinished: true };
/** A restore of which only a journal tells. */
const left = (change: Partial<LedgerEntry> = {}) =>
  entry({ inState: undefined, journal: ended, ...change });

describe('why something is left behind', () => {
  test.each<[string, LedgerEntry, string | undefined]>([
    ['what stands as declared is not', entry(), undefined],
    [
      'what is deposed, also where the code removes it',
      entry({ inState: held({ isDeposed: true }), isRemoving: true, declared: undefined }),
      'deposed: Terraform replaced it in stack/articles, and does not run its destroy step',
    ],
    [
      'what the next apply drops is not',
      entry({ isRemoving: true, declared: undefined }),
      undefined,
    ],
    [
      'what the code should remove, and no state holds',
      left({ isRemoving: true, declared: undefined }),
      'removed: stack/articles is no longer in the code',
    ],
    [
      'what is gone from the code, and held',
      entry({ declared: undefined }),
      'removed: stack/articles is no longer in the code, and the next apply removes it from the state without dropping it',
    ],
    [
      'what is gone from the code, and in a journal',
      left({ declared: undefined }),
      'removed: stack/articles is no longer in the code',
    ],
    [
      'what is past its end',
      entry({ about: PAST, journal: begun, inState: held({ isFinished: false }) }),
      'expired: stack/articles expired on 2026-11-20 (owner: search)',
    ],
    ['what is in its last day is not', entry({ about: { expiresOn: '2026-11-21' } }), undefined],
    [
      'what was not waited for',
      entry({ journal: begun, inState: held({ isFinished: false }) }),
      'unfinished: a run of stack/articles began it, and no run has waited until it ended',
    ],
    ['what ended, though its journal is open, is not', entry({ journal: begun }), undefined],
    [
      'what did not end, and of which no journal tells, is not',
      entry({ inState: held({ isFinished: false }) }),
      undefined,
    ],
    ['what is declared alone is not', left({ journal: undefined }), undefined],
    [
      'what was restored again',
      left({ isReplaced: true, journal: begun }),
      'replaced: stack/articles has been restored again since',
    ],
    [
      'what Terraform did not record',
      left({ journal: begun, isStateKnown: false }),
      'unfinished: a run of stack/articles began it, and Terraform did not record it',
    ],
    [
      'what a state may hold is not, while it is not known',
      left({ isStateKnown: false }),
      undefined,
    ],
    [
      'what no state holds',
      left(),
      'forgotten: stack/articles is declared, but no Terraform state holds it',
    ],
    [
      'what created nothing is not',
      left({ operation: 'restoreCollections', journal: journal() }),
      undefined,
    ],
  ])('%s', (_title, one, expected) => {
    const why = reasonOf(one, NOW);
    expect(why === undefined ? undefined : `${why.reason}: ${why.cause}`).toBe(expected);
  });
});

const there = (change: Partial<Looked> = {}): Looked => ({
  ...{ presence: 'there', text: 'articles, RUNNING', name: 'articles' },
  ...{ drift: [], unconfirmed: [], doubts: [], ...change },
});
const all = records([place()], [declared()]);
const finding = (one: LedgerEntry, looked: Partial<Looked> = {}) =>
  findingOf(all, one, there(looked), NOW);
const SWEEP = 'npx cluster-restore sweep out --delete --yes-name articles';

test('a finding has all that a person needs', () => {
  const about = { owner: 'search', environment: 'pr-1', expiresOn: '2026-12-01' };
  const recorded = { cluster_id: 'in01-1', requested_at: '2026-11-20T08:00:00Z' };
  expect(finding(left({ about, recorded }))).toEqual({
    ...{ reason: 'forgotten', path: 'stack/articles', stack: 'stack', workspace: 'default' },
    ...{ vendor: 'Zilliz Cloud', clusterId: 'in01-1', clusterName: 'articles', databases: [] },
    ...{ text: 'articles, RUNNING', doubts: [], command: SWEEP, ...about },
    cause: 'stack/articles is declared, but no Terraform state holds it',
    evidence: [
      'recorded by the journal key',
      'its name and project are those recorded, and it was created after the request of 2026-11-20T08:00:00Z',
    ],
    ...{ isStateKnown: true, isDeletable: true },
  });
});

test('nothing is reported of what is gone, or not left behind', () => {
  expect(finding(left(), { presence: 'gone' })).toBeUndefined();
  expect(finding(entry())).toBeUndefined();
});

test('what cannot be asked is not known', () => {
  expect(finding(left(), { presence: 'unknown', text: 'nobody answers' })).toEqual({
    ...{ path: 'stack/articles', stack: 'stack', workspace: 'default', clusterId: 'in01-1' },
    text: 'nobody answers',
  });
});

test('what was found after a lost response is reported by its id; without one it has none', () => {
  const lost = left({ recorded: {}, journal: begun });
  expect(finding(lost, { found: { cluster_id: 'in01-9' } })).toMatchObject({
    clusterId: 'in01-9',
    evidence: [
      expect.anything(),
      'its name and project are those recorded, and it was created after the request',
    ],
  });
  expect(finding(lost)).toMatchObject({ clusterId: undefined, isDeletable: false });
});

describe('what may be dropped', () => {
  const cockroach = vendorNamed('cockroach');
  const databases = left({
    ...{ vendor: cockroach, operation: 'restoreDatabases', recorded: { job_id: 'job-1' } },
  });
  const bare = { name: undefined, databases: ['a', 'b'] };

  test.each<[string, LedgerEntry, Partial<Looked>, boolean, string | undefined]>([
    ['a cluster that no state holds', left(), {}, true, SWEEP],
    ['one that is deposed', entry({ inState: held({ isDeposed: true }) }), {}, true, SWEEP],
    ['one without a name is not', left(), { name: undefined }, false, undefined],
    [
      'databases that no state holds',
      databases,
      bare,
      true,
      'npx cluster-restore sweep out --delete --yes-name a,b',
    ],
    ['none of them are not', databases, { name: undefined }, false, undefined],
    ['what is doubted is not', left(), { doubts: ['it is older'] }, false, undefined],
    ['what is kept is not', left(), { kept: ['a restore reads from it'] }, false, undefined],
    [
      'what another state may hold is not',
      left({ recorded: { cluster_id: 'in01-1', other_state: 'true' } }),
      {},
      false,
      undefined,
    ],
    [
      'what others may have written down is not',
      left({ journal: { ...ended, mayBeForged: true } }),
      {},
      false,
      undefined,
    ],
    [
      'what a state holds too is, whoever may write to its journal',
      entry({ declared: undefined, journal: { ...ended, mayBeForged: true } }),
      {},
      true,
      SWEEP,
    ],
    [
      'what is past its end is not: Terraform destroys it',
      entry({ about: PAST }),
      {},
      false,
      'terraform -chdir=out/stacks/stack destroy -target=null_resource.submit',
    ],
    [
      'what was not waited for is not: Terraform goes on',
      entry({ journal: begun, inState: held({ isFinished: false }) }),
      {},
      false,
      'terraform -chdir=out/stacks/stack apply',
    ],
    [
      'what Terraform did not record may be, and Terraform goes on',
      left({ journal: begun }),
      {},
      true,
      'terraform -chdir=out/stacks/stack apply',
    ],
    [
      'what it did not record in a stack that is gone',
      left({ journal: begun, isStackDeclared: false }),
      {},
      true,
      SWEEP,
    ],
    [
      'what a state may hold that is not known is not',
      left({ declared: undefined, isStateKnown: false }),
      {},
      false,
      undefined,
    ],
  ])('%s', (_title, one, looked, isDeletable, command) => {
    expect(finding(one, looked)).toMatchObject({ isDeletable, command });
  });

  test('what is doubted says each reason, and proves nothing', () => {
    const one = left({
      journal: { ...ended, mayBeForged: true },
      recorded: { cluster_id: 'in01-1', other_state: 'true' },
    });
    expect(finding(one, { doubts: ['it is older'], kept: ['it is kept'] })).toMatchObject({
      doubts: [
        'it is older',
        'it is kept',
        'another Terraform state in the same folder may hold it',
        'other users can write to the journal key, which is its only record',
      ],
      evidence: ['recorded by the journal key'],
    });
  });

  test('databases are proven by the restore that gave their names', () => {
    expect(finding(databases, bare)).toMatchObject({
      evidence: [
        'recorded by the journal key',
        'restore job-1 at the vendor is the one that was requested, and gave the name',
      ],
    });
  });

  test('a state and a journal are both named', () => {
    expect(finding(entry({ declared: undefined, journal: ended }))).toMatchObject({
      evidence: [
        'recorded by the state (null_resource.submitted) and the journal key',
        expect.anything(),
      ],
    });
  });
});

describe('a state that is not known', () => {
  test.each([
    [{}, '; the state of stack is not known: give --state stack=<file>'],
    [
      { isStackDeclared: false, workspace: 'pr' },
      '; the state of stack/pr is not known: give --state stack/pr=<file>, or --state stack/pr=none if it was destroyed',
    ],
  ])('is named with what may be left behind: %j', (change, end) => {
    const one = left({ declared: undefined, isStateKnown: false, ...change });
    expect(finding(one)).toMatchObject({
      cause: `stack/articles is no longer in the code${end}`,
    });
  });

  test('is not named with what is past its end', () => {
    expect(finding(entry({ about: PAST, isStateKnown: false }))).toMatchObject({
      cause: 'stack/articles expired on 2026-11-20 (owner: search)',
    });
  });

  const unknown = (change: Parameters<typeof place>[0], restores = [declared()]) =>
    unknownStates(records([place({ state: undefined, ...change })], restores));

  test('is one of its own where restores are declared or begun in it', () => {
    const text = 'the state of stack is not known: give --state stack=<file>';
    const said = {
      path: 'stack',
      stack: 'stack',
      workspace: 'default',
      clusterId: undefined,
      text,
    };
    expect(unknown({})).toEqual([said]);
    expect(unknown({ journals: [ended] }, [])).toEqual([said]);
    expect(unknown({ workspace: 'pr', journals: [ended] })).toHaveLength(1);
  });

  test.each([
    ['whose workspace nobody used', { workspace: 'pr' }, [declared()]],
    ['in which nothing is declared', {}, [declared({ stack: 'other' })]],
    ['that is known', { state: [] }, [declared()]],
    [
      'of a stack that is gone',
      { stack: 'gone', journals: [ended] },
      [declared({ stack: 'gone' })],
    ],
  ])('is not one %s', (_title, change, restores) => {
    expect(unknown(change, restores)).toEqual([]);
  });
});
