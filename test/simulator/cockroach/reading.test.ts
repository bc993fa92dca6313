import { LEDGER, ORDERS, ORDERS_BACKUP, SANDBOX, startWorld, stopWorld, type World } from './world';

const CLUSTER = `/api/v1/clusters/${ORDERS}`;

afterEach(stopWorld);

describe('clusters', () => {
  test('are answered without anything that the API does not have', async () => {
    const { send } = await startWorld();
    const { status, body } = await send('GET', CLUSTER);

    expect(status).toBe(200);
    expect(body).toEqual({
      id: ORDERS,
      name: 'orders-production',
      plan: 'STANDARD',
      parent_id: '',
      cloud_provider: 'AWS',
      cockroach_version: 'v25.4.2',
      state: 'CREATED',
      operation_status: 'UNSPECIFIED',
      upgrade_status: 'FINALIZED',
      delete_protection: 'ENABLED',
      config: { serverless: { routing_id: 'orders-production-1' } },
      regions: [
        {
          name: 'us-west-2',
          sql_dns: 'orders-production.us-west-2.cockroach.simulator.invalid',
          node_count: 0,
          primary: true,
        },
      ],
      labels: {},
      created_at: '2026-02-11T09:30:00Z',
    });
  });

  test('are listed by name, without pages when all fit', async () => {
    const { send } = await startWorld();
    const { body } = await send('GET', '/api/v1/clusters');

    expect(body.clusters.map(({ name }: { name: string }) => name)).toEqual([
      'ledger-production',
      'ledger-staging',
      'orders-production',
      'orders-staging',
      'sandbox-basic',
    ]);
    expect(body.pagination).toBeNull();
  });

  test('are found by an id in capitals', async () => {
    const { send } = await startWorld();

    expect((await send('GET', `/api/v1/clusters/${ORDERS.toUpperCase()}`)).status).toBe(200);
  });

  test('that are protected cannot be deleted', async () => {
    const { simulator, send } = await startWorld();
    const refused = await send('DELETE', CLUSTER);
    simulator.adjust({ cockroach: { deleteProtection: 'ignored' } });
    const deleted = await send('DELETE', CLUSTER);

    expect([refused.status, refused.body.code]).toEqual([400, 9]);
    expect([deleted.status, deleted.body.state]).toEqual([200, 'DELETED']);
    expect((await send('GET', CLUSTER)).status).toBe(404);
    expect((await send('GET', '/api/v1/clusters')).body.clusters).toHaveLength(4);
    const all = await send('GET', '/api/v1/clusters?show_inactive=true');
    expect(all.body.clusters).toHaveLength(5);
  });
});

test('customer-managed keys are answered for ADVANCED clusters', async () => {
  const { simulator, send } = await startWorld();
  const path = (id: string) => `/api/v1/clusters/${id}/cmek`;
  expect((await send('GET', path(ORDERS))).status).toBe(404);
  expect((await send('GET', path(LEDGER))).body).toEqual({ status: 'DISABLED', region_infos: [] });
  simulator.cockroach.cluster(LEDGER).cmek = { status: 'ENABLED', region_infos: [{}] };
  expect((await send('GET', path(LEDGER))).body).toEqual({ status: 'ENABLED', region_infos: [{}] });
});

describe('backups', () => {
  async function pages(world: World, limit: number): Promise<string[][]> {
    const found: string[][] = [];
    let page = '';
    do {
      if (found.length > 100) throw new Error('the pages have no end');
      const query = `pagination.limit=${limit}&pagination.page=${page}&pagination.sort_order=DESC`;
      const { body } = await world.send('GET', `${CLUSTER}/backups?${query}`);
      found.push(body.backups.map(({ as_of_time }: { as_of_time: string }) => as_of_time));
      page = body.pagination?.next_page ?? '';
    } while (page !== '');
    return found;
  }

  test('are answered with id and time alone', async () => {
    const { send } = await startWorld();
    const { body } = await send(
      'GET',
      `${CLUSTER}/backups?pagination.sort_order=DESC&pagination.limit=1`,
    );

    expect(body).toEqual({
      backups: [{ id: ORDERS_BACKUP, as_of_time: '2026-11-20T23:00:00Z' }],
      pagination: { next_page: expect.any(String) },
    });
  });

  test('can be read page by page', async () => {
    const world = await startWorld();
    const found = await pages(world, 20);

    expect(found.map(({ length }) => length)).toEqual([20, 20, 9]);
    expect(found.flat()).toEqual([...found.flat()].sort().reverse());
    expect(new Set(found.flat()).size).toBe(49);
  });

  test('a middle page names the one before and the one after', async () => {
    const { send } = await startWorld();
    const list = `${CLUSTER}/backups?pagination.limit=20&pagination.page=`;
    const first = (await send('GET', list)).body.pagination;
    const second = (await send('GET', `${list}${first.next_page}`)).body.pagination;
    const third = (await send('GET', `${list}${second.next_page}`)).body.pagination;

    expect(Object.keys(first)).toEqual(['next_page']);
    expect(Object.keys(second)).toEqual(['next_page', 'previous_page']);
    expect(Object.keys(third)).toEqual(['previous_page']);
  });

  test.each([
    ['ASC', '2026-11-18T23:00:00Z'],
    ['DESC', '2026-11-20T23:00:00Z'],
  ] as const)(
    'come in %s order when nothing else is asked for',
    async (defaultSortOrder, first) => {
      const { send } = await startWorld({ defaultSortOrder });

      expect((await send('GET', `${CLUSTER}/backups`)).body.backups[0].as_of_time).toBe(first);
    },
  );

  test('are filtered from a time on and before another', async () => {
    const { send } = await startWorld();
    const times = 'start_time=2026-11-20T21:00:00Z&end_time=2026-11-20T23:00:00Z';
    const { body } = await send('GET', `${CLUSTER}/backups?${times}`);

    expect(body.backups.map(({ as_of_time }: { as_of_time: string }) => as_of_time)).toEqual([
      '2026-11-20T21:00:00Z',
      '2026-11-20T22:00:00Z',
    ]);
  });

  test('are gone when their retention is over', async () => {
    const { simulator, send } = await startWorld();
    simulator.advance(31 * 86_400);

    expect((await send('GET', `${CLUSTER}/backups`)).body).toEqual({
      backups: [],
      pagination: null,
    });
  });

  test.each([
    ['start_time=2026-11-20T21:00:00Z', 'start_time and end_time must be given together'],
    ['start_time=x&end_time=y', 'start_time must be an RFC 3339 time, got "x"'],
    ['pagination.limit=-1', 'pagination.limit must be a positive number, got "-1"'],
    ['pagination.sort_order=UP', 'invalid value for enum type: "UP"'],
    ['pagination.page=zzz', 'invalid pagination.page'],
  ])('are not listed with %s', async (query, message) => {
    const { send } = await startWorld();
    const { status, body } = await send('GET', `${CLUSTER}/backups?${query}`);

    expect([status, body]).toEqual([400, { code: 3, message, details: [] }]);
  });
});

describe('databases', () => {
  const list = `${CLUSTER}/databases`;

  test('are listed by name with the number of their tables as text', async () => {
    const { send } = await startWorld({ defaultSortOrder: 'DESC' });

    expect((await send('GET', list)).body).toEqual({
      databases: [
        { name: 'defaultdb', table_count: '0' },
        { name: 'orders', table_count: '4' },
        { name: 'stock', table_count: '2' },
      ],
      pagination: null,
    });
  });

  test('can be listed with postgres and without counts of zero', async () => {
    const { send } = await startWorld({ listsPostgres: true, zeroTableCount: 'absent' });

    expect((await send('GET', list)).body.databases).toEqual([
      { name: 'defaultdb' },
      { name: 'orders', table_count: '4' },
      { name: 'postgres' },
      { name: 'stock', table_count: '2' },
    ]);
  });

  test('can be read page by page', async () => {
    const { send } = await startWorld();
    const first = (await send('GET', `${list}?pagination.limit=2`)).body;
    const page = first.pagination.next_page;
    const second = (await send('GET', `${list}?pagination.limit=2&pagination.page=${page}`)).body;

    expect([first.databases.length, second.databases.length]).toEqual([2, 1]);
  });

  test('can be created, once', async () => {
    const { send } = await startWorld();
    const created = await send('POST', list, { name: 'new' });
    const again = await send('POST', list, { name: 'new' });

    expect([created.status, created.body]).toEqual([200, { name: 'new', table_count: '0' }]);
    expect([again.status, again.body.code]).toEqual([409, 6]);
    expect((await send('POST', list, {})).status).toBe(400);
  });

  test('can be deleted, tables and all', async () => {
    const { send } = await startWorld();
    const deleted = await send('DELETE', `${list}/orders`);

    expect([deleted.status, deleted.body]).toEqual([200, { name: 'orders', table_count: '4' }]);
    expect((await send('DELETE', `${list}/orders`)).status).toBe(404);
    expect((await send('DELETE', `${list}/defaultdb`)).status).toBe(200);
  });

  test('can refuse to be deleted', async () => {
    const { send } = await startWorld({
      deleteUsedDatabase: 'refused',
      deleteDefaultDatabase: 'refused',
    });

    expect((await send('DELETE', `${list}/orders`)).body.message).toBe(
      'database "orders" is not empty',
    );
    expect((await send('DELETE', `${list}/defaultdb`)).body.message).toBe(
      'defaultdb cannot be deleted',
    );
  });

  test.each([
    [503, 14],
    [400, 9],
  ] as const)('of a locked cluster answer changes with %i', async (lockedStatus, code) => {
    const { simulator, send } = await startWorld({ lockedStatus });
    simulator.cockroach.cluster(ORDERS).state = 'LOCKED';
    const { status, body } = await send('DELETE', `${list}/orders`);

    expect([status, body]).toEqual([
      lockedStatus,
      { code, message: `cluster '${ORDERS}' is locked by another operation`, details: [] },
    ]);
    expect((await send('GET', list)).status).toBe(200);
  });
});

test('organization and versions are answered', async () => {
  const { send } = await startWorld();
  const { versions } = (await send('GET', '/api/v1/cluster-versions')).body;

  expect((await send('GET', '/api/v1/organization')).body).toMatchObject({
    label: 'simulated-org',
  });
  expect(versions.find(({ version }: { version: string }) => version === 'v25.2')).toEqual({
    version: 'v25.2',
    support_status: 'SUPPORTED',
    support_end: '2028-01-01T00:00:00Z',
    release_type: 'REGULAR',
    allowed_upgrades: ['v25.3', 'v25.4'],
  });
});

test('a BASIC cluster has daily backups', async () => {
  const { send } = await startWorld();
  const { body } = await send('GET', `/api/v1/clusters/${SANDBOX}/backups`);

  expect(body.backups).toHaveLength(5);
});
