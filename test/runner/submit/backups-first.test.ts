import { existsSync, readFileSync } from 'node:fs';
import type { ApiRequest } from '../../../src/client/api-client';
import { NoResponseError } from '../../../src/client/errors';
import type { Operation } from '../../../src/runner/step/step-context';
import { submit } from '../../../src/runner/submit/submit';
import type { JournalEntry, JournalRequest } from '../../../src/spec/journal-entry';
import type { Progress } from '../../../src/vendor/outcomes';
import { journalEntry, newJournal, request, type StepParts, stepContext } from '../../support/step';

const at = '2026-11-20T00:00:00.000Z';
const backup = (change: Partial<JournalRequest> = {}): JournalRequest => ({
  name: 'backup',
  kind: 'backup',
  state: 'submitted',
  at,
  jobId: 'job-b',
  facts: { made_backup_id: 'b1' },
  ...change,
});
const restore = (change: Partial<JournalRequest> = {}): JournalRequest => ({
  ...{ name: 'restoreCluster', state: 'submitted', at, jobId: 'job-1', facts: {} },
  ...change,
});

/** A submission that makes a backup first, with a journal as it was left. */
async function submitted(
  entry: Partial<JournalEntry> | undefined,
  {
    polls = [],
    names = ['backup'],
    ...parts
  }: Partial<StepParts<'submit'>> & {
    polls?: (Progress | Error)[];
    names?: string[];
  } = {},
) {
  const journal = newJournal();
  if (entry !== undefined) journal.write(journalEntry(entry));
  const calls: string[] = [];
  const left = [...polls];
  const backupsFirst: Operation['backupsFirst'] = {
    requests: () =>
      names.map((name) => ({ name, when: 'backup', method: 'POST', path: ['backup', name] })),
    lookBefore: async () => {
      calls.push('look');
      return { present: 'b0' };
    },
    accept: (_request, body) => {
      const { jobId, id } = body as { jobId: string; id: string };
      return { jobId, facts: { made_backup_id: id } };
    },
    reconcile: async (_context, _request, { facts }) => {
      calls.push(`search beside ${facts.present}`);
      return { found: 'ours', submitted: { jobId: '', facts: { made_backup_id: 'b7' } } };
    },
    poll: async (_context, _request, jobId, { made_backup_id: id }) => {
      calls.push(`poll ${jobId} ${id}`);
      const next = left.shift() ?? { state: 'done', status: 'AVAILABLE' };
      if (next instanceof Error) throw next;
      return next;
    },
    madeFacts: (_request, { made_backup_id: id = '' }) => ({ new_backup_id: id }),
    madeText: (_request, { made_backup_id: id }) => `${id} was made`,
  };
  const context = stepContext({
    step: 'submit',
    answer: ({ path }: ApiRequest) =>
      path[0] === 'backup' ? { jobId: 'job-b', id: 'b1' } : { jobId: 'job-1' },
    ...parts,
    journal,
    operation: {
      prepare: async (_context, facts) => {
        calls.push(`prepare ${facts.new_backup_id}`);
        return { requests: [request], facts: { ...facts, backup_id: facts.new_backup_id ?? '' } };
      },
      passwordIn: () => undefined,
      ...parts.operation,
      backupsFirst,
    },
  });
  const error = await submit(context).then(
    () => undefined,
    (thrown: Error) => thrown,
  );
  const sent = context.sent.map(({ path }) => path[0]);
  const result = journal.resultFile('submitted', '1');
  const told = existsSync(result)
    ? (JSON.parse(readFileSync(result, 'utf8')) as object)
    : undefined;
  return { calls, sent, error, said: context.said, after: journal.read(), told };
}

test('a backup is made, waited for, and then restored', async () => {
  const polls: Progress[] = [{ state: 'running', status: 'IN_PROGRESS 40 %', percent: 40 }];
  const { calls, sent, said, after, error } = await submitted(undefined, { polls });
  expect(error).toBeUndefined();
  expect(calls).toEqual(['look', 'poll job-b b1', 'poll job-b b1', 'prepare b1']);
  expect(sent).toEqual(['backup', 'restore']);
  expect(said).toEqual([
    'waiting for the backup (job job-b); Ctrl-C is safe: the next apply keeps waiting',
    expect.stringContaining('backup: IN_PROGRESS 40 %'),
    expect.stringContaining('backup: AVAILABLE'),
    'b1 was made',
    'submitted (job job-1)',
  ]);
  expect(after).toMatchObject({
    facts: { new_backup_id: 'b1', backup_id: 'b1' },
    requests: [
      { name: 'backup', kind: 'backup', state: 'made' },
      { name: 'restoreCluster', state: 'submitted', jobId: 'job-1' },
    ],
  });
});

describe('an earlier run that ended', () => {
  const known = { facts: { present: 'b0' } };
  const made = { facts: { new_backup_id: 'b1', backup_id: 'b1' } };

  test.each<[string, Partial<JournalEntry>, string[], string[]]>([
    [
      'before the request: it is sent',
      { ...known, requests: [backup({ state: 'pending', at: '', jobId: '', facts: {} })] },
      ['look', 'poll job-b b1', 'prepare b1'],
      ['backup', 'restore'],
    ],
    [
      'in the request: the backup is looked for, and not asked for again',
      { ...known, requests: [backup({ state: 'intent', jobId: undefined, facts: {} })] },
      ['search beside b0', 'poll  b7', 'prepare b7'],
      ['restore'],
    ],
    [
      'while the backup was made: it is waited for',
      { ...known, requests: [backup()] },
      ['poll job-b b1', 'prepare b1'],
      ['restore'],
    ],
    [
      'with the backup: it is restored',
      { ...made, requests: [backup({ state: 'made', facts: {} })] },
      ['prepare b1'],
      ['restore'],
    ],
    [
      'before the restore was sent: it is sent',
      { ...made, requests: [backup({ state: 'made' }), restore({ state: 'pending', jobId: '' })] },
      ['prepare b1'],
      ['restore'],
    ],
    [
      'with the restore: nothing is sent',
      { ...made, requests: [backup({ state: 'made' }), restore()] },
      [],
      [],
    ],
    [
      'with another restore, of which there is but a backup: that stays',
      { identity: { backup_id: 'other' }, requests: [backup({ state: 'made' })] },
      ['look', 'poll job-b b1', 'prepare b1'],
      ['backup', 'restore'],
    ],
  ])('%s', async (_title, entry, calls, sent) => {
    const result = await submitted(entry);
    expect(result.error).toBeUndefined();
    expect({ calls: result.calls, sent: result.sent }).toEqual({ calls, sent });
    expect(result.after?.requests.map(({ state }) => state)).toEqual(['made', 'submitted']);
  });
});

test('a response that was lost is looked for, and made once', async () => {
  const lost = new NoResponseError('no response', '', { effect: 'unknown', retry: 'never' });
  const answer = ({ path }: ApiRequest) => {
    if (path[0] === 'backup') throw lost;
    return { jobId: 'job-1' };
  };
  const { sent, calls, said, error } = await submitted(undefined, { answer });
  expect(error).toBeUndefined();
  expect(sent).toEqual(['backup', 'restore']);
  expect(calls).toEqual(['look', 'search beside b0', 'poll  b7', 'prepare b7']);
  expect(said).toContain('a backup was made: adopted');
});

test('of two backups each is made once, and waited for by its own job', async () => {
  const requests = [
    backup({ name: 'first', state: 'made', jobId: 'job-1', facts: {} }),
    backup({ name: 'second', jobId: 'job-2', facts: { made_backup_id: 'b2' } }),
  ];
  const { calls, sent, after } = await submitted({ requests }, { names: ['first', 'second'] });
  expect(calls).toEqual(['poll job-2 b2', 'prepare b2']);
  expect(sent).toEqual(['restore']);
  expect(after?.requests.map(({ name, state }) => [name, state])).toEqual([
    ['first', 'made'],
    ['second', 'made'],
    ['restoreCluster', 'submitted'],
  ]);
});

test('a poll that fails for a while is ignored, and any other failure ends the wait', async () => {
  const facts = { effect: 'nothing', retry: 'later' } as const;
  const lost = new NoResponseError('no response', '', facts);
  const { error, said, sent } = await submitted(undefined, { polls: [lost] });
  expect(error).toBeUndefined();
  expect(sent).toEqual(['backup', 'restore']);
  expect(said).toContainEqual(expect.stringContaining('no response'));
  const broken = await submitted(undefined, { polls: [new TypeError('a bug')] });
  expect(broken.error).toBeInstanceOf(TypeError);
  expect(broken.sent).toEqual(['backup']);
});

test.each<[string, Progress, string]>([
  [
    'failed',
    { state: 'failed', status: 'FAILED', reason: 'too many changes' },
    'ended as FAILED, too many changes',
  ],
  [
    'nobody knows',
    { state: 'missing', status: 'the API does not know it' },
    'ended as the API does not know it',
  ],
])(
  'a backup that %s restores nothing, and the next apply makes another',
  async (_title, end, how) => {
    const { sent, error, after } = await submitted(undefined, { polls: [end] });
    expect(sent).toEqual(['backup']);
    expect(error).toMatchObject({
      exitCode: 7,
      problem: `the backup that is made first (job job-b) ${how}; nothing was restored`,
    });
    expect(after?.requests).toEqual([backup({ state: 'pending', at: '', jobId: '', facts: {} })]);
  },
);

test('a backup that takes longer than the timeout is waited for by the next apply', async () => {
  const polls = Array<Progress>(9).fill({ state: 'running', status: 'IN_PROGRESS' });
  const spec = { timeoutMinutes: -1 };
  const { error, after, sent } = await submitted(undefined, { polls, spec });
  expect(error?.message).toContain('the backup was still being made after');
  expect(sent).toEqual(['backup']);
  expect(after?.requests).toMatchObject([{ state: 'submitted', jobId: 'job-b' }]);
});

test('what Terraform is told has the job of the restore, not that of the backup', async () => {
  const { told } = await submitted(undefined);
  expect(told).toMatchObject({
    job_id: 'job-1',
    jobs: '{"restoreCluster":"job-1"}',
    backup_id: 'b1',
  });
});
