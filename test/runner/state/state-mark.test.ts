import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ApiClient } from '../../../src/client/api-client';
import { doubtsOf } from '../../../src/runner/by-hand/adoption';
import { drop } from '../../../src/runner/drop/drop';
import { earlierOf } from '../../../src/runner/journal/earlier-clones';
import { stateMark, stateOptions } from '../../../src/runner/state/state-mark';
import type { Operation } from '../../../src/runner/step/step-context';
import { submit } from '../../../src/runner/submit/submit';
import { wait } from '../../../src/runner/wait/wait';
import { type JournalEntry, wasReplaced } from '../../../src/spec/journal-entry';
import { journalEntry, newJournal, type StepParts, stepContext } from '../../support/step';
import { newFolder } from '../../support/terraform';

/** What `terraform init` leaves, in a data folder of its own. */
function initialised(type: string, config: object): NodeJS.ProcessEnv {
  const data = join(newFolder('data'), '.terraform');
  mkdirSync(data);
  writeFileSync(join(data, 'terraform.tfstate'), JSON.stringify({ backend: { type, config } }));
  return { TF_DATA_DIR: data };
}

const mark = (type: string, config: object, options: string[] = [], journal = 'journals/one') =>
  stateMark(initialised(type, config), journal, options);
const none = () => stateMark({ TF_DATA_DIR: newFolder('none') }, 'journals/one', []);

describe('two states that share a folder', () => {
  test.each<[string, () => string, () => string]>([
    [
      'files of the local backend',
      () => mark('local', { path: 'a' }),
      () => mark('local', { path: 'b' }),
    ],
    ['keys of a bucket', () => mark('s3', { key: 'a' }), () => mark('s3', { key: 'b' })],
    ['files of -state', () => mark('local', {}, ['a']), () => mark('local', {}, ['b'])],
    ['-state and none', () => mark('local', {}, ['a']), none],
  ])('are distinguished by %s', (_title, one, other) => {
    expect(one()).not.toBe(other());
  });

  test.each<[string, () => string, () => string]>([
    ['no backend is the local one', () => mark('local', {}), none],
    [
      'a project that was moved, with its journals',
      () =>
        mark('local', { path: '/home/one/terraform.tfstate' }, [], '/home/one/journals/articles'),
      () =>
        mark('local', { path: '/home/two/terraform.tfstate' }, [], '/home/two/journals/articles'),
    ],
    [
      'another key to the bucket',
      () => mark('s3', { access_key: 'a' }),
      () => mark('s3', { access_key: 'b' }),
    ],
    [
      'another folder of a run of HCP Terraform',
      () => stateMark({ TFC_WORKSPACE_SLUG: 'acme/one' }, '/run-1/journals', []),
      () => stateMark({ TFC_WORKSPACE_SLUG: 'acme/one' }, '/run-2/journals', []),
    ],
  ])('are one: %s', (_title, one, other) => {
    expect(one()).toBe(other());
  });

  test('are given by the last -state of the command line and of its variables', () => {
    expect(stateOptions({}, ['terraform', 'apply', '-auto-approve'])).toEqual([]);
    expect(stateOptions({}, ['terraform', 'apply', '-state=a', '--state', 'b'])).toEqual(['b']);
    expect(stateOptions({ TF_CLI_ARGS_apply: '-state=a' }, ['terraform'])).toEqual(['a']);
    expect(stateOptions({ TF_CLI_ARGS: '-state=a' }, ['terraform', '-state=b'])).toEqual(['b']);
    expect(stateOptions({ TF_CLI_ARGS: '-state  a' }, ['terraform'])).toEqual(['a']);
    expect(stateOptions({ TF_CLI_ARGS_destroy: '-state=a' }, ['terraform'])).toEqual(['a']);
    expect(stateOptions({ TF_CLI_ARGS_plan: '-state=a' }, ['terraform'])).toEqual([]);
    expect(stateOptions({}, ['terraform', '-state-out=a', '-no-state=b'])).toEqual([]);
    expect(stateOptions({}, ['terraform', '-state'])).toEqual(['']);
    // This process has none, wherever it was started.
    expect(stateOptions({})).toEqual([]);
  });
});

/** A step of this state, with a journal of another one. */
function after<Step extends 'submit' | 'wait' | 'drop'>(
  entry: Partial<JournalEntry>,
  parts: StepParts<Step>,
) {
  const journal = newJournal();
  journal.write(journalEntry({ stateMark: 'another state', ...entry }));
  return { journal, context: stepContext({ ...parts, journal }) };
}

const clearing = { name: 'restoreCluster', state: 'clearing', at: '', facts: {} } as const;
const OTHERS =
  'a restore (job job-1) that was begun with another state of Terraform, in the same folder, is not finished. Apply with that state first (its backend, or its -state). If that state was moved or is gone, run "node runner.cjs release';

describe('what was begun with another state', () => {
  test.each(['open', 'waiting'] as const)('and is %s is not continued', async (state) => {
    const { context, journal } = after({ state }, { step: 'submit' });
    const before = journal.read();
    const end = submit(context);
    await expect(end).rejects.toMatchObject({ exitCode: 11 });
    await expect(end).rejects.toThrow(OTHERS);
    expect(context.sent).toEqual([]);
    expect(journal.read()).toEqual(before);
  });

  test('is continued with that state', async () => {
    const { context } = after({}, { step: 'submit', stateMark: 'another state' });
    await submit(context);
    expect(context.sent).toEqual([]);
  });

  test('and was only cleared for continues with the backup that was chosen before', async () => {
    const { context, journal } = after(
      { requests: [clearing], facts: { backup_id: 'chosen' } },
      { step: 'submit' },
    );
    await submit(context);
    expect(context.sent).toHaveLength(1);
    expect(journal.read()).toMatchObject({
      stateMark: 'this state',
      facts: { backup_id: 'chosen' },
    });
  });

  test('and was only cleared for another restore binds nobody, and is checked again', async () => {
    const resumed: unknown[] = [];
    const { context, journal } = after(
      { requests: [clearing], identity: { backup_id: 'other' } },
      {
        step: 'submit',
        operation: {
          beforeSending: async (...[, , , , isResumed]) => {
            resumed.push(isResumed);
            return undefined;
          },
        },
      },
    );
    await submit(context);
    expect(resumed).toEqual([false]);
    expect(journal.read()?.stateMark).toBe('this state');
  });

  test('and ended is remembered, and its password file is not this one’s to replace', async () => {
    const facts = { cluster_id: 'in01-1' };
    const requests = [{ ...clearing, state: 'submitted' as const, jobId: 'job-0', facts }];
    const passwordFile = { path: '/secrets/password', modifiedMs: 1 };
    const { context, journal } = after(
      { state: 'recorded', requests, passwordFile },
      { step: 'submit' },
    );
    await submit(context);
    expect(context.sent).toHaveLength(1);
    expect(journal.read()).toMatchObject({ earlier: ['in01-1'] });
    expect(journal.read()?.passwordFile).toBeUndefined();
  });

  test('and ended may be held by that state, and is not adopted unasked', async () => {
    const facts = { cluster_id: 'in01-1' };
    const entry = journalEntry({
      ...{ state: 'recorded', stateMark: 'another state' },
      requests: [{ ...clearing, state: 'submitted', jobId: 'job-0', facts }],
    });
    const whose = { identity: entry.identity, stateMark: 'this state' };
    const { replaced } = earlierOf(entry, whose);
    expect(replaced).toMatchObject([{ cluster_id: 'in01-1', other_state: 'true' }]);
    const next = { identity: { backup_id: 'next' }, stateMark: 'another state' };
    expect(earlierOf(entry, next).replaced).toEqual([facts]);
    const doubts = (known: object) =>
      doubtsOf({} as ApiClient, {} as Operation, { ...entry, ...known }, clearing, facts);
    const requests: JournalEntry['requests'] = [clearing];
    expect(await doubts({ requests, earlier: ['in01-1'], replaced })).toEqual([
      'another Terraform state in the same folder restored it and may hold it',
    ]);
    expect(await doubts({ requests, earlier: ['in01-1'] })).toEqual([
      'an earlier submission of this restore made it, from what was declared then',
    ]);
  });

  test('is not a reason to delete what was restored', () => {
    const entry = journalEntry({ state: 'dropped', stateMark: 'another state' });
    const whose = { identity: { backup_id: 'other' }, stateMark: 'this state' };
    expect(wasReplaced(entry, whose, 'job-1')).toBe(false);
    expect(wasReplaced(entry, { ...whose, stateMark: 'another state' }, 'job-1')).toBe(true);
    expect(earlierOf(entry, whose)).toEqual({});
  });

  const recorded = { job_id: 'job-9' };

  test('stops a wait of this one, which would write over it', async () => {
    const { context } = after({}, { step: 'wait', spec: { recorded } });
    await expect(wait(context)).rejects.toThrow(OTHERS);
  });

  test('and ended is nothing to a wait of this one, which keeps what it made', async () => {
    const requests = [
      { ...clearing, state: 'submitted' as const, facts: { cluster_id: 'in01-1' } },
    ];
    const { context, journal } = after(
      { state: 'recorded', requests },
      { step: 'wait', spec: { recorded } },
    );
    await wait(context);
    expect(journal.read()).toMatchObject({
      ...{ state: 'recorded', stateMark: 'this state', verified: true },
      requests: [{ jobId: 'job-9' }],
      earlier: ['in01-1'],
      replaced: [{ cluster_id: 'in01-1', other_state: 'true' }],
    });
  });

  test('and moved to this state with its cluster, which has no job, is waited for', async () => {
    const requests = [
      { ...clearing, state: 'submitted' as const, jobId: '', facts: { cluster_id: 'in01-1' } },
    ];
    const { context, journal } = after(
      { state: 'waiting', requests },
      { step: 'wait', spec: { recorded: { cluster_id: 'in01-1' } } },
    );
    await wait(context);
    expect(journal.read()).toMatchObject({ state: 'recorded', stateMark: 'this state' });
    expect(journal.read()?.earlier).toBeUndefined();
  });

  test('and moved to this state with its job is waited for', async () => {
    const { context, journal } = after(
      { state: 'waiting' },
      { step: 'wait', spec: { recorded: { job_id: 'job-1' } } },
    );
    await wait(context);
    expect(journal.read()).toMatchObject({ state: 'recorded', stateMark: 'this state' });
  });
});

test.each<[string, Partial<JournalEntry>, Record<string, string>]>([
  ['another job', {}, { job_id: 'job-9' }],
  [
    'a request of unknown outcome',
    { requests: [{ ...clearing, state: 'intent' }] },
    { cluster_id: 'in01-1', job_id: 'job-9' },
  ],
])('a drop keeps a journal that records %s', async (_title, entry, recorded) => {
  const operation = { drop: async () => 'dropped' as const };
  const { context, journal } = after(entry, { step: 'drop', spec: { recorded }, operation });
  await drop(context);
  expect(journal.read()?.state).toBe('open');
});
