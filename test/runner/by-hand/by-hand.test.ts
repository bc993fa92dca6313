import { readdirSync } from 'node:fs';
import { continueByHand } from '../../../src/runner/by-hand/by-hand';
import { Journal } from '../../../src/runner/journal/journal';
import type { Operation } from '../../../src/runner/step/step-context';
import type { JournalEntry, JournalRequest } from '../../../src/spec/journal-entry';
import { journalEntry } from '../../support/step';
import { newFolder } from '../../support/terraform';

const before = process.cwd();
beforeEach(() => process.chdir(newFolder('by-hand')));
afterEach(() => {
  jest.restoreAllMocks();
  process.chdir(before);
});

const request = (change: Partial<JournalRequest>): JournalRequest => ({
  name: 'restoreCluster',
  state: 'submitted',
  at: '2026-11-21T00:00:00Z',
  jobId: 'job-1',
  facts: { cluster_id: 'in01-1' },
  ...change,
});
const intent = (name = 'restoreCluster') =>
  request({ name, state: 'intent', jobId: undefined, facts: {} });

/** What a command makes of a journal, and what it says. */
async function run(args: readonly string[], entry: JournalEntry, doubts: readonly string[] = []) {
  const journal = new Journal('articles');
  journal.prepare();
  journal.write(entry);
  const said: string[] = [];
  const error = await continueByHand([args[0] ?? '', 'articles', ...args.slice(1)], {
    program: 'node r.cjs',
    say: (line) => said.push(line),
    doubtsOf: async () => doubts,
    operationOf: () => ({}) as Operation,
  }).then(
    () => undefined,
    (thrown: Error) => thrown.message,
  );
  const after = journal.read();
  return { said, error, after, isUnchanged: JSON.stringify(after) === JSON.stringify(entry) };
}
const USAGE =
  'Run "node r.cjs adopt <key> <name>=<value>", "node r.cjs discard <key>" or "node r.cjs release <key>" in the folder of the stack.';

describe('adopt', () => {
  test('takes a request of unknown outcome', async () => {
    const entry = journalEntry({ requests: [intent()] });
    const { said, after } = await run(['adopt', 'job_id=job-9', 'cluster_id=in01-9'], entry);
    expect(said).toEqual(['adopted job_id=job-9 cluster_id=in01-9: apply again to wait for it']);
    expect(after?.requests).toEqual([request({ jobId: 'job-9', facts: { cluster_id: 'in01-9' } })]);
    expect(after?.password).toBeUndefined();
    expect(readdirSync('.cluster-restore/articles')).toEqual(['journal.json']);
  });

  test('leaves what is not proven', async () => {
    const entry = journalEntry({ requests: [intent()] });
    const { error, isUnchanged } = await run(['adopt', 'job_id=job-9'], entry, ['a', 'b']);
    expect(error).toBe(
      'job_id=job-9 was not adopted, because it is not proven to be this restore: a; b. Check it in the vendor console. Give another id, or run "node r.cjs discard articles" if none is this restore.',
    );
    expect(isUnchanged).toBe(true);
  });

  test('is told that the password has been handed over', async () => {
    const entry = journalEntry({ requests: [intent()] });
    const { after } = await run(['adopt', 'cluster_id=in01-9', 'password=delivered'], entry);
    expect(after).toMatchObject({
      password: 'delivered',
      requests: [{ facts: { cluster_id: 'in01-9' } }],
    });
    const alone = await run(['adopt', 'password=delivered'], entry);
    expect(alone.error).toContain('nothing to adopt: give job_id=<id> or cluster_id=<id>');
  });

  test('never overwrites a job that was accepted', async () => {
    const entry = journalEntry({ requests: [request({})] });
    const { error, isUnchanged } = await run(['adopt', 'job_id=job-9'], entry);
    expect(error).toBe(`no request has an unknown outcome. ${USAGE}`);
    expect(isUnchanged).toBe(true);
  });

  test.each(['waiting', 'recorded', 'dropped'] as const)(
    'never overwrites a job of a journal that is %s',
    async (state) => {
      const entry = journalEntry({ state, requests: [request({})] });
      const { error, isUnchanged } = await run(['adopt', 'job_id=job-9'], entry);
      expect(error).toBe(`no request has an unknown outcome. ${USAGE}`);
      expect(isUnchanged).toBe(true);
    },
  );

  test('takes the one of several that is of unknown outcome', async () => {
    const entry = journalEntry({
      requests: [request({ name: 'a' }), intent('b'), request({ name: 'c', jobId: 'job-3' })],
    });
    const { after } = await run(['adopt', 'job_id=job-9'], entry);
    expect(after?.requests.map(({ name, jobId }) => [name, jobId])).toEqual([
      ['a', 'job-1'],
      ['b', 'job-9'],
      ['c', 'job-3'],
    ]);
  });

  test.each([[[]], [['job_id=']], [['job=1']], [['job_id=1', 'name']]])(
    'refuses %j',
    async (pairs) => {
      const entry = journalEntry({ requests: [intent()] });
      const { error, isUnchanged } = await run(['adopt', ...pairs], entry);
      expect(error).toBe(
        `nothing to adopt: give job_id=<id> or cluster_id=<id>, each once. ${USAGE}`,
      );
      expect(isUnchanged).toBe(true);
    },
  );
});

describe('discard', () => {
  test('gives up what is of unknown outcome, and keeps what was accepted', async () => {
    const entry = journalEntry({ requests: [request({ name: 'a' }), intent('b')] });
    const { said, after } = await run(['discard'], entry);
    expect(said).toEqual(['discarded: the next apply sends b of stack/articles again']);
    expect(after?.state).toBe('open');
    expect(after?.requests.map(({ name, state }) => [name, state])).toEqual([
      ['a', 'submitted'],
      ['b', 'pending'],
    ]);
  });

  test('gives up the restore where everything was accepted', async () => {
    const { after } = await run(['discard'], journalEntry({ requests: [request({})] }));
    expect(after?.state).toBe('dropped');
  });
});

describe('what another state of Terraform began', () => {
  const mark = { stateMark: 'another state' };

  test('is released as it is, for the state that is applied next', async () => {
    const entry = journalEntry({ requests: [intent()], ...mark });
    const { said, after } = await run(['release'], entry);
    expect(said).toEqual(['released: the state that is applied next continues stack/articles']);
    expect(after).toEqual({ ...journalEntry({ requests: [intent()] }), stateMark: undefined });
  });

  test.each<[string[], JournalRequest]>([
    [['discard'], request({})],
    [['discard'], intent()],
    [['adopt', 'job_id=job-9'], intent()],
  ])('stays of that state after %j', async (args, one) => {
    const { after, error } = await run(args, journalEntry({ requests: [one], ...mark }));
    expect(error).toBeUndefined();
    expect(after?.stateMark).toBe('another state');
  });
});

test('another command changes nothing', async () => {
  const { error, isUnchanged } = await run(['forget'], journalEntry({ requests: [intent()] }));
  expect(error).toContain('"forget"');
  expect(isUnchanged).toBe(true);
});

describe('the journal of a key', () => {
  const discarding = (key: string) =>
    continueByHand(['discard', key], {
      ...{ program: 'node r.cjs', say: () => undefined },
      ...{ doubtsOf: async () => [], operationOf: () => ({}) as Operation },
    });
  const written = () => {
    const journal = new Journal('articles');
    journal.prepare();
    journal.write(journalEntry({ requests: [request({})] }));
    return journal;
  };

  test('that is not here is reported, with the way that needs none', async () => {
    await expect(discarding('other')).rejects.toMatchObject({
      exitCode: 2,
      message: `no journal "other" here. ${USAGE.slice(0, -1)}; if that folder is not kept, apply once with CLUSTER_RESTORE_ADOPT=<name>=<value>.`,
    });
  });

  test('is found in the folder of the stack that holds the runner, wherever the command is run', async () => {
    const stack = process.cwd();
    const journal = written();
    const { argv } = process;
    process.argv = ['node', `${stack}/assets/runner/r.cjs`];
    try {
      process.chdir(newFolder('elsewhere'));
      await discarding('articles');
    } finally {
      process.argv = argv;
    }
    expect(process.cwd()).toBe(stack);
    expect(journal.read()?.state).toBe('dropped');
  });

  test('that another run has taken away meanwhile is given up with one line', async () => {
    written();
    jest.spyOn(Journal.prototype, 'read').mockReturnValue(undefined);
    await expect(discarding('articles')).rejects.toThrow(`the journal is empty. ${USAGE}`);
  });
});

test.each([
  [[], 'a command needs the key of a journal'],
  [['discard'], 'discard needs the key of a journal'],
])(
  'the command %j without a key says what is missing, and how it is written',
  async (args, line) => {
    const parts = {
      ...{ program: 'node r.cjs', say: () => undefined },
      ...{ doubtsOf: async () => [], operationOf: () => ({}) as Operation },
    };
    await expect(continueByHand(args, parts)).rejects.toThrow(`${line}. ${USAGE}`);
  },
);
