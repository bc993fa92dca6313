import {
  adopt,
  adoptableIn,
  type Claimed,
  claimedIn,
  doubtsOf,
} from '../../../src/runner/by-hand/adoption';
import { earlierOf } from '../../../src/runner/journal/earlier-clones';
import type { Operation } from '../../../src/runner/step/step-context';
import type { JournalEntry, JournalRequest } from '../../../src/spec/journal-entry';
import type { Claim } from '../../../src/vendor/outcomes';
import { fakeApi } from '../../support/protocol';
import { newJournal } from '../../support/step';

type State = JournalRequest['state'];

const entryOf = (state: JournalEntry['state'], ...states: State[]): JournalEntry => ({
  version: 1,
  key: 'articles',
  path: 'stack/articles',
  identity: {},
  state,
  facts: {},
  requests: states.map((request, index) => ({
    name: `request-${index}`,
    state: request,
    at: '2026-11-21T00:00:00Z',
    facts: {},
  })),
});

test.each<[string, JournalEntry, string | undefined]>([
  ['the one of unknown outcome', entryOf('open', 'submitted', 'intent'), 'request-1'],
  ['one of a wait', entryOf('waiting', 'submitted', 'intent'), 'request-1'],
  ['the only one, where nothing was sent', entryOf('open', 'pending'), 'request-0'],
  ['the only one, where a wipe was stopped', entryOf('open', 'clearing'), 'request-0'],
  ['none of several that were not sent', entryOf('open', 'pending', 'pending'), undefined],
  ['none that the vendor accepted', entryOf('open', 'submitted'), undefined],
  ['none whose job failed', entryOf('open', 'failed'), undefined],
  ['none of a restore that ended', entryOf('recorded', 'submitted'), undefined],
  ['none of a restore that was dropped', entryOf('dropped', 'pending'), undefined],
])('adopts %s', (_title, entry, name) => {
  expect(adoptableIn(entry)?.name).toBe(name);
});

test.each<[string, string[], object | undefined]>([
  ['a job', ['job_id=job-1'], { job_id: 'job-1' }],
  ['a cluster', ['cluster_id=in01-1'], { cluster_id: 'in01-1' }],
  ['both', ['cluster_id=in01-1', 'job_id=a=b'], { cluster_id: 'in01-1', job_id: 'a=b' }],
  ['nothing', [], undefined],
  ['an empty id', ['job_id='], undefined],
  ['another name', ['clusterid=x'], undefined],
  ['the same name twice', ['job_id=a', 'job_id=b'], undefined],
])('reads %s', (_title, pairs, expected) => {
  expect(claimedIn(pairs)).toEqual(expected);
});

type Facts = Readonly<Record<string, string>>;

test.each([
  ['intent', undefined, 'now'],
  ['pending', true, 'then a'],
  ['clearing', true, 'then a'],
] as const)(
  'what is adopted for a request that is %s may be in use: %s',
  (state, verified, since) => {
    const journal = newJournal();
    const entry = entryOf('open', state);
    const known = {
      ...entry,
      key: journal.key,
      facts: { requested_at: 'now', backup_time: 'then' },
      identity: { cluster_name: 'a' },
    };
    journal.write(known);
    const request = entry.requests[0] as JournalRequest;
    // What was not requested from here has no time of a request.
    const operation = {
      factsOfNamed: ({ backup_time = '' }: Facts, { cluster_name: name }: Facts) => ({
        requested_at: `${backup_time} ${name}`,
      }),
    };
    const adopted = adopt(journal, known, request, { cluster_id: 'in01-1' }, operation);
    expect({ ...adopted.facts, ...adopted.requests[0]?.facts }.requested_at).toBe(since);
    expect(journal.read()).toMatchObject({
      requests: [{ state: 'submitted', jobId: '', facts: { cluster_id: 'in01-1' } }],
    });
    expect(journal.read()?.verified).toBe(verified);
  },
);

describe('what is claimed', () => {
  const request = (name: string, change: Partial<JournalRequest> = {}): JournalRequest => ({
    name,
    state: 'intent',
    at: '2026-11-21T00:00:00Z',
    facts: {},
    ...change,
  });
  const first = request('first', { jobId: 'job-1', facts: { cluster_id: 'in01-1' } });

  /** The doubts, and what the vendor was asked; it has none. */
  async function doubted(own: JournalRequest, claimed: Claimed, others = [first]) {
    const asked: Claim[] = [];
    const operation = {
      doubtsOfClaim: async (_context: unknown, claim: Claim) => {
        asked.push(claim);
        return [];
      },
    } as unknown as Operation;
    const entry = { ...entryOf('open'), facts: { project_id: 'p' }, requests: [...others, own] };
    return { doubts: await doubtsOf(fakeApi({}), operation, entry, own, claimed), asked };
  }

  test.each<[Claimed]>([
    [{ job_id: 'job-1' }],
    [{ cluster_id: 'in01-1' }],
    [{ job_id: 'job-2', cluster_id: 'in01-1' }],
  ])('is not that of another request already: %j', async (claimed) => {
    const { doubts, asked } = await doubted(request('second'), claimed);
    expect({ doubts, asked }).toEqual({ doubts: ['it is that of first already'], asked: [] });
  });

  test('may be known of the request itself, and what another one does not have is not a claim to it', async () => {
    const own = request('second', { jobId: 'job-2', facts: { cluster_id: 'in01-2' } });
    expect((await doubted(own, { job_id: 'job-2', cluster_id: 'in01-2' })).doubts).toEqual([]);
    // Neither names a cluster, or a job: that is nothing in common.
    const without = [request('first'), request('third', { jobId: 'job-3' })];
    expect((await doubted(own, { job_id: 'job-2' }, without)).doubts).toEqual([]);
    expect((await doubted(own, { cluster_id: 'in01-2' }, without)).doubts).toEqual([]);
  });

  test('is judged by everything recorded, and by the time of a request that left this machine', async () => {
    const sent = await doubted(request('second', { facts: { backup_id: 'b' } }), {
      job_id: 'job-2',
    });
    expect(sent.asked).toEqual([
      {
        sentAt: new Date('2026-11-21T00:00:00Z'),
        recorded: { project_id: 'p', backup_id: 'b', job_id: 'job-2' },
      },
    ]);
    const unsent = await doubted(request('second', { state: 'pending', at: '' }), { job_id: 'j' });
    expect(unsent.asked).toEqual([{ recorded: { project_id: 'p', job_id: 'j' } }]);
  });

  test('is not a backup that was made first', async () => {
    const { doubts, asked } = await doubted(request('second', { kind: 'backup' }), { job_id: 'j' });
    expect(doubts).toEqual(['a backup that was made first is found by the next apply']);
    expect(asked).toEqual([]);
  });

  test('has the moment of its adoption where it was never sent from here', () => {
    const journal = newJournal();
    const adopted = (at: string) => {
      const own = request('second', { at });
      const entry = { ...entryOf('open'), key: journal.key, requests: [own] };
      return adopt(journal, entry, own, { job_id: 'j' }, {}).requests[0]?.at;
    };
    expect(adopted('2026-11-21T00:00:00Z')).toBe('2026-11-21T00:00:00Z');
    expect(Date.parse(adopted('') ?? '')).not.toBeNaN();
  });
});

describe('a cluster of an earlier submission', () => {
  const entry = { ...entryOf('open', 'pending'), earlier: ['in01-0'] };

  test('is not adopted for the next one', async () => {
    const request = entry.requests[0] as JournalRequest;
    const asked: unknown[] = [];
    const operation = {
      doubtsOfClaim: async (_context: unknown, claim: unknown) => {
        asked.push(claim);
        return [];
      },
    } as unknown as Operation;
    const doubts = (cluster_id: string) =>
      doubtsOf(fakeApi({}), operation, entry, request, { cluster_id });
    expect(await doubts('in01-0')).toEqual([
      'an earlier submission of this restore made it, from what was declared then',
    ]);
    expect(asked).toEqual([]);
    expect(await doubts('in01-1')).toEqual([]);
  });

  test('is remembered until it is dropped', () => {
    const made = (state: JournalEntry['state'], cluster_id: string): JournalEntry => ({
      ...entryOf(state, 'submitted'),
      requests: [{ name: 'r', state: 'submitted', at: '', facts: { cluster_id } }],
    });
    const next = { identity: { backup_id: 'backup-2' }, stateMark: '' };
    expect(earlierOf(undefined, next)).toEqual({});
    expect(earlierOf(made('recorded', 'in01-1'), next)).toEqual({
      earlier: ['in01-1'],
      replaced: [{ cluster_id: 'in01-1' }],
    });
    // What proves whose they are is kept with them.
    const both = {
      ...made('recorded', 'in01-1'),
      facts: { cluster_name: 'a' },
      earlier: ['in01-0'],
      replaced: [{ cluster_id: 'in01-0' }],
    };
    const before = { earlier: ['in01-0'], replaced: [{ cluster_id: 'in01-0' }] };
    expect(earlierOf(both, next)).toEqual({
      earlier: ['in01-0', 'in01-1'],
      replaced: [...before.replaced, { cluster_id: 'in01-1', cluster_name: 'a' }],
    });
    expect(earlierOf({ ...both, state: 'dropped' }, next)).toEqual(before);
    // The same restore once more: its state was lost, and its own cluster is the way on.
    expect(earlierOf(made('recorded', 'in01-1'), { ...next, identity: {} })).toEqual({});
  });
});
