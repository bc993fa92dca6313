import { verifyResult } from '../../../src/runner/wait/verify-result';
import { journalEntry, newJournal, stepContext } from '../../support/step';

/** What a wait comes to when the result is judged so, with a cluster that this run made and may drop. */
async function judge(...results: object[]) {
  const journal = newJournal();
  const facts = { cluster_id: 'in01-1' };
  const request = { name: 'restoreCluster', state: 'submitted', at: '', jobId: 'job-1', facts };
  journal.write(journalEntry({ requests: [{ ...request, state: 'submitted' }] }));
  const dropped: unknown[] = [];
  const reports: string[] = [];
  let looks = 0;
  const context = stepContext({
    step: 'wait',
    journal,
    spec: { recorded: facts, removalPolicy: 'destroy' },
    operation: {
      verify: async () => results[Math.min(looks++, results.length - 1)] as never,
      drop: async (_context, what) => {
        dropped.push(what);
        return 'dropped';
      },
    },
  });
  const watch = {
    report: (line: string) => {
      reports.push(line);
    },
    looked: () => undefined,
    next: async () => {
      if (looks > 5) throw new Error('the time is over');
    },
  };
  const end = await verifyResult(context, watch as never).then(
    (known) => ({ known, error: undefined }),
    (error: Error) => ({ known: undefined, error: error.message }),
  );
  return { ...end, dropped: dropped.length, reports, looks };
}

test('what is as declared is known, and stays', async () => {
  expect(await judge({ problems: [], facts: { address: 'https://a' } })).toMatchObject({
    known: { address: 'https://a' },
    dropped: 0,
  });
});

test('what nobody confirms fails the wait, and stays', async () => {
  const { error, dropped } = await judge({
    problems: [],
    unconfirmed: ['its encryption', 'its region'],
    facts: {},
  });
  expect(error).toBe(
    'the API does not confirm everything about the restored cluster: its encryption; its region. It was left as it is: check it in the vendor console before anyone uses it.',
  );
  expect(dropped).toBe(0);
});

test('what differs fails the wait, and is dropped where that is declared', async () => {
  const { error, dropped } = await judge({ problems: ['its size is 4'], facts: {} });
  expect(error).toContain(
    'the restored cluster is not as declared: its size is 4. It was dropped.',
  );
  expect(dropped).toBe(1);
});

test('what is not there yet is checked again, and reported', async () => {
  const { known, reports, looks } = await judge(
    { notThere: 'cluster in01-1 is CREATING' },
    { notThere: 'cluster in01-1 is CREATING' },
    { problems: [], facts: {} },
  );
  expect(known).toEqual({});
  expect([looks, reports]).toEqual([3, Array(2).fill('cluster in01-1 is CREATING')]);
});

test('what is gone is not waited for, and nothing is dropped', async () => {
  const gone = { notThere: 'the API does not know cluster "in01-1"', isGone: true };
  const { error, looks, dropped } = await judge(gone);
  expect(error).toContain(
    'what was restored does not exist: the API does not know cluster "in01-1".',
  );
  expect([looks, dropped]).toEqual([1, 0]);
});

test('a fact of 4096 characters is known, and a longer one fails the wait: it goes into the state', async () => {
  const facts = (length: number) => ({ problems: [], facts: { address: 'a'.repeat(length) } });
  expect((await judge(facts(4096))).error).toBeUndefined();
  expect(await judge(facts(4097))).toMatchObject({
    error:
      'the API reports address with 4097 characters, more than 4096. What was restored was left as it is: check it in the vendor console before anyone uses it, then apply again.',
    dropped: 0,
  });
});

describe('what differs, and stays,', () => {
  const facts = { cluster_id: 'in01-1' };
  const ours = {
    name: 'restoreCluster',
    state: 'submitted',
    at: '',
    jobId: 'job-1',
    facts,
  } as const;

  async function left(
    removalPolicy: 'destroy' | 'retain',
    { canDrop = true, isVerified = false, isHere = true } = {},
  ) {
    const journal = newJournal();
    const backup = { ...ours, name: 'backup', facts: {} };
    const verifiedBefore = isVerified ? { verified: true } : {};
    if (isHere) journal.write(journalEntry({ requests: [backup, ours], ...verifiedBefore }));
    let drops = 0;
    const context = stepContext({
      step: 'wait',
      journal,
      spec: { recorded: facts, removalPolicy },
      operation: {
        verify: async () => ({ problems: ['its size is 4', 'its region is a'], facts: {} }),
        drop: canDrop
          ? async () => {
              drops += 1;
              return 'dropped' as const;
            }
          : undefined,
      },
    });
    const error = await verifyResult(context, {} as never).catch(({ message }: Error) => message);
    return { error, drops };
  }
  const LEFT = (why: string) =>
    `the restored cluster is not as declared: its size is 4; its region is a. It was left as it is${why}: check it before anyone uses it.`;

  test.each<[string, 'destroy' | 'retain', Parameters<typeof left>[1], string]>([
    ['is retained', 'retain', {}, ' (removalPolicy RETAIN)'],
    ['is nothing that can be dropped', 'destroy', { canDrop: false }, ''],
    ['is nothing that could be retained', 'retain', { canDrop: false }, ''],
    ['was verified before', 'destroy', { isVerified: true }, ''],
    ['is of a journal elsewhere', 'destroy', { isHere: false }, ''],
  ])('is reported with its reason where it %s', async (_title, policy, given, why) => {
    expect(await left(policy, given)).toEqual({ error: LEFT(why), drops: 0 });
  });

  test('is dropped where any request of the journal made it', async () => {
    expect((await left('destroy')).drops).toBe(1);
  });
});

test.each([
  [4096, undefined],
  [
    4097,
    'the API reports address with 4097 characters, more than 4096. What was restored was left as it is: check it in the vendor console before anyone uses it, then apply again.',
  ],
])('a fact of %i characters', async (length, error) => {
  expect((await judge({ problems: [], facts: { address: 'x'.repeat(length) } })).error).toBe(error);
});
