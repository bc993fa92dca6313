import {
  LEDGER,
  LEDGER_BACKUP,
  LEDGER_STAGING,
  ORDERS,
  ORDERS_BACKUP,
  ORDERS_STAGING,
  SANDBOX,
  startWorld,
  stopWorld,
} from './world';

afterEach(stopWorld);

const NOT_EMPTY =
  'full cluster restore can only be run on a cluster with no tables or databases but found ' +
  '10 descriptors: orders, public, customers, invoices, order_lines, orders, stock, public, ' +
  'items, warehouses';

const PATH = `/api/v1/clusters/${ORDERS_STAGING}/restores`;

test('POST answers as the samples do, without three fields that come later', async () => {
  const { send, restore } = await startWorld();
  const { status, body } = await restore();
  const sample = {
    id: expect.stringMatching(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}$/),
    backup_id: ORDERS_BACKUP,
    status: 'PENDING',
    created_at: '2026-11-21T00:00:00.000208710Z',
    type: 'CLUSTER',
    completion_percent: 1,
  };

  expect(status).toBe(200);
  expect(body).toEqual(sample);
  expect((await send('GET', `${PATH}/${body.id}`)).body).toEqual({
    ...sample,
    source_cluster_name: 'orders-production',
    destination_cluster_name: 'orders-staging',
    backup_end_time: '2026-11-20T23:00:00Z',
  });
});

test('POST can answer with every field', async () => {
  const { restore } = await startWorld({ optionalFieldsOnPost: 'present' });

  expect((await restore()).body).toMatchObject({
    source_cluster_name: 'orders-production',
    destination_cluster_name: 'orders-staging',
    backup_end_time: '2026-11-20T23:00:00Z',
  });
});

test('a restore gets a job, then SUCCESS, and completed_at later still', async () => {
  const { simulator, send, restore } = await startWorld({ completionPercent: 'fraction' });
  const { id } = (await restore()).body;
  const seen: unknown[] = [];
  for (const seconds of [44, 1, 254, 1, 30]) {
    simulator.advance(seconds);
    const { body } = await send('GET', `${PATH}/${id}`);
    const { status, completion_percent, crdb_job_id, completed_at } = body;
    seen.push([status, completion_percent, typeof crdb_job_id, completed_at]);
  }

  expect(seen).toEqual([
    ['PENDING', 0, 'undefined', undefined],
    ['PENDING', 0, 'string', undefined],
    ['PENDING', 0.99, 'string', undefined],
    ['SUCCESS', 1, 'string', undefined],
    ['SUCCESS', 1, 'string', '2026-11-21T00:05:30.000000000Z'],
  ]);
});

test('the destination is locked meanwhile, and then holds what the backup holds', async () => {
  const { simulator, send, restore, contents } = await startWorld();
  await restore();
  const during = (await send('GET', `/api/v1/clusters/${ORDERS_STAGING}`)).body;
  simulator.advance(300);
  const after = (await send('GET', `/api/v1/clusters/${ORDERS_STAGING}`)).body;

  expect([during.state, during.operation_status]).toEqual(['LOCKED', 'TENANT_RESTORE_RUNNING']);
  expect([after.state, after.operation_status]).toEqual(['CREATED', 'UNSPECIFIED']);
  expect(contents(ORDERS_STAGING)).toEqual(contents(ORDERS));
});

test('an ADVANCED cluster has its own operation', async () => {
  const { simulator, restore } = await startWorld();
  await restore({ backup_id: LEDGER_BACKUP }, LEDGER_STAGING);

  expect(simulator.cockroach.cluster(LEDGER_STAGING).operation_status).toBe(
    'DEDICATED_FULL_CLUSTER_RESTORE_RUNNING',
  );
});

test('the destination can stay unlocked', async () => {
  const { simulator, restore } = await startWorld({ lockDuringRestore: false });
  await restore();

  expect(simulator.cockroach.cluster(ORDERS_STAGING).state).toBe('CREATED');
});

describe('the source', () => {
  test('can be a cluster alone, for its latest backup', async () => {
    const { restore } = await startWorld();
    const { body } = await restore({ backup_id: undefined, source_cluster_id: ORDERS });

    expect(body.backup_id).toBe(ORDERS_BACKUP);
  });

  test('can be a cluster and its backup', async () => {
    const { restore } = await startWorld();

    expect((await restore({ source_cluster_id: ORDERS })).status).toBe(200);
  });

  test.each([
    ['a backup of another cluster', { source_cluster_id: LEDGER }, 400],
    ['neither', { backup_id: undefined }, 400],
    ['an unknown backup', { backup_id: '0b0b0b0b-0000-4000-8000-000000000000' }, 404],
    ['a cluster without backups', { backup_id: undefined, source_cluster_id: ORDERS_STAGING }, 404],
    ['another plan’s backup', { backup_id: LEDGER_BACKUP }, 400],
  ])('cannot be %s', async (_title, changes, status) => {
    const { simulator, restore } = await startWorld();

    expect((await restore(changes)).status).toBe(status);
    expect(simulator.cockroach.restores).toEqual([]);
  });

  test('cannot be a deleted cluster', async () => {
    const { simulator, restore } = await startWorld();
    simulator.cockroach.cluster(ORDERS).state = 'DELETED';

    expect((await restore()).status).toBe(404);
  });

  test('by cluster is never older than seven days, by backup it may be', async () => {
    const { simulator, restore } = await startWorld();
    simulator.advance(7 * 86_400);
    const latest = await restore({ backup_id: undefined, source_cluster_id: ORDERS });

    expect(latest.body).toEqual({
      code: 5,
      message: `cluster '${ORDERS}' has no backup of the last 7 days`,
      details: [],
    });
    expect((await restore()).status).toBe(200);
  });

  test.each([
    [true, 200],
    [false, 400],
  ])('of a BASIC cluster may be another cluster: %s', async (allowed, status) => {
    const crossCluster = { BASIC: allowed, STANDARD: true, ADVANCED: true };
    const { simulator, restore } = await startWorld({ crossCluster });
    const { id } = simulator.cockroach.addCluster({ plan: 'BASIC' });
    const changes = { backup_id: undefined, source_cluster_id: SANDBOX };

    expect((await restore(changes, id)).status).toBe(status);
  });
});

describe('a destination that is not empty', () => {
  test('fails the restore in the engine’s words', async () => {
    const { simulator, send, restore } = await startWorld();
    const { id } = (await restore({}, ORDERS)).body;
    simulator.advance(300);
    const { body } = await send('GET', `/api/v1/clusters/${ORDERS}/restores/${id}`);

    expect(body).toMatchObject({
      status: 'FAILED',
      client_error_code: 2,
      client_error_message: NOT_EMPTY,
    });
    expect(body).not.toHaveProperty('completed_at');
    expect(simulator.cockroach.cluster(ORDERS)).toMatchObject({
      state: 'CREATED',
      operation_status: 'TENANT_RESTORE_FAILED',
    });
  });

  test('can be refused at once', async () => {
    const { simulator, restore } = await startWorld({ nonEmptyDestination: 'refuse' });
    const { status, body } = await restore({}, ORDERS);

    expect([status, body]).toEqual([400, { code: 9, message: NOT_EMPTY, details: [] }]);
    expect(simulator.cockroach.restores).toEqual([]);
  });

  test('can be overwritten', async () => {
    const { simulator, restore, contents } = await startWorld({ nonEmptyDestination: 'overwrite' });
    simulator.cockroach.addDatabase(ORDERS, 'since_then', ['x']);
    await restore({}, ORDERS);
    simulator.advance(300);

    expect(Object.keys(contents(ORDERS))).toEqual(['defaultdb', 'orders', 'stock']);
  });

  test('counts what the API never lists', async () => {
    const { simulator, restore } = await startWorld({ nonEmptyDestination: 'refuse' });
    simulator.cockroach.cluster(ORDERS_STAGING).databases = [
      { name: 'defaultdb', tables: [], otherObjects: ['old_view'] },
    ];

    expect((await restore()).body.message).toMatch(/ but found 1 descriptors: old_view$/);
  });

  test('is named by twenty of its descriptors at most', async () => {
    const { simulator, restore } = await startWorld({ nonEmptyDestination: 'refuse' });
    const tables = Array.from({ length: 30 }, (_, at) => `t${at}`);
    simulator.cockroach.addDatabase(ORDERS_STAGING, 'many', tables);

    expect((await restore()).body.message).toMatch(
      / but found 32 descriptors: many, public, t0, .*, t17, \.\.\.$/,
    );
  });

  test('is empty again when its databases have been deleted', async () => {
    const { simulator, send, restore, contents } = await startWorld();
    for (const name of ['orders', 'stock']) {
      await send('DELETE', `/api/v1/clusters/${ORDERS}/databases/${name}`);
    }
    await restore({}, ORDERS);
    simulator.advance(300);

    expect(simulator.cockroach.restores[0]?.status).toBe('SUCCESS');
    expect(Object.keys(contents(ORDERS))).toEqual(['defaultdb', 'orders', 'stock']);
  });
});

describe('a version', () => {
  test.each([
    ['v25.4.2', 'v25.4.9', 'SUCCESS'],
    ['v25.2.8', 'v25.3.1', 'SUCCESS'],
    ['v25.2.8', 'v25.4.2', 'SUCCESS'],
    ['v25.2.8', 'v26.1.0', 'FAILED'],
    ['v25.4.2', 'v25.2.8', 'FAILED'],
    ['v25.3.1', 'v25.4.2', 'SUCCESS'],
    ['v99.1.0', 'v99.1.5', 'SUCCESS'],
    ['v99.1.0', 'v25.4.2', 'FAILED'],
  ])('%s restored to %s ends with %s', async (cockroachVersion, cockroach_version, status) => {
    const { simulator, restore } = await startWorld();
    const backup = simulator.cockroach.addBackup({ clusterId: ORDERS, cockroachVersion });
    const { id } = simulator.cockroach.addCluster({ cockroach_version });
    await restore({ backup_id: backup.id }, id);
    simulator.advance(300);

    expect(simulator.cockroach.restores[0]?.status).toBe(status);
  });

  test('that does not fit can be refused at once', async () => {
    const { simulator, restore } = await startWorld({ versionMismatch: 'refuse' });
    const { id } = simulator.cockroach.addCluster({ cockroach_version: 'v25.2.8' });

    expect((await restore({}, id)).body.message).toBe(
      'a backup of v25.4.2 cannot be restored to v25.2.8',
    );
  });

  test('whose upgrade is not finalized fails a cluster restore', async () => {
    const { simulator, restore } = await startWorld();
    simulator.cockroach.cluster(ORDERS_STAGING).upgrade_status = 'PENDING_FINALIZATION';
    await restore();
    simulator.advance(300);

    expect(simulator.cockroach.restores[0]?.client_error_message).toBe(
      'full cluster restore is not possible while an upgrade is not finalized',
    );
  });
});

describe('a second restore of the same destination', () => {
  test('is refused while the first runs', async () => {
    const { simulator, restore } = await startWorld();
    await restore();
    const second = await restore();
    simulator.advance(300);
    const third = await restore();

    expect([second.status, second.body.message]).toEqual([
      400,
      `a restore is already running on cluster '${ORDERS_STAGING}', which is locked for it`,
    ]);
    expect(third.status).toBe(200);
  });

  test('can be allowed', async () => {
    const { restore } = await startWorld({ concurrentRestores: 'allowed' });
    await restore();

    expect((await restore()).status).toBe(200);
  });
});

test('a locked destination is refused', async () => {
  const { simulator, restore } = await startWorld();
  simulator.cockroach.cluster(ORDERS_STAGING).state = 'LOCKED';

  expect((await restore()).status).toBe(503);
});

test.each([
  [{ type: undefined }, 'invalid argument: type must be set'],
  [{ type: 'HAHA' }, 'invalid argument: invalid value for enum type: "HAHA"'],
  [
    { type: 'DATABASE', objects: [{ database: 'orders' }] },
    'invalid argument: DATABASE restores are not supported on STANDARD clusters',
  ],
  [
    { objects: [{ database: 'orders' }] },
    'invalid argument: objects must not be set for a CLUSTER restore',
  ],
])('%j is refused', async (changes, message) => {
  const { restore } = await startWorld();
  const { status, body } = await restore(changes);

  expect([status, body]).toEqual([400, { code: 3, message, details: [] }]);
});

describe('restores on demand', () => {
  test('can fail, with a code and a message', async () => {
    const { simulator, send, restore } = await startWorld();
    simulator.cockroach.failNextRestore('disk full', { type: 'CLUSTER' });
    const { id } = (await restore()).body;
    simulator.advance(300);

    expect((await send('GET', `${PATH}/${id}`)).body).toMatchObject({
      status: 'FAILED',
      client_error_code: 2,
      client_error_message: 'disk full',
    });
  });

  test('can fail without a word', async () => {
    const { simulator, send, restore } = await startWorld({ failureDetails: 'absent' });
    simulator.cockroach.failNextRestore('disk full');
    const { id } = (await restore()).body;
    simulator.advance(300);
    const { body } = await send('GET', `${PATH}/${id}`);

    expect(body.status).toBe('FAILED');
    expect(body).not.toHaveProperty('client_error_code');
    expect(body).not.toHaveProperty('client_error_message');
  });

  test.each([
    ['never end', { end: 'never' }, 'PENDING'],
    ['show an unknown status', { via: 'PREPARING', end: 'never' }, 'PREPARING'],
    ['end with an unknown status', { end: 'PAUSED' }, 'PAUSED'],
  ])('can %s', async (_title, script, status) => {
    const { simulator, restore } = await startWorld();
    simulator.cockroach.scriptNextRestore(script, { destinationClusterId: ORDERS_STAGING });
    await restore();
    simulator.advance(86_400);

    expect(simulator.cockroach.restores[0]?.status).toBe(status);
    expect(simulator.cockroach.cluster(ORDERS_STAGING).state).toBe('LOCKED');
  });

  test('are scripted for the fitting destination only', async () => {
    const { simulator, restore } = await startWorld();
    simulator.cockroach.failNextRestore('no', { destinationClusterId: LEDGER_STAGING });
    await restore();
    simulator.advance(300);

    expect(simulator.cockroach.restores[0]?.status).toBe('SUCCESS');
  });
});

describe('the list of restores', () => {
  test('is of the destination, newest first when asked, and by creation time', async () => {
    const { simulator, send, restore } = await startWorld();
    const first = (await restore()).body.id;
    simulator.advance(300);
    simulator.cockroach.cluster(ORDERS_STAGING).databases = [];
    const second = (await restore()).body.id;
    const listed = async (query: string): Promise<string[]> =>
      (await send('GET', `${PATH}?${query}`)).body.restores.map(({ id }: { id: string }) => id);

    expect(await listed('pagination.sort_order=DESC')).toEqual([second, first]);
    expect(await listed('start_time=2026-11-21T00:00:00Z&end_time=2026-11-21T00:05:00Z')).toEqual([
      first,
    ]);
    expect(await listed('start_time=2026-11-21T00:05:00Z&end_time=2026-11-21T00:06:00Z')).toEqual([
      second,
    ]);
    const source = await send('GET', `/api/v1/clusters/${ORDERS}/restores`);
    expect(source.body).toEqual({ restores: [], pagination: null });
  });
});
