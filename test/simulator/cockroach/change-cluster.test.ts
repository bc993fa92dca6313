import { client } from '../client';
import { LEDGER, ORDERS, ORDERS_STAGING, startWorld, stopWorld } from './world';

afterEach(stopWorld);

const CLUSTER = `/api/v1/clusters/${ORDERS}`;

describe('labels and delete protection', () => {
  test('are changed in place, labels as a whole', async () => {
    const { send } = await startWorld();
    await send('PATCH', CLUSTER, { labels: { owner: 'search', expires: '2026-12-24' } });
    const { status, body } = await send('PATCH', CLUSTER, {
      labels: { owner: 'orders' },
      delete_protection: 'DISABLED',
    });

    expect(status).toBe(200);
    expect(body).toMatchObject({ id: ORDERS, delete_protection: 'DISABLED' });
    expect(body.labels).toEqual({ owner: 'orders' });
    expect((await send('DELETE', CLUSTER)).status).toBe(200);
  });

  test('are left alone by a request that does not name them', async () => {
    const { send } = await startWorld();
    await send('PATCH', CLUSTER, { labels: { owner: 'search' } });

    expect((await send('PATCH', CLUSTER, { parent_id: 'f1' })).body).toMatchObject({
      labels: { owner: 'search' },
      delete_protection: 'ENABLED',
      parent_id: 'f1',
    });
  });

  test.each([
    ['labels that are no texts', { labels: { owner: 1 } }],
    ['labels in a list', { labels: ['owner'] }],
    ['an unknown protection', { delete_protection: 'ON' }],
    ['a folder that is no text', { parent_id: 1 }],
    ['another field', { plan: 'BASIC' }],
    ['the form of the guide', { spec: { labels: {} } }],
  ])('are refused as %s', async (_title, change) => {
    const { simulator, send } = await startWorld();
    const before = JSON.stringify(simulator.cockroach.cluster(ORDERS));

    expect((await send('PATCH', CLUSTER, change)).body).toMatchObject({ code: 3 });
    expect(JSON.stringify(simulator.cockroach.cluster(ORDERS))).toBe(before);
  });

  test('can be taken in the form of the guide alone', async () => {
    const { send } = await startWorld({ clusterPatchBody: 'spec' });

    expect((await send('PATCH', CLUSTER, { labels: {} })).status).toBe(400);
    expect((await send('PATCH', CLUSTER, { spec: { labels: { a: 'b' } } })).body.labels).toEqual({
      a: 'b',
    });
  });

  test('need a role that may write', async () => {
    const { simulator } = await startWorld();
    const send = client(simulator, 'sim-cockroach-developer-key');

    expect((await send('PATCH', CLUSTER, { labels: {} })).status).toBe(403);
  });
});

describe('the connection string', () => {
  test('names host, database and user, and no password', async () => {
    const { send } = await startWorld();
    const { body } = await send('GET', `${CLUSTER}/connection-string?database=orders&sql_user=app`);

    expect(body).toEqual({
      connection_string:
        'postgresql://app@orders-production.us-west-2.cockroach.simulator.invalid:26257/orders?sslmode=verify-full',
      params: {
        Host: 'orders-production.us-west-2.cockroach.simulator.invalid',
        Port: '26257',
        Database: 'orders',
        Username: 'app',
      },
    });
  });

  test('is of defaultdb without a user', async () => {
    const { send } = await startWorld();
    const { body } = await send('GET', `${CLUSTER}/connection-string`);

    expect(body.connection_string).toBe(
      'postgresql://orders-production.us-west-2.cockroach.simulator.invalid:26257/defaultdb?sslmode=verify-full',
    );
    expect(Object.keys(body.params)).toEqual(['Host', 'Port', 'Database']);
  });

  test('needs the operating system for an ADVANCED cluster', async () => {
    const { send } = await startWorld();
    const path = `/api/v1/clusters/${LEDGER}/connection-string`;

    expect((await send('GET', path)).status).toBe(400);
    expect((await send('GET', `${path}?os=BEOS`)).status).toBe(400);
    expect((await send('GET', `${path}?os=LINUX`)).status).toBe(200);
  });
});

describe('SQL users', () => {
  const users = `${CLUSTER}/sql-users`;

  test('are listed by name, without passwords', async () => {
    const { send } = await startWorld();

    expect((await send('GET', users)).body).toEqual({
      users: [{ name: 'app' }, { name: 'reporting' }],
      pagination: null,
    });
  });

  test('can be more than a page', async () => {
    const { simulator, send } = await startWorld();
    simulator.populate({
      vendor: 'cockroach',
      kind: 'sqlUsers',
      count: 5,
      fields: { clusterId: ORDERS },
    });
    const first = (await send('GET', `${users}?pagination.limit=4`)).body;
    const next = `&pagination.page=${first.pagination.next_page}`;
    const second = (await send('GET', `${users}?pagination.limit=4${next}`)).body;

    expect([first.users.length, second.users.length]).toEqual([4, 3]);
    expect(second.pagination.next_page).toBeUndefined();
  });

  test('are created once, get a new password, and are deleted', async () => {
    const { simulator, send } = await startWorld();
    const held = () => simulator.cockroach.cluster(ORDERS).sqlUsers.at(-1);
    const created = await send('POST', users, { name: 'new', password: 'first' });
    expect([created.status, created.body]).toEqual([200, { name: 'new' }]);
    expect((await send('POST', users, { name: 'new', password: 'x' })).status).toBe(409);
    expect(held()).toEqual({ name: 'new', password: 'first' });
    const changed = await send('PUT', `${users}/new/password`, { password: 'second' });
    expect([changed.status, changed.body]).toEqual([200, { name: 'new' }]);
    expect(held()).toEqual({ name: 'new', password: 'second' });
    expect((await send('DELETE', `${users}/new`)).body).toEqual({ name: 'new' });
    expect(held()?.name).toBe('reporting');
  });

  test.each([
    ['POST', '', { name: 'new' }, 400],
    ['POST', '', { password: 'p' }, 400],
    ['PUT', '/app/password', {}, 400],
    ['PUT', '/nobody/password', { password: 'p' }, 404],
    ['DELETE', '/nobody', undefined, 404],
  ])('%s %s with %j is refused', async (method, path, body, status) => {
    const { send } = await startWorld();

    expect((await send(method, users + path, body)).status).toBe(status);
  });

  test('are in no record with their passwords', async () => {
    const { simulator, send } = await startWorld();
    await send('POST', users, { name: 'new', password: 'hunter-2' });
    await send('PUT', `${users}/app/password`, { password: 'hunter-2' });
    const records = JSON.stringify(simulator.requests);

    expect(records).not.toContain('hunter-2');
    expect(new Set(records.match(/"password":"[^"]*"/g))).toEqual(
      new Set([expect.stringMatching(/^"password":"sha256:[0-9a-f]{12}"$/)]),
    );
  });

  test('come from the backup after a cluster restore, with the passwords that they had', async () => {
    const { simulator, send, restore } = await startWorld();
    const staging = `/api/v1/clusters/${ORDERS_STAGING}/sql-users`;
    await send('POST', staging, { name: 'tester', password: 'p' });
    await restore();
    simulator.advance(600);

    expect((await send('GET', staging)).body.users).toEqual([
      { name: 'app' },
      { name: 'reporting' },
    ]);
    expect(simulator.cockroach.cluster(ORDERS_STAGING).sqlUsers).toEqual(
      simulator.cockroach.cluster(ORDERS).sqlUsers,
    );
  });

  test('are managed by an administrator alone', async () => {
    const { simulator } = await startWorld();
    const send = client(simulator, 'sim-cockroach-developer-key');

    expect((await send('GET', users)).status).toBe(200);
    expect((await send('POST', users, { name: 'new', password: 'p' })).status).toBe(403);
    expect((await send('PUT', `${users}/app/password`, { password: 'p' })).status).toBe(403);
    expect((await send('DELETE', `${users}/app`)).status).toBe(403);
  });
});
