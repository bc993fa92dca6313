import { inspectDatabases, inspectRestore } from '../../../src/cockroach/protocol/inspect';
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

test('a restore that is there', async () => {
  const ok = {
    presence: 'there',
    text: 'in orders, CREATED',
    drift: [],
    unconfirmed: [],
    doubts: [],
  };
  expect(await inspected({})).toEqual(ok);
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
    'no recorded destination',
    {},
    { destination_cluster_id: '' },
    { presence: 'unknown', text: 'no restore is recorded' },
  ],
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
])('%s', async (_title, answers, more, wanted) => {
  expect(await inspected(answers, more as Record<string, string>)).toMatchObject(wanted);
});

const BODY = { type: 'DATABASE', backup_id: 'b', source_cluster_id: 'source' };
const ofDatabases = (...names: string[]) => ({
  ...BODY,
  objects: names.map((database) => ({ database })),
});

/** What an inspection of databases finds: of a restore of these, as it was requested. */
const inspectedDatabases = (
  names: readonly string[],
  answers: object = {},
  more: Readonly<Record<string, string>> = {},
) => {
  const body = ofDatabases(...names);
  const restore = { ...body, ...done, created_at: '2026-11-20T02:00:00Z' };
  const api = fakeApi({
    [CLUSTER]: there,
    [RESTORE]: restore,
    'GET /api/v1/clusters/dest/restores': { restores: [restore] },
    [DATABASES]: listed,
    ...answers,
  });
  return inspectDatabases(api, { ...recorded, request: JSON.stringify(body), ...more }, []);
};

describe('databases', () => {
  test('that are there are reported by their names, and are the restore’s own', async () => {
    expect(await inspectedDatabases(['orders'])).toEqual({
      presence: 'there',
      text: '"orders" in orders, CREATED',
      databases: ['orders'],
      drift: [],
      unconfirmed: [],
      doubts: [],
      kept: [],
    });
  });

  test.each<[string, readonly string[], object, Readonly<Record<string, string>>, object]>([
    [
      'of which one was dropped differ',
      ['orders', 'stock'],
      {},
      {},
      { databases: ['orders'], drift: ['the destination has no database "stock"'] },
    ],
    [
      'that were dropped are gone',
      ['stock'],
      {},
      {},
      { presence: 'gone', text: 'the destination has no database "stock"' },
    ],
    [
      'of a restore that failed are gone',
      ['stock'],
      { [RESTORE]: { ...done, status: 'FAILED' } },
      {},
      {
        presence: 'gone',
        text: 'restore job-1 failed; the destination has no database "stock"',
      },
    ],
    [
      'of a restore that goes on may come, and are not dropped',
      ['stock'],
      { [RESTORE]: { ...done, status: 'RUNNING' } },
      {},
      { presence: 'there', doubts: [], kept: ['restore job-1 has not ended (RUNNING)'] },
    ],
    [
      'that an older release recorded by what was declared are not dropped',
      ['orders'],
      {},
      { request: '', databases: '["x"]', new_db_name: 'orders' },
      { databases: ['orders'], doubts: [], kept: ['the request was not recorded'] },
    ],
    [
      'of another restore are not its own',
      ['orders'],
      { [RESTORE]: { ...ofDatabases('other'), ...done } },
      {},
      { doubts: [expect.stringContaining('are not those requested')] },
    ],
    [
      'under the name of the backup in a cluster that is backed up are kept',
      ['orders'],
      {},
      { request: JSON.stringify({ ...ofDatabases('orders'), source_cluster_id: undefined }) },
      { doubts: [], kept: [expect.stringContaining('in its own cluster')] },
    ],
    [
      'of a deleted cluster are gone',
      ['orders'],
      { [CLUSTER]: { ...there, state: 'DELETED' } },
      {},
      { presence: 'gone' },
    ],
  ])('%s', async (_title, names, answers, more, wanted) => {
    expect(await inspectedDatabases(names, answers, more)).toMatchObject(wanted);
  });

  test('are not gone by a list that cannot be whole', async () => {
    await expect(
      inspectedDatabases(['orders'], { [DATABASES]: { databases: [] } }),
    ).rejects.toThrow('it is not known whether the cluster is empty');
  });
});

test.each<[string, object, Readonly<Record<string, string>>, string]>([
  ['nothing recorded', {}, { job_id: '' }, 'no restore is recorded'],
  ['no destination recorded', {}, { destination_cluster_id: '' }, 'no restore is recorded'],
  [
    'a destination that is not shown',
    { [CLUSTER]: refused('5') },
    {},
    'the API does not know cluster dest, or the key cannot see it',
  ],
  ['a deleted one', { [CLUSTER]: { ...there, state: 'DELETED' } }, {}, 'in orders, DELETED'],
])('of %s there is nothing to compare', async (_title, answers, more, text) => {
  const nothing = { drift: [], unconfirmed: [], doubts: [] };
  expect(await inspected(answers, more)).toMatchObject({ text, ...nothing });
  expect(await inspectRestore(fakeApi({}), {})).toMatchObject({ presence: 'unknown' });
});

describe('what the destination has of databases', () => {
  const request = (...names: string[]) =>
    JSON.stringify({ type: 'DATABASE', objects: names.map((database) => ({ database })) });
  const found = (answers: object, facts: Readonly<Record<string, string>>) =>
    inspectDatabases(
      fakeApi({
        [CLUSTER]: there,
        [RESTORE]: done,
        [`${CLUSTER}/restores`]: { restores: [done] },
        [DATABASES]: { databases: ['defaultdb', 'a', 'b'].map((name) => ({ name })) },
        ...answers,
      }),
      { ...recorded, ...facts },
      [],
    );

  test('is reported by all of its names', async () => {
    expect(await found({}, { request: request('a', 'b') })).toMatchObject({
      presence: 'there',
      text: '"a", "b" in orders, CREATED',
      databases: ['a', 'b'],
      drift: [],
    });
  });

  test('where nothing was recorded has no name, and stays', async () => {
    expect(await found({}, {})).toMatchObject({
      presence: 'there',
      text: 'its databases in orders, CREATED',
      doubts: [],
      kept: ['the request was not recorded'],
    });
  });

  test.each([
    ['FAILED', 'restore job-1 failed; the destination has no database "x"'],
    ['SUCCESS', 'the destination has no database "x"'],
  ])('that is gone after a restore that is %s', async (status, text) => {
    const answers = { [RESTORE]: { ...done, status } };
    expect(await found(answers, { request: request('x') })).toMatchObject({
      presence: 'gone',
      text,
    });
    const unknown = await found({ [RESTORE]: refused('5') }, { request: request('x') });
    expect(unknown.text).toBe('the destination has no database "x"');
  });

  test('is not judged while the restore continues', async () => {
    const answers = { [RESTORE]: { ...done, status: 'PENDING' } };
    expect(await found(answers, { request: request('x') })).toMatchObject({
      presence: 'there',
      drift: [],
      doubts: [],
      unconfirmed: ['restore job-1 has not ended (PENDING)'],
    });
  });
});
