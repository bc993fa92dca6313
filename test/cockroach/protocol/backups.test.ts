import { chosenBackup } from '../../../src/cockroach/protocol/backups';
import { ORDERS } from '../../support/cockroach';
import { fakeApi, inTurn } from '../../support/protocol';

const NOW = new Date('2026-11-21T00:00:00Z');
const LIST = `GET /api/v1/clusters/${ORDERS}/backups`;
const backup = (id: string, as_of_time = '2026-11-20T00:00:00Z') => ({ id, as_of_time });
const page = (backups: object[], next_page?: string) => ({ backups, pagination: { next_page } });
const latest = (...pages: unknown[]) =>
  chosenBackup(fakeApi({ [LIST]: inTurn(...pages) }), { clusterId: ORDERS, latest: true }, NOW);

test('the latest backup is the first one of the list, which is asked newest first', async () => {
  const api = fakeApi({ [LIST]: page([backup('a'), backup('b')]) });
  const chosen = await chosenBackup(api, { clusterId: ORDERS, latest: true }, NOW);
  expect(chosen.id).toBe('a');
  expect(api.requests[0]?.query).toMatchObject({ 'pagination.sort_order': 'DESC' });
});

test.each<[string, unknown[]]>([
  ['the oldest first', [page([backup('old', '2026-11-18T00:00:00Z'), backup('new')])]],
  [
    'the oldest first, in pages',
    [page([backup('old', '2026-11-18T00:00:00Z')], 'x'), page([backup('new')])],
  ],
  [
    'one without a readable time first',
    [page([backup('odd', 'yesterday'), backup('old', '2026-11-18T00:00:00Z'), backup('new')])],
  ],
  [
    'no order in the first page',
    [
      page([backup('old', '2026-11-18T00:00:00Z'), backup('newer', '2026-11-19T00:00:00Z')], 'x'),
      page([backup('new')]),
    ],
  ],
])('the latest backup of a list that has %s is the newest one', async (_title, pages) => {
  expect((await latest(...pages)).id).toBe('new');
});

test('the rest of a list that is in order is not asked for', async () => {
  const api = fakeApi({ [LIST]: page([backup('a'), backup('b', '2026-11-18T00:00:00Z')], 'x') });
  expect((await chosenBackup(api, { clusterId: ORDERS, latest: true }, NOW)).id).toBe('a');
  expect(api.calls).toHaveLength(1);
});

test('a latest backup of 7 days is taken', async () => {
  expect((await latest(page([backup('a', '2026-11-14T00:00:00Z')]))).id).toBe('a');
});

test('its age is judged by the vendor’s clock: that of this machine may be weeks behind', async () => {
  const api = { ...fakeApi({ [LIST]: page([backup('a')]) }), vendorTime: NOW };
  const asked = { clusterId: ORDERS, latest: true } as const;
  const behind = new Date('2026-10-01T00:00:00Z');
  expect((await chosenBackup(api, asked, behind)).id).toBe('a');
  api.vendorTime = new Date('2026-12-01T00:00:00Z');
  await expect(chosenBackup(api, asked, behind)).rejects.toThrow('a backup of the last 7 days');
});

test.each(['2026-11-13T23:59:59Z', 'yesterday', '', '2026-11-20', '2026-11-20T00:00:00'])(
  'a latest backup of %j is refused',
  async (time) => {
    await expect(latest(page([backup('a', time)]))).rejects.toThrow(
      `the newest backup of cluster ${ORDERS} is of ${time}, and latest takes only a backup of the last 7 days. Name it by its id (a), or find out why no newer one was taken.`,
    );
  },
);

describe('the newest backup that is not later than a moment', () => {
  const time = '2026-11-20T03:15:00Z';
  const before = (...pages: unknown[]) => chosenBefore(time, ...pages);
  const chosenBefore = async (moment: string, ...pages: unknown[]) => {
    const api = fakeApi({ [LIST]: inTurn(...pages) });
    const chosen = chosenBackup(api, { clusterId: ORDERS, before: { time: moment } }, NOW);
    return {
      chosen,
      api,
      id: await chosen.then(({ id }) => id).catch((error: Error) => error.message),
    };
  };

  test('is looked for in the range that ends with the moment', async () => {
    const { id, api } = await before(
      page([backup('a', time), backup('b', '2026-11-20T03:00:00Z')]),
    );
    expect(id).toBe('a');
    expect(api.requests.map(({ query }) => query)).toEqual([
      {
        start_time: '2025-11-19T03:15:00.000Z',
        end_time: '2026-11-20T03:15:01.000Z',
        'pagination.limit': 500,
        'pagination.sort_order': 'DESC',
      },
    ]);
  });

  test('of a moment to come is the newest of today', async () => {
    const { id, api } = await chosenBefore('2030-01-01T00:00:00Z', page([backup('a')]));
    expect(id).toBe('a');
    expect(api.requests[0]?.query).toMatchObject({ start_time: '2025-11-20T00:00:00.000Z' });
  });

  test.each<[string, unknown[], string]>([
    [
      'whatever the vendor makes of the range',
      [
        page([backup('new', '2026-11-20T09:00:00Z')], 'x'),
        page([backup('old', '2026-01-02T00:00:00Z')]),
      ],
      'old',
    ],
    [
      'whatever the order of the page',
      [page([backup('older', '2026-11-18T00:00:00Z'), backup('newest', '2026-11-20T03:14:59Z')])],
      'newest',
    ],
    [
      'whatever the order of the pages',
      [
        page([backup('older', '2026-11-17T00:00:00Z'), backup('old', '2026-11-18T00:00:00Z')], 'x'),
        page([backup('newest', '2026-11-20T03:14:59Z')]),
      ],
      'newest',
    ],
    [
      'where one has no readable time',
      [page([backup('odd', 'yesterday'), backup('a', '2026-11-01T00:00:00Z')])],
      'a',
    ],
  ])('%s', async (_title, pages, id) => {
    expect((await before(...pages)).id).toBe(id);
  });

  test.each<[string, unknown[], string]>([
    [
      'all are later',
      [
        page([]),
        page([backup('first', '2026-11-20T04:00:00Z'), backup('second', '2026-11-20T05:00:00Z')]),
      ],
      'the oldest is "first" of 2026-11-20T04:00:00Z',
    ],
    ['there are none', [page([])], 'it has none'],
  ])('is refused where %s', async (_title, pages, has) => {
    expect((await before(...pages)).id).toBe(
      `cluster "${ORDERS}" has no backup not later than ${time} that can be restored: ${has}. Choose a later time. List the backups: npx cluster-restore backups --cluster ${ORDERS}.`,
    );
  });
});

test('a cluster without backups is refused', async () => {
  await expect(latest(page([]))).rejects.toThrow(
    `cluster ${ORDERS} has no backup that can be restored. Check that its managed backups are enabled, and wait for the first one.`,
  );
});

test('a backup by its id is found on a later page', async () => {
  const api = fakeApi({ [LIST]: inTurn(page([backup('a')], 'x'), page([backup('b')])) });
  expect((await chosenBackup(api, { clusterId: ORDERS, backupId: 'b' }, NOW)).id).toBe('b');
  expect(api.calls).toHaveLength(2);
});

test('a backup that the list does not hold is refused', async () => {
  const api = fakeApi({ [LIST]: page([backup('a')]) });
  await expect(chosenBackup(api, { clusterId: ORDERS, backupId: 'b' }, NOW)).rejects.toThrow(
    `cluster ${ORDERS} has no backup "b" that can be restored: it has expired, or belongs to another cluster`,
  );
});
