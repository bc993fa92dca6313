import type { ApiRequest } from '../../../src/client/api-client';
import { listBackups } from '../../../src/cockroach/protocol/backups';
import { inTheWay, listDatabases } from '../../../src/cockroach/protocol/databases';
import { ORDERS } from '../../support/cockroach';

/** An API that answers with these bodies, one after the other, and keeps what it was asked. */
function answering(...bodies: unknown[]) {
  const asked: ApiRequest[] = [];
  const read = async (request: ApiRequest) => {
    asked.push(request);
    return { data: bodies[asked.length - 1] };
  };
  return { api: { read }, asked };
}

test('pages are followed by their token until there is none, the order always given', async () => {
  const { api, asked } = answering(
    { backups: [{ id: 'c', as_of_time: '2026-11-20T03:00:00Z' }], pagination: { next_page: 'x' } },
    { backups: [{ id: 'b', as_of_time: '2026-11-20T02:00:00Z' }], pagination: { next_page: 'y' } },
    { backups: [{ id: 'a', as_of_time: '2026-11-20T01:00:00Z' }], pagination: { next_page: '' } },
  );
  const backups = await listBackups(api, { clusterId: ORDERS });
  expect(backups.map(({ id }) => id)).toEqual(['c', 'b', 'a']);
  expect(asked.map(({ query }) => query)).toEqual([
    { 'pagination.limit': 500, 'pagination.sort_order': 'DESC', 'pagination.page': undefined },
    { 'pagination.limit': 500, 'pagination.sort_order': 'DESC', 'pagination.page': 'x' },
    { 'pagination.limit': 500, 'pagination.sort_order': 'DESC', 'pagination.page': 'y' },
  ]);
});

test('backups come newest first, whatever the order and the fraction of their times', async () => {
  const { api } = answering({
    backups: [
      { id: 'six', as_of_time: '2026-11-20T01:00:00.637170Z' },
      { id: 'nine', as_of_time: '2026-11-20T01:00:00.938208710Z' },
      { id: 'none', as_of_time: '2026-11-20T01:00:00Z' },
    ],
  });
  const backups = await listBackups(api, { clusterId: ORDERS });
  expect(backups.map(({ id }) => id)).toEqual(['nine', 'six', 'none']);
});

describe('a range', () => {
  const body = {
    backups: ['01', '02', '03'].map((hour) => ({
      id: hour,
      as_of_time: `2026-11-20T${hour}:00:00Z`,
    })),
    pagination: null,
  };
  const from = new Date('2026-11-20T02:00:00Z');
  const to = new Date('2026-11-20T03:00:00Z');

  test('with both ends is asked of the API, which wants both', async () => {
    const { api, asked } = answering(body);
    const backups = await listBackups(api, { clusterId: ORDERS, from, to });
    expect(backups.map(({ id }) => id)).toEqual(['02']);
    expect(asked[0]?.query).toMatchObject({
      start_time: '2026-11-20T02:00:00.000Z',
      end_time: '2026-11-20T03:00:00.000Z',
    });
  });

  test('with one end is cut here: the first moment counts, the last does not', async () => {
    const since = await listBackups(answering(body).api, { clusterId: ORDERS, from });
    expect(since.map(({ id }) => id)).toEqual(['03', '02']);
    const until = await listBackups(answering(body).api, { clusterId: ORDERS, to });
    expect(until.map(({ id }) => id)).toEqual(['02', '01']);
  });
});

test('a database is in the way unless it is an empty default one or the engine’s own', async () => {
  const { api } = answering({
    databases: [
      { name: 'defaultdb' },
      { name: 'empty', table_count: '0' },
      { name: 'postgres', table_count: 2 },
      { name: 'shop', table_count: '12' },
      { name: 'strange', table_count: 'many' },
      { name: 'system', table_count: '60' },
    ],
    pagination: null,
  });
  const present = inTheWay(await listDatabases(api, ORDERS));
  expect(present.map(({ name }) => name)).toEqual(['empty', 'postgres', 'shop', 'strange']);
});

test.each([[undefined], [null], [[]], ['text'], [{ backups: {} }], [{ backups: [null] }]])(
  'a response that lists nothing usable is not a response: %j',
  async (body) => {
    const { api } = answering(body);
    const listing = listBackups(api, { clusterId: ORDERS });
    await expect(listing).rejects.toThrow(
      `the response to GET /api/v1/clusters/${ORDERS}/backups lists no backups`,
    );
  },
);

describe('a list without an end', () => {
  const page = (next_page: unknown) => ({ backups: [], pagination: { next_page } });

  test('of 200 pages is read, and of more is given up', async () => {
    const pages = Array.from({ length: 201 }, (_, index) => page(`p${index}`));
    const { api, asked } = answering(...pages.slice(0, 199), page(null));
    expect(await listBackups(api, { clusterId: ORDERS })).toEqual([]);
    expect(asked).toHaveLength(200);
    const endless = answering(...pages);
    await expect(listBackups(endless.api, { clusterId: ORDERS })).rejects.toThrow(
      `GET /api/v1/clusters/${ORDERS}/backups has more than 200 pages`,
    );
    expect(endless.asked).toHaveLength(200);
  });

  test('that comes back to a page is given up', async () => {
    const { api, asked } = answering(page('x'), page('y'), page('x'));
    await expect(listBackups(api, { clusterId: ORDERS })).rejects.toThrow(
      `GET /api/v1/clusters/${ORDERS}/backups returns the same page again and again`,
    );
    expect(asked).toHaveLength(3);
  });

  test('whose token is no text is not a list', async () => {
    await expect(listBackups(answering(page(7)).api, { clusterId: ORDERS })).rejects.toThrow(
      'lists no backups',
    );
  });
});
