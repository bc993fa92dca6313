import { submit } from '../../../src/runner/submit/submit';
import { newJournal, stepContext } from '../../support/step';

const requests = ['one', 'two'].map((name) => ({
  name,
  when: 'restore' as const,
  method: 'POST' as const,
  path: ['restore'],
}));

test('between two requests a signal stops what is left, and the next run sends it', async () => {
  const journal = newJournal();
  const operation = { prepare: async () => ({ requests, facts: {} }) };
  const context = stepContext({
    step: 'submit',
    journal,
    operation,
    answer: () => {
      for (const note of process.listeners('SIGTERM')) note('SIGTERM');
      return { jobId: 'job-1' };
    },
  });
  await expect(submit(context)).rejects.toMatchObject({
    exitCode: 8,
    message:
      'SIGTERM came while requests were being sent. What was sent is in the journal: apply again to send the rest.',
  });
  expect(context.sent).toHaveLength(1);
  expect(journal.read()?.requests.map(({ state }) => state)).toEqual(['submitted', 'pending']);
  expect(process.listenerCount('SIGTERM')).toBe(0);
});
