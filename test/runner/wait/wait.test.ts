import { readFileSync } from 'node:fs';
import { wait } from '../../../src/runner/wait/wait';
import type { JournalRequest } from '../../../src/spec/journal-entry';
import type { Progress } from '../../../src/vendor/outcomes';
import { journalEntry, newJournal, type StepParts, stepContext } from '../../support/step';

const request = (change: Partial<JournalRequest>): JournalRequest => ({
  name: 'restoreCluster',
  state: 'submitted',
  at: '',
  jobId: 'job-1',
  facts: {},
  ...change,
});

/** A wait whose jobs end as given, and which of them it polled. */
function waiting(
  parts: Partial<StepParts<'wait'>> & { progress?: Readonly<Record<string, Progress>> },
) {
  const polled: string[] = [];
  const context = stepContext({
    step: 'wait',
    ...parts,
    operation: {
      poll: async (_context, jobId) => {
        polled.push(jobId);
        return parts.progress?.[jobId] ?? { state: 'done', status: 'SUCCESSFUL' };
      },
      ...parts.operation,
    },
  });
  return { context, polled };
}

describe('the job that is followed', () => {
  test.each<[string, JournalRequest[], string[]]>([
    ['the one of the state where there is no journal', [], ['job-1']],
    ['the one of the state where the journal has the same', [request({})], ['job-1']],
    [
      'the one of the state where the journal is of another submission',
      [request({ jobId: 'job-0' })],
      ['job-1'],
    ],
    [
      'the newer one that a wait of this machine sent for it',
      [request({ jobId: 'job-2', facts: { repeats: 'job-1' } })],
      ['job-2'],
    ],
    [
      'the one of the state where the newer one repeats another',
      [request({ jobId: 'job-2', facts: { repeats: 'job-0' } })],
      ['job-1'],
    ],
    [
      'the one of the state where the journal has another request',
      [request({ name: 'other' })],
      ['job-1'],
    ],
  ])('is %s', async (_title, requests, jobs) => {
    const journal = newJournal();
    if (requests.length > 0) journal.write(journalEntry({ requests }));
    const { context, polled } = waiting({ journal, spec: { recorded: { job_id: 'job-1' } } });
    await wait(context);
    expect(polled).toEqual(jobs);
  });

  test('is each of several, by the names of their requests', async () => {
    const jobs = JSON.stringify({ a: 'job-a', b: 'job-b' });
    const { context, polled } = waiting({ spec: { recorded: { jobs, job_id: 'job-a' } } });
    await wait(context);
    expect(polled).toEqual(['job-a', 'job-b']);
  });

  test('is none where a cluster was adopted', async () => {
    const { context, polled } = waiting({ spec: { recorded: { cluster_id: 'in01-1' } } });
    await wait(context);
    expect(polled).toEqual([]);
  });

  test.each(['oops', 'null', '["a"]', '{"a":5}', '{"a":{}}', '['.repeat(200)])(
    'is none where the state has %s for jobs',
    async (jobs) => {
      const { context, polled } = waiting({ spec: { recorded: { jobs } } });
      await expect(wait(context)).rejects.toMatchObject({ exitCode: 11 });
      expect(polled).toEqual([]);
    },
  );

  test('must be in the state', async () => {
    const { context } = waiting({});
    await expect(wait(context)).rejects.toMatchObject({
      exitCode: 11,
      message:
        "Terraform's state holds no job of this restore. Look in the vendor console whether it began; if not, restore again: terraform apply -replace='null_resource.articles_submit'.",
    });
  });
});

test('the cluster of a journal that was dropped is not waited for', async () => {
  const journal = newJournal();
  const facts = { cluster_id: 'in01-1' };
  journal.write(journalEntry({ state: 'dropped', requests: [request({ facts })] }));
  const { context, polled } = waiting({
    journal,
    spec: { recorded: { ...facts, job_id: 'job-1' } },
  });
  await expect(wait(context)).rejects.toMatchObject({
    exitCode: 11,
    problem: 'the cluster in01-1 of this restore was dropped',
  });
  expect(polled).toEqual([]);
});

test('another cluster of a journal that was dropped is waited for', async () => {
  const journal = newJournal();
  const facts = { cluster_id: 'in01-0' };
  journal.write(journalEntry({ state: 'dropped', requests: [request({ facts })] }));
  const recorded = { cluster_id: 'in01-1', job_id: 'job-1' };
  const { context, polled } = waiting({ journal, spec: { recorded } });
  await wait(context);
  expect(polled).toEqual(['job-1']);
});

describe('the journal after a wait', () => {
  test.each([
    ['open', false, 'recorded'],
    ['open', true, 'waiting'],
    ['waiting', false, 'recorded'],
    ['recorded', false, 'recorded'],
  ] as const)('that was %s, Terraform gone: %s, is %s', async (before, isGone, after) => {
    const journal = newJournal();
    journal.write(journalEntry({ state: before }));
    const recorded = { job_id: 'job-1' };
    const { context } = waiting({ journal, spec: { recorded }, isTerraformGone: () => isGone });
    await wait(context);
    expect(journal.read()).toMatchObject({ state: after, verified: true });
  });

  test('that failed is recorded too, and not verified', async () => {
    const journal = newJournal();
    const progress = { 'job-1': { state: 'failed', status: 'FAILED', reason: 'quota' } } as const;
    const { context } = waiting({ journal, progress, spec: { recorded: { job_id: 'job-1' } } });
    await expect(wait(context)).rejects.toMatchObject({
      exitCode: 7,
      message:
        "1 restore job failed: restoreCluster (job job-1): FAILED, quota. Correct the cause, then restore again: terraform apply -replace='null_resource.articles_submit'.",
    });
    expect(journal.read()).toMatchObject({
      state: 'recorded',
      requests: [{ jobId: 'job-1', state: 'failed' }],
    });
    expect(journal.read()?.verified).toBeUndefined();
  });
});

test('one job that failed does not hide the end of the others', async () => {
  const jobs = JSON.stringify({ a: 'job-a', b: 'job-b', c: 'job-c' });
  const failed = { state: 'failed', status: 'FAILED', reason: '' } as const;
  const { context, polled } = waiting({
    progress: { 'job-a': failed, 'job-c': failed },
    spec: { recorded: { jobs } },
  });
  await expect(wait(context)).rejects.toMatchObject({
    problem:
      '2 restore jobs failed: a (job job-a): FAILED, no reason given; c (job job-c): FAILED, no reason given',
  });
  expect(polled).toEqual(['job-a', 'job-b', 'job-c']);
});

describe('a job that failed', () => {
  const recorded = { jobs: JSON.stringify({ a: 'job-1' }) };
  const again = {
    name: 'a',
    when: 'restore',
    method: 'POST',
    path: ['again'],
  } as const;
  const prepare = async () => ({ requests: [again], facts: {} });

  test('is sent again by a later wait, once, where that may be repeated', async () => {
    const journal = newJournal();
    journal.write(
      journalEntry({ state: 'recorded', requests: [request({ name: 'a', state: 'failed' })] }),
    );
    const parts = { journal, spec: { recorded }, answer: () => ({ jobId: 'job-2' }) };
    const operation = { repeatsFailedJobs: true, prepare };
    const first = waiting({ ...parts, operation });
    await wait(first.context);
    expect(first.context.sent).toMatchObject([{ path: ['again'] }]);
    expect(first.polled).toEqual(['job-2']);
    const second = waiting({ ...parts, operation });
    await wait(second.context);
    expect([second.context.sent, second.polled]).toEqual([[], ['job-2']]);
  });

  test('is called so, and one that was never sent is not', async () => {
    const journal = newJournal();
    const failed = request({ name: 'a', state: 'failed' });
    const unsent = request({ name: 'b', state: 'pending', jobId: undefined });
    journal.write(journalEntry({ state: 'recorded', requests: [failed, unsent] }));
    const operation = {
      repeatsFailedJobs: true,
      prepare: async () => ({ requests: [again, { ...again, name: 'b' }], facts: {} }),
    };
    const { context } = waiting({ journal, spec: { recorded }, operation });
    await wait(context);
    expect(context.sent).toHaveLength(2);
    expect(context.said.filter((line) => line.includes('sent again'))).toEqual([
      'a: sent again, its job job-1 failed',
    ]);
  });

  test('is checked again where it must not be repeated', async () => {
    const journal = newJournal();
    journal.write(
      journalEntry({ state: 'recorded', requests: [request({ name: 'a', state: 'failed' })] }),
    );
    const { context, polled } = waiting({
      journal,
      spec: { recorded },
      operation: { repeatsFailedJobs: false, prepare },
    });
    await wait(context);
    expect([context.sent, polled]).toEqual([[], ['job-1']]);
  });
});

describe('a mapping that was corrected after its job failed', () => {
  const mapping = (name: string) =>
    ({ name, when: 'restore', method: 'POST', path: [name] }) as const;
  const failed = request({ name: 'a -> wrong', jobId: 'job-a', state: 'failed' });
  const done = request({ name: 'b -> b', jobId: 'job-b' });
  const recorded = { jobs: JSON.stringify({ 'a -> wrong': 'job-a', 'b -> b': 'job-b' }) };
  const declaring = (...names: string[]) => ({
    repeatsFailedJobs: true,
    prepare: async () => ({ requests: names.map(mapping), facts: {} }),
  });

  test('is sent, and what had succeeded is not', async () => {
    const journal = newJournal();
    journal.write(journalEntry({ state: 'recorded', requests: [failed, done] }));
    const parts = {
      journal,
      spec: { recorded },
      answer: () => ({ jobId: 'job-c' }),
      operation: declaring('a -> right', 'b -> b'),
    };
    const first = waiting(parts);
    await wait(first.context);
    expect(first.context.sent).toMatchObject([{ path: ['a -> right'] }]);
    expect(first.polled.sort()).toEqual(['job-b', 'job-c']);
    const result = JSON.parse(readFileSync(journal.resultFile('restored', '1'), 'utf8')) as {
      jobs: string;
    };
    expect(JSON.parse(result.jobs)).toEqual({ 'a -> right': 'job-c', 'b -> b': 'job-b' });
    // The state still has the job that failed: the next wait follows what was sent for it.
    const second = waiting(parts);
    await wait(second.context);
    expect([second.context.sent, second.polled.sort()]).toEqual([[], ['job-b', 'job-c']]);
  });

  test('that was removed is waited for no longer', async () => {
    const journal = newJournal();
    journal.write(journalEntry({ state: 'recorded', requests: [failed, done] }));
    const operation = declaring('b -> b');
    const { context, polled } = waiting({ journal, spec: { recorded }, operation });
    await wait(context);
    expect([context.sent, polled]).toEqual([[], ['job-b']]);
  });

  test('nothing is added where nothing failed', async () => {
    const journal = newJournal();
    journal.write(journalEntry({ state: 'recorded', requests: [done] }));
    const jobs = JSON.stringify({ 'b -> b': 'job-b' });
    const operation = declaring('b -> b', 'c -> c');
    const { context } = waiting({ journal, spec: { recorded: { jobs } }, operation });
    await wait(context);
    expect(context.sent).toEqual([]);
  });

  test('adds nothing next to what is sent again as it is', async () => {
    const journal = newJournal();
    journal.write(journalEntry({ state: 'recorded', requests: [failed, done] }));
    const operation = declaring('a -> wrong', 'b -> b', 'c -> c');
    const { context } = waiting({ journal, spec: { recorded }, operation });
    await wait(context);
    expect(context.sent).toMatchObject([{ path: ['a -> wrong'] }]);
  });

  test('that may have begun stops for a person', async () => {
    const journal = newJournal();
    const unknown = { ...failed, state: 'intent' as const };
    journal.write(journalEntry({ state: 'recorded', requests: [unknown, done] }));
    const operation = declaring('a -> right', 'b -> b');
    const { context } = waiting({ journal, spec: { recorded }, operation });
    await expect(wait(context)).rejects.toMatchObject({
      exitCode: 6,
      problem: 'it is not known whether a -> wrong, which is no longer declared, began',
    });
  });
});

describe('a job that the API does not know', () => {
  const missing = { state: 'missing', status: 'the API does not know it' } as const;
  const progress = { 'job-1': missing };
  const spec = { recorded: { job_id: 'job-1' } };
  const again = "restore again: terraform apply -replace='null_resource.articles_submit'";

  test('has a way on where the restore can be done again', async () => {
    await expect(wait(waiting({ progress, spec }).context)).rejects.toMatchObject({
      exitCode: 7,
      message: `restoreCluster (job job-1) cannot be followed: the API does not know it. Use a key that can see it; or ${again}.`,
    });
  });

  test('is finished where a person has seen that, and by its own id alone', async () => {
    const operation = { repeatsFailedJobs: true };
    const seen = (ids: string) =>
      wait(waiting({ progress, spec, operation, env: { CLUSTER_RESTORE_FINISHED: ids } }).context);
    await expect(seen('job-2')).rejects.toMatchObject({
      exitCode: 7,
      fix: `Look in the vendor console: if it is restored, apply once with CLUSTER_RESTORE_FINISHED=job-1; if not, ${again}`,
    });
    await expect(seen('job-2, job-1')).resolves.toBeUndefined();
  });
});

describe('a result that is not there', () => {
  test('is waited for with the reason, said once', async () => {
    const looks = [
      { notThere: 'cluster in01-1 is SUSPENDED' },
      { notThere: 'cluster in01-1 is SUSPENDED' },
      { problems: [], facts: {} },
    ];
    const { context } = waiting({
      spec: { recorded: { job_id: 'job-1' } },
      operation: { verify: async () => looks.shift() ?? { problems: [], facts: {} } },
    });
    await wait(context);
    const said = context.said.filter((line) => line.includes('SUSPENDED'));
    expect(said).toEqual(['cluster in01-1 is SUSPENDED (0 s of 1 min)']);
  });

  test('is not waited for where it is gone', async () => {
    const { context } = waiting({
      spec: { recorded: { job_id: 'job-1' } },
      operation: { verify: async () => ({ notThere: 'no cluster in01-1', isGone: true }) },
    });
    await expect(wait(context)).rejects.toMatchObject({
      exitCode: 9,
      message:
        "what was restored does not exist: no cluster in01-1. If it was dropped, restore again: terraform apply -replace='null_resource.articles_submit'. If not, apply with a key that can see it.",
    });
  });
});

describe('a cluster that is not as declared', () => {
  const recorded = { cluster_id: 'in01-1', job_id: 'job-1' };
  const facts = { cluster_id: 'in01-1' };

  async function ending(
    removalPolicy: 'destroy' | 'retain',
    entry?: Parameters<typeof journalEntry>[0],
    dropped: 'dropped' | 'gone' | 'left' = 'dropped',
  ) {
    const journal = newJournal();
    if (entry !== undefined) journal.write(journalEntry(entry));
    const drops: unknown[] = [];
    const { context } = waiting({
      journal,
      spec: { recorded, removalPolicy },
      operation: {
        verify: async () => ({ problems: ['its CU size is 4, not 2'], facts: {} }),
        drop: async (_context, what) => {
          drops.push(what);
          return dropped;
        },
      },
    });
    const error = await wait(context).then(
      () => undefined,
      (thrown: Error) => thrown.message,
    );
    expect(error).toContain('the restored cluster is not as declared: its CU size is 4, not 2.');
    return { drops: drops.length, saysDropped: error?.includes('It was dropped') };
  }
  const ours = { requests: [request({ facts })] };

  test.each<[string, 'destroy' | 'retain', Parameters<typeof journalEntry>[0] | undefined, number]>(
    [
      ['is dropped where destroy drops it and this run made it', 'destroy', ours, 1],
      ['stays where it is retained', 'retain', ours, 0],
      ['stays where a wait has verified it once', 'destroy', { ...ours, verified: true }, 0],
      ['stays where the journal is not here', 'destroy', undefined, 0],
      [
        'stays where the journal has another cluster',
        'destroy',
        { requests: [request({ facts: { cluster_id: 'in01-2' } })] },
        0,
      ],
    ],
  )('%s', async (_title, policy, entry, drops) => {
    expect(await ending(policy, entry)).toEqual({ drops, saysDropped: drops === 1 });
  });

  test.each(['gone', 'left'] as const)(
    'a drop that ended with %s is not reported as done',
    async (end) => {
      expect(await ending('destroy', ours, end)).toEqual({ drops: 1, saysDropped: false });
    },
  );
});

test('what is verified is written for Terraform, with the jobs that were followed', async () => {
  const journal = newJournal();
  const { context } = waiting({
    journal,
    spec: { recorded: { job_id: 'job-1', backup_id: 'b' } },
    operation: { verify: async () => ({ problems: [], facts: { connect_address: 'https://c' } }) },
  });
  await wait(context);
  const result = JSON.parse(readFileSync(journal.resultFile('restored', '1'), 'utf8')) as object;
  expect(result).toEqual({
    backup_id: 'b',
    connect_address: 'https://c',
    job_id: 'job-1',
    jobs: '{"restoreCluster":"job-1"}',
    recorded_from: '1',
  });
});

describe('what a wait says', () => {
  /** A wait that looks at its job again and again; the test's clock stands still. */
  async function lines(statuses: readonly Progress[], jobId = 'job-1') {
    const left = [...statuses];
    const { context } = waiting({
      spec: { recorded: { job_id: jobId, cluster_id: 'in01-1' }, timeoutMinutes: 30 },
      operation: { poll: async () => left.shift() ?? { state: 'done', status: 'SUCCESSFUL' } },
    });
    await wait(context);
    return context.said;
  }
  const running = (status: string): Progress => ({ state: 'running', status });

  test('begins with how long it may take, and that it may be interrupted', async () => {
    expect(await lines([])).toEqual([
      'waiting for at most 30 min; Ctrl-C is safe: the next apply keeps waiting, and submits nothing again',
      'job job-1: SUCCESSFUL (0 s of 30 min)',
      'restored and verified',
    ]);
  });

  test('has each change of the status once, however often it looks: Terraform repeats all of it in its error', async () => {
    const same = Array.from({ length: 50 }, () => running('RUNNING 10 %'));
    const said = await lines([...same, running('RUNNING 20 %'), ...same.slice(0, 3)]);
    expect(said.slice(1, -2)).toEqual([
      'job job-1: RUNNING 10 % (0 s of 30 min)',
      'job job-1: RUNNING 20 % (0 s of 30 min)',
      'job job-1: RUNNING 10 % (0 s of 30 min)',
    ]);
  });

  test('names the request where the vendor names no job', async () => {
    expect((await lines([], ''))[1]).toBe('restoreCluster: no job to follow (0 s of 30 min)');
  });
});

test('a status and a reason of any length are cut', async () => {
  const long = 'S'.repeat(100_000);
  const { context } = waiting({
    spec: { recorded: { job_id: 'job-1' } },
    progress: { 'job-1': { state: 'failed', status: long, reason: long } },
  });
  const error: unknown = await wait(context).catch((thrown: unknown) => thrown);
  expect((error as Error).message.length).toBeLessThan(700);
  expect(Math.max(...context.said.map((line) => line.length))).toBeLessThan(200);
});

describe('the timeout', () => {
  /** A wait whose job is never done, with its own clock. */
  async function ending(seconds: readonly number[], now?: () => Date) {
    const left = [...seconds];
    const { context } = waiting({
      spec: { recorded: { job_id: 'job-1' }, timeoutMinutes: 1 },
      elapsed: () => (left.length > 1 ? (left.shift() ?? 0) : (left[0] ?? 0)),
      operation: {
        poll: async () => ({
          state: left.length > 1 ? 'running' : 'done',
          status: 'IN_PROGRESS',
        }),
        verify: async () =>
          left.length > 1
            ? { notThere: 'cluster in01-1 is SUSPENDED' }
            : { problems: [], facts: {} },
      },
    });
    if (now !== undefined) Object.assign(context.driver, { now });
    return await wait(context).then(
      () => undefined,
      (error: Error) => error,
    );
  }

  test('ends the wait, and says what it waited for', async () => {
    expect(await ending([0, 0, 0, 61, 61, 61, 61])).toMatchObject({
      exitCode: 8,
      message:
        'the restore had not ended after 1 min (timeoutMinutes): job job-1: IN_PROGRESS. Apply again to keep waiting: nothing is submitted again.',
    });
  });

  test('does not come because the clock of the machine is corrected by hours', async () => {
    const hours = [0, 2, 4, 6, 8, 10, 12, 14];
    const now = () => new Date(Date.UTC(2026, 10, 21, hours.shift() ?? 16));
    expect(await ending([0, 0, 0, 1, 1, 1, 2], now)).toBeUndefined();
  });
});
