import { entryOf, jobsOf, recordedJobs } from '../../../src/runner/wait/wait-entry';
import type { JournalEntry, JournalRequest } from '../../../src/spec/journal-entry';
import { journalEntry, newJournal, stepContext } from '../../support/step';

const request = (name: string, change: Partial<JournalRequest> = {}): JournalRequest => ({
  name,
  state: 'submitted',
  at: '',
  jobId: `job-${name}`,
  facts: {},
  ...change,
});

/** What is followed, where the state records this and the journal here has that. */
function followed(recorded: Record<string, string>, here?: Partial<JournalEntry>, mark?: string) {
  const journal = newJournal();
  if (here !== undefined) journal.write(journalEntry(here));
  const context = stepContext({ step: 'wait', journal, spec: { recorded } });
  return entryOf(mark === undefined ? context : { ...context, stateMark: mark });
}
const jobs = (...names: string[]) => ({
  jobs: JSON.stringify(Object.fromEntries(names.map((name) => [name, `job-${name}`]))),
});
const names = ({ requests }: JournalEntry) => requests.map(({ name }) => name);

test.each([
  [{ jobs: '{"a":"1"}' }, { a: '1' }],
  [{ jobs: '' }, {}],
  [{ job_id: '1' }, { restore: '1' }],
  [{ cluster_id: 'in01-1' }, { restore: '' }],
  [{ cluster_id: 'in01-1', job_id: '1' }, { restore: '1' }],
  [{ cluster_id: '', job_id: '' }, {}],
  [{}, {}],
])('what is recorded as %j are the jobs %j', (recorded, found) => {
  expect(recordedJobs(recorded as Record<string, string>, 'restore')).toEqual(found);
});

test('the state will hold the jobs that count, the first of them by its own name', () => {
  const entry = journalEntry({
    requests: [
      request('a', { state: 'replaced' }),
      request('b'),
      request('c', { jobId: undefined }),
    ],
  });
  expect(jobsOf(entry)).toEqual({ job_id: 'job-b', jobs: '{"b":"job-b","c":""}' });
  expect(jobsOf({ ...entry, requests: [] })).toEqual({ job_id: '', jobs: '{}' });
});

test('a state without a job is an error that says what to do', () => {
  expect(() => followed({})).toThrow(
    "Terraform's state holds no job of this restore. Look in the vendor console whether it began; if not, restore again: terraform apply -replace='null_resource.articles_submit'.",
  );
});

test('what a wait on this machine sent since is followed where the journal is of this submission', () => {
  const here = { requests: [request('a'), request('b', { jobId: 'other' }), request('c')] };
  expect(names(followed(jobs('a', 'b'), here))).toEqual(['a', 'b', 'c']);
  const strange = { requests: [request('a', { jobId: 'other' }), request('c')] };
  expect(names(followed(jobs('a'), strange))).toEqual(['a']);
});

test.each([
  ['open', 'waiting'],
  ['waiting', 'waiting'],
  ['recorded', 'recorded'],
  ['dropped', 'recorded'],
] as const)('a journal that is %s is %s in a wait', (state, expected) => {
  expect(followed(jobs('a'), { state, requests: [request('a')] }).state).toBe(expected);
});

test('without a journal there is nothing left to lose', () => {
  expect(followed(jobs('a'))).toMatchObject({ state: 'recorded', identity: {}, facts: {} });
});

test('the dropped cluster of one of several requests is not waited for', () => {
  const requests = [request('a'), request('b', { facts: { cluster_id: 'in01-1' } })];
  expect(() =>
    followed({ ...jobs('a'), cluster_id: 'in01-1' }, { state: 'dropped', requests }),
  ).toThrow(
    "the cluster in01-1 of this restore was dropped. If it is still needed, restore again: terraform apply -replace='null_resource.articles_submit'.",
  );
});

describe('a journal of another state of Terraform', () => {
  const here = (change: Partial<JournalEntry>) => ({ stateMark: 'there', ...change });

  test('is that of this restore where it has one of its jobs', () => {
    const requests = [request('x', { jobId: 'strange' }), request('a', { facts: { of: 'here' } })];
    const entry = followed(jobs('a'), here({ requests }), 'here');
    expect(entry.requests.find(({ name }) => name === 'a')?.facts).toEqual({ of: 'here' });
  });

  test('is not read where its restore has ended', () => {
    const requests = [request('a', { jobId: 'strange', facts: { of: 'there' } })];
    const entry = followed(jobs('a'), here({ state: 'recorded', requests }), 'here');
    expect(entry.requests).toEqual([request('a')]);
  });

  test('stops where its restore has not ended', () => {
    const requests = [request('a', { jobId: '' })];
    expect(() => followed({ jobs: '{"a":""}' }, here({ state: 'open', requests }), 'here')).toThrow(
      'that was begun with another state of Terraform, in the same folder',
    );
  });

  test('is that of this restore where it has its cluster, and no other', () => {
    const of = (id: string) => [request('x', { jobId: '', facts: { cluster_id: id } })];
    const recorded = { ...jobs('a'), cluster_id: 'in01-1' };
    const read = (id: string) =>
      followed(recorded, here({ state: 'open', requests: of(id), path: 'there' }), 'here');
    expect(read('in01-1').path).toBe('there');
    expect(() => read('in01-2')).toThrow('that was begun with another state of Terraform');
    expect(() => followed(jobs('a'), here({ state: 'open', requests: of('') }), 'here')).toThrow(
      'that was begun with another state of Terraform',
    );
  });

  test('is written over, and what it restored is not forgotten', () => {
    const facts = { cluster_id: 'in01-9' };
    const requests = [request('a', { jobId: 'strange', facts })];
    const entry = followed(jobs('a'), here({ state: 'recorded', requests }), 'here');
    expect(entry.earlier).toEqual(['in01-9']);
    expect(entry.replaced).toEqual([{ ...facts, other_state: 'true' }]);
    const own = followed(jobs('a'), { requests: [request('a', { facts })], identity: { a: '1' } });
    expect(own.earlier).toBeUndefined();
  });
});

test('jobs that cannot be read are reported with what to do', () => {
  expect(() => recordedJobs({ jobs: '{"a":1}' }, 'restore')).toThrow(
    `Terraform's state holds jobs of this restore that cannot be read: "{\\"a\\":1}". Somebody has changed the state: restore an earlier copy of it.`,
  );
});
