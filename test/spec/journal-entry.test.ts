import * as z from 'zod/mini';
import { isOfOtherState, journalEntry, wasReplaced } from '../../src/spec/journal-entry';

const request = { name: 'restore', state: 'submitted', at: '2026-11-21T09:00:00Z', facts: {} };
const entry = {
  version: 1,
  key: 'articles',
  path: 'stack/articles',
  identity: { backup_id: 'b' },
  state: 'open',
  facts: {},
  requests: [request],
};
const isAccepted = (value: object) => z.safeParse(journalEntry(), value).success;

test.each(['pending', 'clearing', 'intent', 'submitted', 'failed', 'replaced', 'made'])(
  'a request may be %s',
  (state) => {
    expect(isAccepted({ ...entry, requests: [{ ...request, state }] })).toBe(true);
  },
);

test.each(['delivered', 'lost', 'reported'])('its password may be %s', (password) => {
  expect(isAccepted({ ...entry, password })).toBe(true);
});

test.each<[string, object]>([
  ['a request of another state', { requests: [{ ...request, state: '' }] }],
  ['another word about its password', { password: '' }],
  ['another version', { version: 2 }],
  ['a field of a later release', { later: true }],
  ['a password file without a time', { passwordFile: { path: '/a' } }],
])('%s is not read', (_title, change) => {
  expect(isAccepted(entry)).toBe(true);
  expect(isAccepted({ ...entry, ...change })).toBe(false);
});

test('a password file is a path and a time', () => {
  expect(isAccepted({ ...entry, passwordFile: { path: '/a', modifiedMs: 1 } })).toBe(true);
});

test.each([
  [undefined, false],
  ['mine', false],
  ['theirs', true],
])(
  'a run that began with the state %s is of another state than mine: %s',
  (stateMark, expected) => {
    expect(isOfOtherState({ stateMark }, 'mine')).toBe(expected);
  },
);

test.each<[string, object, boolean]>([
  ['of another identity', { identity: { backup_id: 'a' } }, true],
  ['of the same identity', {}, false],
  ['of the same identity, discarded', { state: 'dropped' }, true],
  ['of another identity and another state', { identity: {}, stateMark: 'theirs' }, false],
  ['of another job', { identity: {}, requests: [{ ...request, jobId: 'job-2' }] }, false],
])('whether a run %s was replaced', (_title, change, expected) => {
  const before = { ...entry, requests: [{ ...request, jobId: 'job-1' }], ...change };
  const own = { identity: entry.identity, stateMark: 'mine' };
  expect(wasReplaced(z.parse(journalEntry(), before), own, 'job-1')).toBe(expected);
});
