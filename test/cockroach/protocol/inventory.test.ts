import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cockroach } from '../../../src';
import { Api } from '../../../src/client/api';
import { Redactor } from '../../../src/client/redactor';
import { cockroach as definition } from '../../../src/cockroach/definition';
import { protocol } from '../../../src/cockroach/protocol';
import { Simulator, SteppingClock } from '../../../src/simulator';
import { cockroachEnvironment, LEDGER, ORDERS, SANDBOX } from '../../support/cockroach';
import { fakeApi, refused } from '../../support/protocol';
import { newFolder } from '../../support/terraform';
import { ofCluster, TODAY } from '../support';

const { inventory } = protocol;

let simulator: Simulator;
beforeEach(async () => {
  simulator = await Simulator.start({ clock: new SteppingClock('2026-11-21T00:00:00Z') });
});
afterEach(() => simulator.stop());

function api(): Api {
  const settings = { pollSeconds: 0, requestTimeoutSeconds: 5 };
  const env = cockroachEnvironment(simulator);
  const endpoint = { ...definition, ...protocol };
  return new Api(endpoint, env, settings, new Redactor(), () => new Date());
}

test('backups are listed with the moment of their data and what is left of their retention', async () => {
  const { columns, rows } = await inventory.backups(api(), { clusterId: SANDBOX, now: TODAY });
  expect(columns).toEqual(['backup', 'data from', 'expires at the latest']);
  expect(rows.map(([, ...row]) => row)).toEqual([
    ['2026-11-20T00:00:00Z', 'in 29 days'],
    ['2026-11-19T00:00:00Z', 'in 28 days'],
    ['2026-11-18T00:00:00Z', 'in 27 days'],
    ['2026-11-17T00:00:00Z', 'in 26 days'],
    ['2026-11-16T00:00:00Z', 'in 25 days'],
  ]);
});

test('a range of days is listed', async () => {
  const range = { from: new Date('2026-11-18T00:00:00Z'), to: new Date('2026-11-20T00:00:00Z') };
  const { rows } = await inventory.backups(api(), { clusterId: SANDBOX, now: TODAY, ...range });
  expect(rows.map(([, time]) => time)).toEqual(['2026-11-19T00:00:00Z', '2026-11-18T00:00:00Z']);
});

test('a catalog holds what the API says, in one order, and a restore can be declared from it', async () => {
  const catalog = await inventory.catalog(api(), ORDERS, TODAY);
  expect(catalog).toMatchObject({
    catalog: 'cdktf-cluster-restore',
    version: 1,
    vendor: 'cockroach',
    pulledAt: '2026-11-21T00:00:00Z',
    cluster: {
      id: ORDERS,
      name: 'orders-production',
      plan: 'STANDARD',
      cloud_provider: 'AWS',
      cockroach_version: 'v25.4.2',
      regions: [{ name: 'us-west-2' }],
      backups_config: { enabled: true, frequency_minutes: 60, retention_days: 30 },
    },
  });
  const { backups } = catalog as { backups: { id: string; as_of_time: string }[] };
  expect(backups).toHaveLength(49);
  expect(backups[0]?.as_of_time).toBe('2026-11-20T23:00:00Z');
  const path = join(newFolder('catalog'), 'orders.json');
  writeFileSync(path, JSON.stringify(catalog));
  const backup = cockroach.Backup.fromCatalog(
    cockroach.Catalog.fromFile(path),
    backups[0]?.id ?? '',
  );
  expect(ofCluster({ backup, destinationVersion: 'v25.4' })).toEqual([]);
  expect(ofCluster({ backup, destinationVersion: 'v25.2' })).toHaveLength(1);
});

test('the catalog of an Advanced cluster tells since when it has CMEK', async () => {
  const key = (created_at: string) => ({ key_infos: [{ status: 'ENABLED', created_at }] });
  const infos = [key('2026-05-01T00:00:00Z'), key('2026-03-01T12:00:00.123456Z')];
  simulator.inject({
    vendor: 'cockroach',
    path: `/api/v1/clusters/${LEDGER}/cmek`,
    fault: { kind: 'http-error', status: 200, body: { status: 'ENABLED', region_infos: infos } },
  });
  const catalog = await inventory.catalog(api(), LEDGER, TODAY);
  expect(catalog).toMatchObject({ cluster: { cmek_enabled_at: '2026-03-01T12:00:00.123Z' } });
});

test('a cluster without CMEK, or a key that may not see it, leaves it out', async () => {
  const catalog = (await inventory.catalog(api(), LEDGER, TODAY)) as { cluster: object };
  expect(Object.keys(catalog.cluster)).not.toContain('cmek_enabled_at');
});

describe('what a submission began, found without its response', () => {
  const BASE = `GET /api/v1/clusters/${LEDGER}/restores`;
  const body = { type: 'CLUSTER', backup_id: 'b1' };
  const recorded = {
    destination_cluster_id: LEDGER,
    request: JSON.stringify(body),
    restores_before: 'old-1 old-2',
  };
  const found = (restores: object[], change: Record<string, string> = {}) =>
    inventory.findCreated?.(fakeApi({ [BASE]: { restores } }), { ...recorded, ...change });
  const one = (id: string, change: object = {}) => ({ id, ...body, ...change });

  test('is the one restore of the same request that was not there before', async () => {
    const list = [one('new'), one('old-1'), one('old-2'), one('other', { backup_id: 'b2' })];
    expect(await found(list)).toEqual({ ...recorded, job_id: 'new' });
  });

  test('is nothing where none began', async () => {
    expect(await found([])).toBeUndefined();
    expect(await found([one('old-1'), one('x', { type: 'TABLE' })])).toBeUndefined();
  });

  test('is not looked for where the place or the request is not recorded', async () => {
    const api = fakeApi({});
    for (const facts of [
      {},
      { ...recorded, destination_cluster_id: '' },
      { ...recorded, request: '' },
    ]) {
      expect(await inventory.findCreated?.(api, facts as Record<string, string>)).toBeUndefined();
    }
    expect(api.calls).toEqual([]);
  });

  test.each<[string, object[], string]>([
    ['two began', [one('n1'), one('n2')], '2 restores of the same backup'],
  ])('is open where %s', async (_title, list, text) => {
    await expect(found(list)).rejects.toThrow(
      `${text} to ${LEDGER} began since, and the API does not say whose: n1, n2. Find out who began them.`,
    );
  });

  test('is open where the API leaves out what would tell', async () => {
    const request = JSON.stringify({ ...body, restore_opts: { schema_only: true } });
    await expect(found([one('n1', { restore_opts: null })], { request })).rejects.toThrow(
      '1 restore of the same backup',
    );
  });
});

test('a backup without a readable time has no expiry, and one with it has', async () => {
  const base = `GET /api/v1/clusters/${SANDBOX}`;
  const backups = [
    { id: 'dated', as_of_time: '2026-11-20T00:00:00.5Z' },
    { id: 'plain', as_of_time: '2026-11-19T00:00:00Z' },
    { id: 'strange', as_of_time: 'soon' },
  ];
  const listed = await inventory.backups(
    fakeApi({
      [`${base}/backups`]: { backups },
      [`${base}/backups-config`]: { enabled: true, frequency_minutes: 60, retention_days: 30 },
    }),
    { clusterId: SANDBOX, now: TODAY },
  );
  expect(listed.rows.map(([id, , expiry]) => [id, expiry])).toEqual([
    ['dated', 'in 29 days'],
    ['plain', 'in 28 days'],
    ['strange', 'unknown'],
  ]);
  expect(listed.backups).toEqual([
    { id: 'dated', time: '2026-11-20T00:00:00.5Z', expiresAt: '2026-12-20T00:00:00.500Z' },
    { id: 'plain', time: '2026-11-19T00:00:00Z', expiresAt: '2026-12-19T00:00:00Z' },
    { id: 'strange', time: 'soon' },
  ]);
});

describe('since when a cluster has CMEK', () => {
  const base = `GET /api/v1/clusters/${LEDGER}`;
  const enabledAt = async (cmek: unknown, plan = 'ADVANCED') => {
    const fake = fakeApi({
      [base]: { id: LEDGER, name: 'ledger', plan, state: 'CREATED', cloud_provider: 'AWS' },
      [`${base}/backups-config`]: { enabled: true, frequency_minutes: 60, retention_days: 30 },
      [`${base}/backups`]: { backups: [] },
      [`${base}/cmek`]: cmek,
    });
    const catalog = (await inventory.catalog(fake, LEDGER, TODAY)) as {
      cluster: { cmek_enabled_at?: string };
    };
    return { at: catalog.cluster.cmek_enabled_at, calls: fake.calls };
  };
  const infos = (...times: (string | undefined)[]) => [
    { key_infos: times.map((created_at) => ({ created_at })) },
  ];

  test.each(['5', '404', '7', '403', '12', '501'])('is not reported with %s', async (code) => {
    expect((await enabledAt(refused(code))).at).toBeUndefined();
  });

  test('is an error with another refusal', async () => {
    await expect(enabledAt(refused('13'))).rejects.toThrow('13');
  });

  test.each<[string, unknown]>([
    ['is switched off', { status: 'DISABLED', region_infos: infos('2026-03-01T00:00:00Z') }],
    ['tells no time', { status: 'ENABLED', region_infos: infos(undefined, 'soon') }],
    ['tells no keys', { status: 'ENABLED' }],
    ['is no CMEK', { region_infos: 'none' }],
  ])('is not reported where it %s', async (_title, cmek) => {
    expect((await enabledAt(cmek)).at).toBeUndefined();
  });

  test('is asked of an Advanced cluster alone', async () => {
    const { calls } = await enabledAt({ status: 'ENABLED' }, 'STANDARD');
    expect(calls).not.toContain(`${base}/cmek`);
  });
});
