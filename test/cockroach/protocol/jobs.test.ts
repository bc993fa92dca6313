import {
  newDatabaseName,
  pollJob,
  restoreIn,
  restoresOf,
} from '../../../src/cockroach/protocol/jobs';
import { ORDERS_STAGING } from '../../support/cockroach';
import { fakeApi, inTurn } from '../../support/protocol';

const RESTORES = `GET /api/v1/clusters/${ORDERS_STAGING}/restores`;
const poll = (restore: unknown) =>
  pollJob(fakeApi({ [`${RESTORES}/job-1`]: restore }), ORDERS_STAGING, 'job-1');

test('a restore that is a SUCCESS is done, whatever its percentage', async () => {
  expect(await poll({ id: 'job-1', status: 'SUCCESS', completion_percent: 0.4 })).toEqual({
    state: 'done',
    status: 'SUCCESS',
  });
});

test.each(['PENDING', 'RUNNING', 'PAUSED', 'CANCELED', 'REVERTING', 'success', 'SUCCEEDED'])(
  'a restore that is %s is checked again',
  async (status) => {
    expect(await poll({ id: 'job-1', status, completion_percent: 1 })).toEqual({
      state: 'running',
      status,
    });
  },
);

test('a restore without a status is checked again', async () => {
  expect(await poll({ id: 'job-1' })).toEqual({ state: 'running', status: 'of unknown status' });
});

test.each([
  [0.001, 0],
  [0.4, 40],
  [0.999, 100],
])('a share of %d is %d percent', async (share, percent) => {
  expect(await poll({ id: 'job-1', status: 'PENDING', completion_percent: share })).toEqual({
    state: 'running',
    status: `PENDING ${percent} %`,
    percent,
  });
});

test.each([0, 1, -1, 40, null])('a share of %j says nothing', async (share) => {
  expect(await poll({ id: 'job-1', status: 'PENDING', completion_percent: share })).toEqual({
    state: 'running',
    status: 'PENDING',
  });
});

test.each([
  [{}, 'the API gives no message'],
  [{ client_error_code: 0 }, 'code 0: the API gives no message'],
  [{ client_error_code: 7, client_error_message: 'disk full' }, 'code 7: disk full'],
  [{ client_error_code: null, client_error_message: 'disk full' }, 'disk full'],
  [
    { client_error_message: 'the cluster is not empty' },
    'the cluster is not empty; the API lists databases and tables only: drop types, views, sequences and schemas of defaultdb with SQL',
  ],
])('a failure with %j has its reason', async (details, reason) => {
  expect(await poll({ id: 'job-1', status: 'FAILED', ...details })).toEqual({
    state: 'failed',
    status: 'FAILED',
    reason,
  });
});

test.each([[undefined], [{}], [{ id: '' }], [{ id: 7 }], [{ restore: { id: 'a' } }]])(
  '%j describes no restore',
  async (body) => {
    expect(restoreIn(body)).toBeUndefined();
    await expect(poll(body)).rejects.toThrow(
      `the response to ${RESTORES}/job-1 describes no restore`,
    );
  },
);

test.each(['SUCCESS', 'FAILED', 'RUNNING'])(
  'another restore than asked for says nothing, be it %s',
  async (status) => {
    await expect(poll({ id: 'job-2', status })).rejects.toThrow(
      `the response to ${RESTORES}/job-1 describes restore "job-2", not "job-1"`,
    );
  },
);

test('the case of an id does not matter', async () => {
  expect(await poll({ id: 'JOB-1', status: 'SUCCESS' })).toMatchObject({ state: 'done' });
});

test('all restores are read, page after page, the newest first', async () => {
  const page = (id: string, next_page?: string) => ({
    restores: [{ id }],
    pagination: { next_page },
  });
  const api = fakeApi({ [RESTORES]: inTurn(page('a', 'x'), page('b')) });
  expect((await restoresOf(api, ORDERS_STAGING)).map(({ id }) => id)).toEqual(['a', 'b']);
  expect(api.requests.map(({ query }) => query?.['pagination.sort_order'])).toEqual([
    'DESC',
    'DESC',
  ]);
});

test.each([
  [undefined, undefined],
  [{}, undefined],
  [{ new_db_name: '' }, undefined],
  [{ new_db_name: 7 }, undefined],
  [{ new_db_name: 'orders_2025' }, 'orders_2025'],
])('options %j give the name %j', (options, name) => {
  expect(newDatabaseName(options)).toBe(name);
});
