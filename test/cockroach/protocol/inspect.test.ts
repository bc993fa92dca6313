import { inspectRestore } from '../../../src/cockroach/protocol/inspect';
import { fakeApi, refused } from '../../support/protocol';

const CLUSTER = 'GET /api/v1/clusters/dest';
const RESTORE = 'GET /api/v1/clusters/dest/restores/job-1';
const DATABASES = 'GET /api/v1/clusters/dest/databases';
const recorded = { destination_cluster_id: 'dest', job_id: 'job-1' };
const there = { id: 'dest', name: 'orders', state: 'CREATED' };
const done = { id: 'job-1', status: 'SUCCESS' };
const listed = { databases: [{ name: 'defaultdb' }, { name: 'orders' }], pagination: {} };

/** What an inspection finds, where the API answers so. */
const inspected = (answers: object, more: Readonly<Record<string, string>> = {}) =>
  inspectRestore(fakeApi({ [CLUSTER]: there, [RESTORE]: done, [DATABASES]: listed, ...answers }), {
    ...recorded,
    ...more,
  });

test('a restore that is there, with its databases', async () => {
  const ok = {
    presence: 'there',
    text: 'in orders, CREATED',
    drift: [],
    unconfirmed: [],
    doubts: [],
  };
  expect(await inspected({})).toEqual(ok);
  expect(await inspected({}, { databases: '["orders"]' })).toEqual(ok);
  expect(await inspected({}, { databases: '["x"]', new_db_name: 'orders' })).toEqual(ok);
});

test.each([
  [
    'a deleted destination',
    { [CLUSTER]: { ...there, state: 'DELETED' } },
    {},
    { presence: 'gone' },
  ],
  ['a destination that is not shown', { [CLUSTER]: refused('5') }, {}, { presence: 'unknown' }],
  ['nothing recorded', {}, { job_id: '' }, { presence: 'unknown' }],
  [
    'a restore that the destination does not know',
    { [RESTORE]: refused('5') },
    {},
    { drift: ['the destination has no restore "job-1"'] },
  ],
  [
    'a failed restore',
    { [RESTORE]: { ...done, status: 'FAILED' } },
    {},
    { drift: ['restore job-1 failed'] },
  ],
  [
    'a restore that runs',
    { [RESTORE]: { ...done, status: 'RUNNING' } },
    {},
    { unconfirmed: ['restore job-1 has not ended (RUNNING)'] },
  ],
  [
    'a database that was dropped',
    {},
    { databases: '["orders","stock"]' },
    { drift: ['the destination has no database "stock"'] },
  ],
])('%s', async (_title, answers, more, wanted) => {
  expect(await inspected(answers, more as Record<string, string>)).toMatchObject(wanted);
});
