import { refusal } from '../../../src/client/errors';
import { drop } from '../../../src/runner/drop/drop';
import { isRemoved, noteRemoval } from '../../../src/runner/drop/removal';
import type { Journal } from '../../../src/runner/journal/journal';
import { submit } from '../../../src/runner/submit/submit';
import { wait } from '../../../src/runner/wait/wait';
import type { JournalRequest } from '../../../src/spec/journal-entry';
import { journalEntry, newJournal, stepContext } from '../../support/step';

const made = (clusterId: string) => ({
  requests: [
    {
      name: 'restoreCluster',
      state: 'submitted' as const,
      at: '',
      jobId: 'job-1',
      facts: { cluster_id: clusterId },
    },
  ],
});

test.each([
  ['its own cluster', made('in01-1'), 'dropped', 'dropped'],
  ['its own cluster, which was gone', made('in01-1'), 'gone', 'dropped'],
  ['its own cluster, which was left', made('in01-1'), 'left', 'open'],
  ['an older cluster than the one of the journal', made('in01-2'), 'dropped', 'open'],
  ['a cluster, where the journal made none', { requests: [] }, 'dropped', 'dropped'],
] as const)('the journal, after a drop of %s', async (_title, entry, end, state) => {
  const journal = newJournal();
  journal.write(journalEntry({ ...entry, requests: [...entry.requests] }));
  const dropped: unknown[] = [];
  const recorded = { cluster_id: 'in01-1' };
  await drop(
    stepContext({
      step: 'drop',
      journal,
      spec: { recorded },
      operation: {
        drop: async (_context, what) => {
          dropped.push(what);
          return end;
        },
      },
    }),
  );
  expect(dropped).toEqual([recorded]);
  expect(journal.read()?.state).toBe(state);
});

test('a cluster of an earlier submission is forgotten with its drop, and the newer one stays', async () => {
  const journal = newJournal();
  const entry = made('in01-2');
  const replaced = ['in01-0', 'in01-1'].map((cluster_id) => ({ cluster_id }));
  journal.write(journalEntry({ ...entry, earlier: ['in01-0', 'in01-1'], replaced }));
  const spec = { recorded: { cluster_id: 'in01-1' } };
  await drop(
    stepContext({ step: 'drop', journal, spec, operation: { drop: async () => 'dropped' } }),
  );
  expect(journal.read()).toMatchObject({
    ...{ state: 'open', earlier: ['in01-0'] },
    replaced: [{ cluster_id: 'in01-0' }],
  });
});

test('a drop without a journal writes none', async () => {
  const journal = newJournal();
  await drop(stepContext({ step: 'drop', journal, operation: { drop: async () => 'dropped' } }));
  expect(journal.read()).toBeUndefined();
});

describe('a clone that will be restored again', () => {
  const recorded = { cluster_id: 'in01-1', backup_id: 'backup-1' };

  /** Whether the clone was dropped, what was looked for before, and how it ended. */
  async function dropping(
    next: Record<string, string> | undefined,
    env: NodeJS.ProcessEnv = {},
    problem: Error | null = refusal('no backup "backup-2"', 'Correct it'),
    journal = newJournal(),
    dropProblem?: Error,
    change: Record<string, unknown> = {},
  ) {
    const done: string[] = [];
    const context = stepContext({
      step: 'drop',
      journal,
      env,
      spec: { recorded, ...(next === undefined ? {} : { next }), ...change },
      operation: {
        requireNext: async (_context, asked) => {
          done.push(`looked for ${asked.backup_id}`);
          if (problem !== null) throw problem;
        },
        drop: async () => {
          if (dropProblem !== undefined) throw dropProblem;
          done.push('dropped');
          return 'dropped';
        },
      },
    });
    const error = await drop(context).then(
      () => undefined,
      (thrown: Error) => thrown,
    );
    return { done, error };
  }

  test('stays where the new backup is not there, with the way to drop it all the same', async () => {
    const { done, error } = await dropping({ backup_id: 'backup-2' });
    expect(done).toEqual(['looked for backup-2']);
    expect(error).toMatchObject({
      exitCode: 4,
      message:
        'in01-1 was not dropped, because what is declared now cannot be restored: no backup "backup-2". Correct it, then apply again. To drop it anyway, set CLUSTER_RESTORE_DROP=in01-1.',
    });
  });

  test('so it is of databases, which are known by their restore', async () => {
    const spec = { recorded: { job_id: 'restore-1' } };
    const { done, error } = await dropping(
      { backup_id: 'b' },
      {},
      undefined,
      newJournal(),
      undefined,
      spec,
    );
    expect(done).toEqual(['looked for b']);
    expect(error?.message).toContain('what restore-1 restored was not dropped');
    expect(error?.message).toContain('set CLUSTER_RESTORE_DROP=restore-1');
  });

  test('nothing is looked for where nothing is recorded', async () => {
    const spec = { recorded: {} };
    const { done } = await dropping(
      { backup_id: 'b' },
      {},
      undefined,
      newJournal(),
      undefined,
      spec,
    );
    expect(done).toEqual(['dropped']);
  });

  test('an internal error is not reported as a missing backup', async () => {
    const { error } = await dropping({ backup_id: 'b' }, {}, new TypeError('no function'));
    expect(error).toBeInstanceOf(TypeError);
  });

  test('an operation that cannot check drops', async () => {
    const done: string[] = [];
    const drops = async () => {
      done.push('dropped');
      return 'dropped' as const;
    };
    const spec = { recorded, next: { backup_id: 'b' } };
    await drop(stepContext({ step: 'drop', spec, operation: { drop: drops } }));
    expect(done).toEqual(['dropped']);
  });

  test('a refusal that names no way has one', async () => {
    const { error } = await dropping({ backup_id: 'b' }, {}, refusal('no backup', ''));
    expect(error?.message).toContain('no backup. Correct the backup, then apply again.');
  });

  test('is dropped where the new backup is there', async () => {
    const { done } = await dropping({ backup_id: 'backup-2' }, {}, null);
    expect(done).toEqual(['looked for backup-2', 'dropped']);
  });

  test('is dropped where a person says so, by its own id alone', async () => {
    const next = { backup_id: 'backup-2' };
    const other = await dropping(next, { CLUSTER_RESTORE_DROP: 'in01-2' });
    expect(other.done).toEqual(['looked for backup-2']);
    expect((await dropping(next, { CLUSTER_RESTORE_DROP: 'in01-1' })).done).toEqual(['dropped']);
  });

  test.each([
    ['the same one', 'backup-1'],
    ['the latest one', 'latest'],
  ])('stays where it is %s, and that is gone', async (_title, backup_id) => {
    const { done, error } = await dropping({ backup_id });
    expect(done).toEqual([`looked for ${backup_id}`]);
    expect(error).toMatchObject({ exitCode: 4 });
  });

  test('is dropped at once where what is declared is known after apply', async () => {
    expect((await dropping(undefined)).done).toEqual(['dropped']);
  });

  const next = { backup_id: 'backup-1' };
  const terraform = { name: () => 'this one' };
  const other = { name: () => 'another one' };

  test('is dropped for good, whatever has become of the backup, and that once only', async () => {
    const journal = newJournal();
    noteRemoval(journal, terraform);
    expect((await dropping(next, {}, undefined, journal)).done).toEqual(['dropped']);
    expect((await dropping(next, {}, undefined, journal)).done).toEqual(['looked for backup-1']);
  });

  test('is dropped for good by a later Terraform where the first one failed in the drop', async () => {
    const journal = newJournal();
    noteRemoval(journal, terraform);
    const failed = await dropping(next, {}, undefined, journal, new Error('no connection'));
    expect(failed.error?.message).toBe('no connection');
    expect(isRemoved(journal, other)).toBe(true);
    expect((await dropping(next, {}, undefined, journal)).done).toEqual(['dropped']);
  });

  test('stays where the step that tells a destroy was replaced alone, by an earlier Terraform', async () => {
    const journal = newJournal();
    noteRemoval(journal, other);
    expect((await dropping(next, {}, undefined, journal)).done).toEqual(['looked for backup-1']);
  });

  test.each([
    ['restored again', (journal: Journal) => submit(stepContext({ step: 'submit', journal }))],
    [
      'waited for again',
      (journal: Journal) => {
        journal.write(journalEntry());
        return wait(
          stepContext({ step: 'wait', journal, spec: { recorded: { job_id: 'job-1' } } }),
        );
      },
    ],
  ] as const)(
    'a destroy that did not come to its end is over when it is %s',
    async (_title, run) => {
      const journal = newJournal();
      noteRemoval(journal, terraform);
      expect(isRemoved(journal, terraform)).toBe(true);
      await run(journal);
      expect(isRemoved(journal, terraform)).toBe(false);
    },
  );
});

describe('the journal of a restore without its own cluster, after its drop,', () => {
  const end = async (
    change: Partial<JournalRequest>,
    recorded: Readonly<Record<string, string>> = { job_id: 'job-1' },
  ) => {
    const journal = newJournal();
    const request = { name: 'restoreDatabases', state: 'submitted', at: '', facts: {} } as const;
    journal.write(journalEntry({ requests: [{ ...request, jobId: 'job-1', ...change }] }));
    const operation = { drop: async () => 'dropped' as const };
    await drop(stepContext({ step: 'drop', journal, spec: { recorded }, operation }));
    return journal.read()?.state;
  };

  test.each<[string, Partial<JournalRequest>, Record<string, string> | undefined, string]>([
    ['is over where it has the job', {}, undefined, 'dropped'],
    ['is over where it has no job', { jobId: '' }, undefined, 'dropped'],
    ['is over where the state has no job', {}, { job_id: '' }, 'dropped'],
    ['stays where it has another job', { jobId: 'job-2' }, undefined, 'open'],
    ['stays where a request may have acted', { state: 'intent' }, undefined, 'open'],
  ])('%s', async (_title, change, recorded, state) => {
    expect(await end(change, recorded)).toBe(state);
  });
});
