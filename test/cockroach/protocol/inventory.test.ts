import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cockroach } from '../../../src';
import { Api } from '../../../src/client/api';
import { Redactor } from '../../../src/client/redactor';
import { cockroach as definition } from '../../../src/cockroach/definition';
import { protocol } from '../../../src/cockroach/protocol';
import { Simulator, SteppingClock } from '../../../src/simulator';
import { cockroachEnvironment, LEDGER, ORDERS, SANDBOX } from '../../support/cockroach';
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
