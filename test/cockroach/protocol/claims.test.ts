import { doubtsOfClaim, doubtsOfRestore } from '../../../src/cockroach/protocol/claims';
import { type Restore, restoreIn } from '../../../src/cockroach/protocol/jobs';
import { fakeApi } from '../../support/protocol';

const body = { type: 'CLUSTER', backup_id: 'backup-1' };
const sentAt = new Date('2026-11-21T00:00:00Z');
const recorded = {
  job_id: 'restore-1',
  destination_cluster_id: 'staging',
  restores_before: 'restore-0',
  request: JSON.stringify(body),
};
const restore = (change: object = {}) =>
  restoreIn({
    id: 'restore-1',
    ...body,
    status: 'PENDING',
    created_at: '2026-11-21T00:00:01Z',
    ...change,
  }) as Restore;

test('a restore of the same request since it was sent is adopted', () => {
  expect(doubtsOfRestore(restore(), { recorded, sentAt })).toEqual([]);
});

const OTHER = 'its type, backup, objects or options are not those that were requested';

// Each row has one thing that disagrees, so that each proof is needed.
test.each<[string, object, object, string]>([
  ['another backup', { backup_id: 'backup-2' }, {}, OTHER],
  ['another type', { type: 'DATABASE' }, {}, OTHER],
  ['other options', { restore_opts: { schema_only: true } }, {}, OTHER],
  ['one that failed', { status: 'FAILED' }, {}, 'it FAILED, and there is nothing to wait for'],
  ['one from before', {}, { restores_before: 'restore-1' }, 'it existed before the request'],
  [
    'an older one',
    { created_at: '2026-11-20T23:00:00Z' },
    {},
    'it began at 2026-11-20T23:00:00Z, before the request (2026-11-21T00:00:00.000Z)',
  ],
  ['no record of the request', {}, { request: '' }, 'the request was not recorded'],
])('%s is a doubt', (_title, restored, facts, doubt) => {
  const claim = { recorded: { ...recorded, ...facts }, sentAt };
  expect(doubtsOfRestore(restore(restored), claim)).toEqual([doubt]);
});

test('where another run sent it, it may be older than this run', () => {
  const claim = { recorded: { ...recorded, restores_before: 'restore-1' } };
  expect(doubtsOfRestore(restore({ created_at: '2026-03-01T00:00:00Z' }), claim)).toEqual([]);
});

test('an id that the destination does not have is not adopted', () => {
  expect(doubtsOfRestore(undefined, { recorded, sentAt })).toEqual([
    'the destination staging has no restore "restore-1"',
  ]);
});

test('only a restore is adopted, by its id', async () => {
  const api = fakeApi({ 'GET /api/v1/clusters/staging/restores/restore-1': restore() });
  const doubts = (change: Record<string, string | undefined>) =>
    doubtsOfClaim(api, { recorded: { ...recorded, ...change } as never, sentAt });
  expect(await doubts({})).toEqual([]);
  const wrong = ['only a restore can be adopted here, by its id: job_id=<id>'];
  expect(await doubts({ cluster_id: 'staging' })).toEqual(wrong);
  expect(await doubts({ job_id: undefined })).toEqual(wrong);
});

test('the vendor’s clock dates the request: that of this machine may be hours ahead', () => {
  const ahead = new Date('2026-11-21T09:00:00Z');
  const known = { ...recorded, requested_at: '2026-11-21T00:00:00.000Z' };
  expect(doubtsOfRestore(restore(), { recorded: known, sentAt: ahead })).toEqual([]);
  expect(doubtsOfRestore(restore(), { recorded, sentAt: ahead })).toEqual([
    'it began at 2026-11-21T00:00:01Z, before the request (2026-11-21T09:00:00.000Z)',
  ]);
});

test.each([
  ['2026-11-20T23:55:00Z', 0],
  ['2026-11-20T23:54:59Z', 1],
  ['', 0],
  ['soon', 0],
])('one that began at %j has %i doubts: clocks differ by minutes', (created_at, count) => {
  expect(doubtsOfRestore(restore({ created_at }), { recorded, sentAt })).toHaveLength(count);
});

test.each(['{', '"text"', '7', 'null'])('a request recorded as %j is none', (request) => {
  const claim = { recorded: { ...recorded, request }, sentAt };
  expect(doubtsOfRestore(restore(), claim)).toEqual(['the request was not recorded']);
  const without = { job_id: 'restore-1', destination_cluster_id: 'staging' };
  expect(doubtsOfRestore(restore(), { recorded: without, sentAt })).toEqual([
    'the request was not recorded',
  ]);
});
