import { refusal } from '../../../src/client/errors';
import { ExitCode, RunnerError } from '../../../src/runner/exit/exit-code';
import { Clearing } from '../../../src/runner/send/clearing';
import type { JournalRequest } from '../../../src/spec/journal-entry';
import { journalEntry, newJournal } from '../../support/step';

function clearingOf(request: Partial<JournalRequest> = {}) {
  const journal = newJournal();
  const requests = [{ name: 'restore', state: 'pending' as const, at: '', facts: {}, ...request }];
  const entry = journalEntry({ requests });
  journal.write(entry);
  return { journal, clearing: new Clearing(journal, entry, 'restore') };
}
const inJournal = ({ journal }: ReturnType<typeof clearingOf>) => journal.read()?.requests[0];
const problemOf = (error: unknown) => (error as { problem: string }).problem;

test('the journal learns of a clearing before it, and after each deletion', () => {
  const made = clearingOf();
  made.clearing.note();
  expect(inJournal(made)).toMatchObject({ state: 'clearing' });
  expect(inJournal(made)?.cleared).toBeUndefined();
  made.clearing.note('"a" was deleted');
  made.clearing.note('"a", "b" were deleted');
  expect(inJournal(made)).toMatchObject({ state: 'clearing', cleared: '"a", "b" were deleted' });
  expect(made.clearing.unsent).toBe('clearing');
});

test('what an earlier run deleted is not forgotten', () => {
  const made = clearingOf({ state: 'clearing', cleared: '"a" was deleted' });
  made.clearing.note('"b" was deleted');
  expect(inJournal(made)?.cleared).toBe('"a" was deleted; "b" was deleted');
});

test('a database that was created is reported, and is not a clearing', () => {
  const { clearing } = clearingOf();
  clearing.add('database "x" was created');
  expect(clearing.unsent).toBe('pending');
  expect(problemOf(clearing.explain(refusal('no', '')))).toBe(
    'no; before it, database "x" was created',
  );
});

test('every end after it says what is gone, and ends with its own code', () => {
  const { clearing } = clearingOf({ state: 'intent', cleared: '"a" was deleted' });
  const unknown = new RunnerError(ExitCode.UNKNOWN_OUTCOME, 'not known', 'Look');
  expect(clearing.explain(unknown)).toMatchObject({
    exitCode: 6,
    problem: 'not known; before it, "a" was deleted',
    fix: 'Look',
  });
  expect(clearing.explain(refusal('no', 'Fix it'))).toMatchObject({
    kind: 'precondition',
    problem: 'no; before it, "a" was deleted',
    fix: 'Fix it',
  });
  const fault = new TypeError('x');
  expect(clearing.explain(fault)).toBe(fault);
});

test('where nothing was cleared an error stays as it is', () => {
  const error = refusal('no', '');
  expect(clearingOf().clearing.explain(error)).toBe(error);
});

test('each of several requests has its own', () => {
  const journal = newJournal();
  const of = (name: string, change: Partial<JournalRequest> = {}): JournalRequest => ({
    ...{ name, state: 'pending', at: '', facts: {} },
    ...change,
  });
  const entry = journalEntry({ requests: [of('one', { cleared: '"a" was deleted' }), of('two')] });
  journal.write(entry);
  const two = new Clearing(journal, entry, 'two');
  const error = refusal('no', '');
  expect(two.explain(error)).toBe(error);
  two.add(undefined);
  expect(two.entry).toBe(entry);
  two.add('database "x" was created');
  expect(two.entry.requests).toEqual([
    entry.requests[0],
    of('two', { cleared: 'database "x" was created' }),
  ]);
});
