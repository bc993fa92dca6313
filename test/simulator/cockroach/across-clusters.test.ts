import {
  LEDGER,
  LEDGER_STAGING,
  ORDERS,
  ORDERS_BACKUP,
  ORDERS_STAGING,
  startWorld,
  stopWorld,
} from './world';

afterEach(stopWorld);

describe('source_cluster_id next to backup_id', () => {
  test('can be required for another cluster', async () => {
    const { restore } = await startWorld({ crossClusterSource: 'required' });

    expect((await restore()).body).toEqual({
      code: 3,
      message: 'invalid argument: source_cluster_id must be set for a restore into another cluster',
      details: [],
    });
    expect((await restore({ source_cluster_id: ORDERS })).status).toBe(200);
  });

  test('is not required for the own cluster', async () => {
    const { restore } = await startWorld({
      crossClusterSource: 'required',
      nonEmptyDestination: 'overwrite',
    });

    expect((await restore({}, ORDERS)).status).toBe(200);
  });

  test('must fit the backup', async () => {
    const { restore } = await startWorld();

    expect((await restore({ source_cluster_id: LEDGER })).status).toBe(400);
  });
});

describe('versions', () => {
  test.each([
    ['v26.2.1', 'v26.3.0', true],
    ['v26.3.0', 'v26.2.1', false],
    ['v25.4.2', 'v26.2.0', true],
    ['v25.4.2', 'v26.3.0', false],
    ['v25.4.2', 'v25.2.9', false],
    ['v25.4.2', 'v25.4.1', true],
    ['v99.1.0', 'v99.1.4', true],
    ['v99.2.0', 'v99.1.0', false],
  ])('a backup of %s fits %s: %s', async (from, to, fits) => {
    const { simulator, restore } = await startWorld({ versionMismatch: 'refuse' });
    const { id } = simulator.cockroach.addBackup({ clusterId: ORDERS, cockroachVersion: from });
    simulator.cockroach.cluster(ORDERS_STAGING).cockroach_version = to;

    expect((await restore({ backup_id: id })).status).toBe(fits ? 200 : 400);
  });

  test('say what may follow them, the newest nothing', async () => {
    const { send } = await startWorld();
    const { versions } = (await send('GET', '/api/v1/cluster-versions')).body;
    const shown = versions
      .filter(({ version }: { version: string }) => version >= 'v26')
      .map((one: Record<string, unknown>) => [one.version, one.release_type, one.allowed_upgrades]);

    expect(shown).toEqual([
      ['v26.1', 'INNOVATION', ['v26.2']],
      ['v26.2', 'REGULAR', ['v26.3']],
      ['v26.3', 'INNOVATION', []],
    ]);
  });
});

describe('regions', () => {
  const WEST = { sql_dns: 'x.invalid', node_count: 3, primary: true };
  const regions = ['us-west-2', 'us-east-1'].map((name) => ({ name, ...WEST }));
  const databases = [{ name: 'global', tables: [], regions: ['us-west-2', 'us-east-1'] }];

  test.each([
    ['one region', [regions[0]], false],
    ['two regions', regions, true],
  ])('a STANDARD cluster of %s takes a multi-region database: %s', async (...row) => {
    const [, present, fits] = row;
    const { simulator, restore } = await startWorld({ localitiesMismatch: 'refuse' });
    simulator.cockroach.cluster(ORDERS_STAGING).regions = present as typeof regions;
    const { id } = simulator.cockroach.addBackup({ clusterId: ORDERS, databases });
    const restore_opts = { skip_localities_check: true };

    expect((await restore({ backup_id: id })).status).toBe(fits ? 200 : 400);
    simulator.reset();
    simulator.cockroach.cluster(ORDERS_STAGING).regions = present as typeof regions;
    simulator.cockroach.addBackup({ id, clusterId: ORDERS, databases });
    expect((await restore({ backup_id: id, restore_opts })).status).toBe(fits ? 200 : 400);
  });

  test('an ADVANCED cluster takes it with skip_localities_check alone', async () => {
    const { simulator, restore, send } = await startWorld();
    const { id } = simulator.cockroach.addBackup({ clusterId: LEDGER, databases });
    const wanted = { backup_id: id, source_cluster_id: LEDGER };
    const first = (await restore(wanted, LEDGER_STAGING)).body.id;
    simulator.advance(600);
    const path = `/api/v1/clusters/${LEDGER_STAGING}/restores`;
    expect((await send('GET', `${path}/${first}`)).body).toMatchObject({
      status: 'FAILED',
      client_error_message: 'the cluster has no nodes in us-east-1: mismatched localities',
    });
    const restore_opts = { skip_localities_check: true };
    const second = (await restore({ ...wanted, restore_opts }, LEDGER_STAGING)).body.id;
    simulator.advance(600);
    expect((await send('GET', `${path}/${second}`)).body.status).toBe('SUCCESS');
  });

  test('are answered for each cluster', async () => {
    const { simulator, send } = await startWorld();
    const { id } = simulator.cockroach.addCluster({ plan: 'ADVANCED' });

    expect((await send('GET', `/api/v1/clusters/${id}`)).body.regions).toEqual([
      {
        name: 'us-west-2',
        sql_dns: expect.stringMatching(/\.invalid$/),
        node_count: 3,
        primary: true,
      },
    ]);
  });
});

test('the list of restores answers options and objects of each', async () => {
  const { restore, send } = await startWorld();
  const objects = [{ database: 'ledger', schema: 'public', table: 'accounts' }];
  const restore_opts = { into_db: 'copy' };
  const backup_id = '4d81b6e0-92fa-4c37-a5d4-0e8f7c6b5a92';
  await restore({ type: 'TABLE', backup_id, objects, restore_opts }, LEDGER);
  const { restores } = (await send('GET', `/api/v1/clusters/${LEDGER}/restores`)).body;

  expect(restores).toHaveLength(1);
  expect(restores[0]).toMatchObject({ objects, restore_opts: { into_db: 'copy' } });
});

test.each([
  ['clusters', undefined, '/api/v1/clusters', 5],
  ['backups', ORDERS, `/api/v1/clusters/${ORDERS}/backups`, 49],
  ['restores', ORDERS, `/api/v1/clusters/${ORDERS}/restores`, 0],
  ['databases', ORDERS, `/api/v1/clusters/${ORDERS}/databases`, 3],
] as const)('%s can be more than two pages', async (kind, clusterId, path, before) => {
  const { simulator, send } = await startWorld();
  const fields = clusterId === undefined ? {} : { clusterId };
  const ids = simulator.populate({ vendor: 'cockroach', kind, count: 1100, fields });
  expect(new Set(ids).size).toBe(1100);
  const seen: string[] = [];
  let page = '';
  do {
    if (seen.length > 10_000) throw new Error('the pages have no end');
    const { body } = await send('GET', `${path}?pagination.limit=500&pagination.page=${page}`);
    seen.push(...body[kind].map((one: { id?: string; name: string }) => one.id ?? one.name));
    page = body.pagination?.next_page ?? '';
  } while (page !== '');

  expect([seen.length, new Set(seen).size]).toEqual([before + 1100, before + 1100]);
});

test('a list can continue for ever', async () => {
  const { simulator, send } = await startWorld();
  simulator.inject({ times: 'always', fault: { kind: 'endless-pages' } });
  const path = `/api/v1/clusters/${ORDERS}/backups?pagination.limit=60`;
  const first = (await send('GET', path)).body;
  const next = `&pagination.page=${first.pagination.next_page}`;
  const second = (await send('GET', path + next)).body;

  expect([first.backups.length, second.backups.length]).toEqual([60, 60]);
  expect(second.pagination.next_page).not.toBe(first.pagination.next_page);
});

test('an operator restores next to the product: listed, but not recorded', async () => {
  const { simulator, send } = await startWorld();
  const path = `/api/v1/clusters/${ORDERS_STAGING}/restores`;
  const body = { type: 'CLUSTER', backup_id: ORDERS_BACKUP };
  const { status } = await send('POST', '/_simulator/operator', { method: 'POST', path, body });

  expect([status, simulator.requests]).toEqual([200, []]);
  expect((await send('GET', path)).body.restores).toHaveLength(1);
  expect((await send('POST', path, body)).status).toBe(400);
});
