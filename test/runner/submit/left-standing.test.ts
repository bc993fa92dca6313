import type { StepContext } from '../../../src/runner/step/step-context';
import { submit } from '../../../src/runner/submit/submit';
import type { JournalEntry } from '../../../src/spec/journal-entry';
import type { Inspection } from '../../../src/vendor/outcomes';
import { journalEntry, newJournal, stepContext } from '../../support/step';

interface Case {
  readonly last?: Partial<JournalEntry>;
  readonly spec?: Partial<StepContext<'submit'>['spec']>;
  readonly found?: Partial<Inspection>;
  readonly env?: NodeJS.ProcessEnv;
  readonly lacks?: 'drop' | 'inspect';
}

const DRILL = { token: '1', results: 'drills', checkContents: false };
const CLUSTER = [
  {
    name: 'restoreCluster',
    state: 'submitted',
    at: '',
    jobId: 'job-1',
    facts: { cluster_id: 'in01-1' },
  },
] as const;

/** Submits a restore after another one, which the journal here has; how often it was sent. */
async function sentAfter({ last = {}, spec = {}, found = {}, env = {}, lacks }: Case) {
  const journal = newJournal();
  const requests = [...CLUSTER];
  journal.write(
    journalEntry({ state: 'recorded', identity: { backup_id: 'one' }, requests, ...last }),
  );
  const there = { presence: 'there', text: 'articles, RUNNING', doubts: [], drift: [] } as const;
  const operation = {
    drop: async () => 'dropped' as const,
    inspect: async () => ({ ...there, unconfirmed: [], ...found }),
  };
  const context = stepContext({
    step: 'submit',
    journal,
    env,
    identity: { backup_id: 'two' },
    spec: { removalPolicy: 'destroy', ...spec },
    operation: lacks === undefined ? operation : { ...operation, [lacks]: undefined },
  });
  await submit(context);
  return context.sent.length;
}

test('what a drop should have removed first stops the next restore, before anything is sent', async () => {
  await expect(sentAfter({})).rejects.toThrow(
    'in01-1 of the previous restore (articles, RUNNING) still exists: Terraform has not run its drop, which happens if something that depends on this restore has create_before_destroy. Nothing was sent. Remove create_before_destroy from what depends on it, also in modules, and apply again. To keep both, apply once with CLUSTER_RESTORE_KEEP=in01-1.',
  );
});

test('what another state of Terraform restored is named as that', async () => {
  await expect(sentAfter({ last: { stateMark: 'another state' } })).rejects.toThrow(
    'in01-1 of the previous restore (articles, RUNNING) still exists: another Terraform state in the same folder restored it and may hold it. Nothing was sent. To restore next to it, apply once with CLUSTER_RESTORE_KEEP=in01-1.',
  );
});

test.each<[string, Case]>([
  ['databases', { last: { requests: [{ ...CLUSTER[0], facts: {} }] } }],
  ['another one is kept', { env: { CLUSTER_RESTORE_KEEP: 'in01-2' } }],
  ['its size was changed', { found: { drift: ['its size'] } }],
  ['it has not ended', { found: { kept: ['still open'], unconfirmed: ['still open'] } }],
])('so it is where %s', async (_title, change) => {
  await expect(sentAfter(change)).rejects.toThrow('still exists');
});

test.each<[string, Case]>([
  ['a person keeps it', { env: { CLUSTER_RESTORE_KEEP: 'in01-2, in01-1' } }],
  ['it is retained', { spec: { removalPolicy: 'retain' } }],
  ['it is kept until the next one is verified', { spec: { replacement: 'after-verification' } }],
  ['it is a drill, which drops its own', { spec: { drill: DRILL } }],
  ['a drop removed it', { last: { state: 'dropped' } }],
  ['it is the same restore', { last: { identity: { backup_id: 'two' } } }],
  ['it is gone', { found: { presence: 'gone' } }],
  ['nobody can tell', { found: { presence: 'unknown' } }],
  ['a drop would leave it', { found: { doubts: ['its name'] } }],
  ['a drop would keep it', { found: { kept: ['it has the name of what was backed up'] } }],
  [
    'a database is not there',
    { found: { drift: ['no database'] }, last: { requests: [{ ...CLUSTER[0], facts: {} }] } },
  ],
  ['nothing is ever dropped', { lacks: 'drop' }],
  ['nothing can be looked at', { lacks: 'inspect' }],
])('the next restore continues where %s', async (_title, change) => {
  expect(await sentAfter(change)).toBe(1);
});
