import { NoResponseError, RefusedError } from '../../../src/client/errors';
import { submit } from '../../../src/runner/submit/submit';
import type { JournalRequest } from '../../../src/spec/journal-entry';
import type { Reconciliation } from '../../../src/vendor/outcomes';
import { journalEntry, newJournal, stepContext } from '../../support/step';

const lost = () => new NoResponseError('lost', '', { effect: 'unknown', retry: 'never' });
const refused = (code: string, effect: 'nothing' | 'unknown' = 'nothing') =>
  new RefusedError(
    `refused with ${code}`,
    'Fix it',
    { kind: 'refused', effect, retry: 'after a fix', request: { method: 'POST', url: 'u' } },
    code,
    undefined,
  );
const nothing: Reconciliation = { found: 'nothing', searched: 'looked', repeatIsSafe: true };
const ours: Reconciliation = {
  found: 'ours',
  submitted: { jobId: '', facts: { cluster_id: 'in01-1' } },
};

/** A submission whose requests and searches end one after the other as given. */
async function submitting(
  answers: readonly (Error | object)[],
  searches: readonly Reconciliation[],
  earlier?: Partial<JournalRequest>,
) {
  const [answersLeft, searchesLeft] = [[...answers], [...searches]];
  const journal = newJournal();
  if (earlier !== undefined) {
    const request = { name: 'restoreCluster', at: '2026-11-21T00:00:00.000Z', facts: {} } as const;
    const requests: JournalRequest[] = [{ state: 'intent', ...request, ...earlier }];
    journal.write(journalEntry({ requests }));
  }
  const context = stepContext({
    step: 'submit',
    journal,
    operation: { reconcile: async () => searchesLeft.shift() ?? nothing },
    answer: () => {
      const answer = answersLeft.shift();
      if (answer instanceof Error) throw answer;
      return answer;
    },
  });
  const error = await submit(context).then(
    () => undefined,
    (thrown: unknown) => thrown as { exitCode?: number; problem: string },
  );
  const [request] = journal.read()?.requests ?? [];
  return { error, sent: context.sent.length, request, unsearched: searchesLeft.length };
}

test('a request whose answer was lost is sent once more where nothing was found twice', async () => {
  const { error, sent, request, unsearched } = await submitting(
    [lost(), { jobId: 'job-2' }],
    [nothing, nothing],
  );
  expect(error).toBeUndefined();
  expect([sent, unsearched]).toEqual([2, 0]);
  expect(request).toMatchObject({ state: 'submitted', jobId: 'job-2' });
});

test('what the second look finds is adopted, and nothing is sent again', async () => {
  const { error, sent, request } = await submitting([lost()], [nothing, ours]);
  expect([error, sent]).toEqual([undefined, 1]);
  expect(request).toMatchObject({ state: 'submitted', facts: { cluster_id: 'in01-1' } });
});

test('a refusal of the second one is the proof that the first one acted', async () => {
  const taken = refused('96017');
  const { error, sent, request } = await submitting([lost(), taken], [nothing, nothing, ours]);
  expect([error, sent]).toEqual([undefined, 2]);
  expect(request).toMatchObject({ state: 'submitted', facts: { cluster_id: 'in01-1' } });
});

test.each([
  ['refused', refused('96017'), 'refused with 96017'],
  ['lost', lost(), 'lost'],
])(
  'a second one that is %s, with nothing found, stops for a person',
  async (_title, second, why) => {
    const { error, sent, request } = await submitting([lost(), second], []);
    expect(error).toMatchObject({ exitCode: 6 });
    expect(error?.problem).toContain(`looked, and found nothing so far; sent once more, ${why}`);
    expect(sent).toBe(2);
    // A refusal of the second one does not prove that the first one did nothing.
    expect(request).toMatchObject({ state: 'intent', repeated: true });
  },
);

test('the next run continues with a request of unknown outcome, and sends it once more', async () => {
  const { sent, request } = await submitting([{ jobId: 'job-2' }], [], {});
  expect(sent).toBe(1);
  expect(request).toMatchObject({ state: 'submitted', at: '2026-11-21T00:00:00.000Z' });
});

test('what was sent once more is not sent a third time', async () => {
  const { error, sent } = await submitting([], [], { repeated: true });
  expect(error).toMatchObject({ exitCode: 6 });
  expect(sent).toBe(0);
});

test('where a second one would act too, none is sent', async () => {
  const unsafe: Reconciliation = { ...nothing, repeatIsSafe: false };
  const { error, sent } = await submitting([lost()], [unsafe]);
  expect(error).toMatchObject({ exitCode: 6 });
  expect(sent).toBe(1);
});
