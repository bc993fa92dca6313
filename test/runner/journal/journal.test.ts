import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Journal } from '../../../src/runner/journal/journal';
import {
  hasSent,
  isUnfinished,
  type JournalEntry,
  type JournalRequest,
  restoresOf,
  sameIdentity,
  wasReplaced,
} from '../../../src/spec/journal-entry';
import { journalEntry, newJournal } from '../../support/step';

const identity = { backup_id: 'b', target: 't' };
const entryOf = (
  state: JournalEntry['state'],
  ...states: readonly JournalRequest['state'][]
): JournalEntry =>
  journalEntry({
    identity,
    state,
    requests: states.map((request, index) => ({
      name: `r-${index}`,
      state: request,
      at: '',
      jobId: `job-${index}`,
      facts: {},
    })),
  });

test.each([
  [[], false, false],
  [['pending'], false, false],
  [['clearing'], true, false],
  [['pending', 'clearing'], true, false],
  [['intent'], true, true],
  [['submitted'], true, true],
  [['failed'], true, true],
  [['pending', 'submitted'], true, true],
  [['clearing', 'intent'], true, true],
] as const)(
  'requests that are %j: unfinished %s, something was sent %s',
  (states, unfinished, sent) => {
    for (const state of ['open', 'waiting'] as const) {
      const entry = entryOf(state, ...states);
      expect([isUnfinished(entry), hasSent(entry, identity)]).toEqual([unfinished, sent]);
    }
  },
);

test.each(['recorded', 'dropped'] as const)('a journal that is %s is finished', (state) => {
  const entry = entryOf(state, 'submitted');
  expect([isUnfinished(entry), hasSent(entry, identity)]).toEqual([false, false]);
});

test('where there is no journal, nothing was sent', () => {
  expect([isUnfinished(undefined), hasSent(undefined, identity)]).toEqual([false, false]);
});

test('a backup that was made first has begun no restore', () => {
  const entry = entryOf('open', 'submitted', 'pending');
  const [backup, restore] = entry.requests;
  if (backup === undefined || restore === undefined) throw new Error('unreachable');
  const requests: JournalRequest[] = [{ ...backup, kind: 'backup' }, restore];
  expect(hasSent({ ...entry, requests }, identity)).toBe(false);
  expect(isUnfinished({ ...entry, requests })).toBe(true);
  expect(restoresOf({ requests })).toEqual([restore]);
});

test('a journal is named by its key in the usual folder, and by its folder elsewhere', () => {
  expect(new Journal('key').name).toBe('key');
  expect(new Journal('key', '.cluster-restore.d/pr').name).toBe('.cluster-restore.d/pr/key');
});

describe('writing a journal', () => {
  test('makes its folder again where somebody has deleted it', () => {
    const journal = newJournal();
    rmSync(journal.folder, { recursive: true });
    journal.write(journalEntry());
    expect(journal.read()).toEqual(journalEntry());
  });

  test('fails where it cannot be written, and makes nothing', () => {
    const journal = newJournal();
    rmSync(journal.folder, { recursive: true });
    writeFileSync(journal.folder, '');
    expect(() => journal.write(journalEntry())).toThrow('ENOTDIR');
  });

  test('changes one request, and leaves the others', () => {
    const journal = newJournal();
    const entry = entryOf('open', 'intent', 'intent');
    const changed = journal.update({ ...entry, key: journal.key }, 'r-1', { state: 'failed' });
    expect(changed.requests.map(({ state }) => state)).toEqual(['intent', 'failed']);
    expect(journal.read()).toEqual(changed);
  });
});

test('what was sent for another restore was not sent for this one', () => {
  expect(hasSent(entryOf('open', 'submitted'), { ...identity, target: 'u' })).toBe(false);
});

test.each([
  [{ a: '1', b: '2' }, { b: '2', a: '1' }, true],
  [{ a: '1' }, { a: '2' }, false],
  [{ a: '1' }, { a: '1', b: '' }, false],
  [{ a: '1' }, { b: '1' }, false],
  [{}, {}, true],
])('the identities %j and %j are the same: %s', (one, other, same) => {
  expect(sameIdentity(one, other)).toBe(same);
});

describe('a finished job is replaced', () => {
  const other = { ...identity, target: 'u' };

  test.each<[string, JournalEntry | undefined, Record<string, string>, string, boolean]>([
    ['by another identity', entryOf('recorded', 'submitted'), other, 'job-0', true],
    ['where a person discarded it', entryOf('dropped', 'submitted'), identity, 'job-0', true],
    ['by the same identity: not', entryOf('recorded', 'submitted'), identity, 'job-0', false],
    ['where it is of another journal: not', entryOf('dropped', 'submitted'), other, 'job-9', false],
    ['where there is no journal: not', undefined, other, 'job-0', false],
    ['with others', entryOf('recorded', 'submitted', 'submitted'), other, 'job-1', true],
  ])('%s', (_title, entry, now, job, replaced) => {
    expect(wasReplaced(entry, { identity: now, stateMark: '' }, job)).toBe(replaced);
  });
});

describe('a file in the place of a journal', () => {
  const reading = (write: (file: string) => void) => {
    const journal = newJournal();
    write(join(journal.folder, 'journal.json'));
    try {
      return journal.read();
    } catch (error) {
      return error as Error;
    }
  };

  test.each<[string, string]>([
    ['empty', ''],
    ['no JSON', '{"version": 1'],
    ['of another version', JSON.stringify({ ...journalEntry(), version: 2 })],
    ['with a field that nobody knows', JSON.stringify({ ...journalEntry(), more: 1 })],
    ['with a state that nobody knows', JSON.stringify({ ...journalEntry(), state: 'done' })],
  ])('that is %s is never taken for no journal', (_title, content) => {
    const found = reading((file) => writeFileSync(file, content));
    expect(found).toMatchObject({ exitCode: 11 });
    expect(String(found)).toContain('is not a journal of version 1: it is damaged or from another');
  });

  test('that is of another restore, or no file, is none either', () => {
    const other = JSON.stringify(journalEntry({ key: 'others' }));
    expect(String(reading((file) => writeFileSync(file, other)))).toContain(
      'is the journal of another restore. Check in the vendor console',
    );
    expect(String(reading((file) => mkdirSync(file)))).toContain('cannot be read (');
    expect(reading(() => undefined)).toBeUndefined();
    const own = JSON.stringify(journalEntry());
    expect(reading((file) => writeFileSync(file, own))).toEqual(journalEntry());
  });
});
