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

test('a latest backup of 7 days is taken', async () => {
  expect((await latest(page([backup('a', '2026-11-14T00:00:00Z')]))).id).toBe('a');
});

test.each(['2026-11-13T23:59:59Z', 'yesterday', '', '2026-11-20', '2026-11-20T00:00:00'])(
  'a latest backup of %j is refused',
  async (time) => {
    await expect(latest(page([backup('a', time)]))).rejects.toThrow(
      `the newest backup of cluster ${ORDERS} is of ${time}, and latest takes one of the last 7 days. Name it by its id (a), or find out why no newer one was taken.`,
    );
  },
);

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
    `cluster ${ORDERS} has no backup "b" that can be restored: it has expired, or is of another cluster`,
  );
});
