import { drop } from '../../src/runner/drop';
import { journalEntry, newJournal, stepContext } from '../support/step';

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

test('a drop without a journal writes none', async () => {
  const journal = newJournal();
  await drop(stepContext({ step: 'drop', journal, operation: { drop: async () => 'dropped' } }));
  expect(journal.read()).toBeUndefined();
});
