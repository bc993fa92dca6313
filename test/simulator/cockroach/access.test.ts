import type { Simulator } from '../../../src/simulator';
import { client, startSimulator } from '../client';
import { LEDGER, ORDERS, ORDERS_BACKUP, ORDERS_STAGING, startWorld, stopWorld } from './world';

const CLUSTERS = '/api/v1/clusters';

afterEach(stopWorld);

test('an unknown secret, or none, is refused with HTTP 401', async () => {
  const { simulator } = await startWorld();
  for (const key of ['wrong', undefined]) {
    const { status, body } = await client(simulator, key)('GET', CLUSTERS);

    expect(status).toBe(401);
    expect(body).toEqual({
      code: 16,
      message: 'invalid secret provided in authorization header',
      details: [],
    });
  }
});

describe('Cc-Version', () => {
  test('is echoed', async () => {
    const { simulator } = await startWorld();
    const headers = { 'cc-version': '2023-04-10' };
    const answer = await client(simulator, 'sim-cockroach-admin-key', headers)('GET', CLUSTERS);

    expect([answer.status, answer.headers.get('cc-version')]).toEqual([200, '2023-04-10']);
  });

  test('is the latest when it is left out', async () => {
    const { simulator } = await startWorld();
    const answer = await client(simulator, 'sim-cockroach-admin-key')('GET', CLUSTERS);

    expect(answer.headers.get('cc-version')).toBe('2024-09-16');
  });

  test('is refused when there is no such version', async () => {
    const { simulator } = await startWorld();
    const headers = { 'cc-version': '2020-01-01' };
    const answer = await client(simulator, 'sim-cockroach-admin-key', headers)('GET', CLUSTERS);

    expect(answer.status).toBe(400);
    expect(answer.body).toEqual({ code: 3, message: 'invalid Cc-Version.', details: [] });
  });
});

describe('a key with limited access', () => {
  let simulator: Simulator;

  afterEach(() => simulator.stop());

  test.each([
    ['CLUSTER_ADMIN', 200, 200],
    ['CLUSTER_OPERATOR_WRITER', 200, 200],
    ['CLUSTER_DEVELOPER', 403, 200],
  ] as const)('as %s gets %i for backups and %i for databases', async (role, backups, rest) => {
    simulator = await startSimulator({
      keys: { cockroach: [{ key: 'k', clusters: { [ORDERS]: role } }] },
    });
    const send = client(simulator, 'k');

    expect((await send('GET', `${CLUSTERS}/${ORDERS}/backups`)).status).toBe(backups);
    expect((await send('GET', `${CLUSTERS}/${ORDERS}/restores`)).status).toBe(backups);
    expect((await send('GET', `${CLUSTERS}/${ORDERS}/backups-config`)).status).toBe(backups);
    expect((await send('GET', `${CLUSTERS}/${ORDERS}/databases`)).status).toBe(rest);
    expect((await send('GET', `${CLUSTERS}/${ORDERS}`)).status).toBe(rest);
  });

  test('is unauthorized outside its scope', async () => {
    simulator = await startSimulator({
      keys: { cockroach: [{ key: 'k', clusters: { [ORDERS]: 'CLUSTER_ADMIN' } }] },
    });
    const { status, body } = await client(simulator, 'k')('GET', `${CLUSTERS}/${LEDGER}`);

    expect([status, body]).toEqual([403, { code: 7, message: 'unauthorized', details: [] }]);
    expect((await client(simulator, 'k')('GET', CLUSTERS)).body.clusters).toHaveLength(1);
  });

  test.each([
    ['refuse', 403, 0],
    ['fail-restore', 200, 1],
  ] as const)('without a role on the source: %s', async (missingSourceRole, status, restores) => {
    simulator = await startSimulator({
      keys: { cockroach: [{ key: 'k', clusters: { [ORDERS_STAGING]: 'CLUSTER_ADMIN' } }] },
      behaviour: { cockroach: { missingSourceRole } },
    });
    const send = client(simulator, 'k');
    const body = { type: 'CLUSTER', backup_id: ORDERS_BACKUP };
    const answer = await send('POST', `${CLUSTERS}/${ORDERS_STAGING}/restores`, body);
    simulator.advance(600);

    expect(answer.status).toBe(status);
    expect(simulator.cockroach.restores).toHaveLength(restores);
    if (restores === 1) {
      expect(simulator.cockroach.restores[0]).toMatchObject({
        status: 'FAILED',
        client_error_message: 'unauthorized',
      });
    }
  });
});

test.each([
  ['an unknown cluster', '/0b0b0b0b-0000-4000-8000-000000000000', 404, 5],
  ['an id that is no UUID', '/orders', 400, 3],
  ['an unknown restore', `/${ORDERS}/restores/none`, 404, 5],
  ['an unknown path', `/${ORDERS}/restores-config`, 404, 5],
])('%s has its status and gRPC code', async (_title, path, status, code) => {
  const { send } = await startWorld();
  const answer = await send('GET', `${CLUSTERS}${path}`);

  expect([answer.status, answer.body.code]).toEqual([status, code]);
});

test('a body that is not JSON is refused', async () => {
  const { send } = await startWorld();
  const answer = await send('POST', `${CLUSTERS}/${ORDERS}/restores`, '{"type" "CLUSTER"}');

  expect(answer.body).toEqual({ code: 3, message: 'proto: syntax error', details: [] });
});
