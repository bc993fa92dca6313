import { addSeconds, isoSeconds } from '../clock';
import { Serials } from '../serial';
import type {
  CockroachBackup,
  CockroachCluster,
  CockroachDatabase,
  CockroachKey,
  CockroachSeed,
  CockroachSqlUser,
} from './model';
import { newCluster } from './new-cluster';

const HOUR = 3600;
const HOURLY_BACKUPS = 48;
const DAILY_BACKUPS = 5;

const ORDERS: CockroachDatabase[] = [
  { name: 'defaultdb', tables: [] },
  database('orders', ['customers', 'invoices', 'order_lines', 'orders']),
  database('stock', ['items', 'warehouses']),
];

const LEDGER: CockroachDatabase[] = [
  { name: 'defaultdb', tables: [] },
  database('ledger', ['accounts', 'balances', 'entries']),
  database('reporting', ['daily_totals', 'monthly_totals']),
];

const CLUSTERS = {
  ordersProduction: cluster('7f3c1a52-6d0e-4b8a-9c21-5e4f3a2b1c0d', 'orders-production', {
    databases: ORDERS,
    sqlUsers: users('orders', ['app', 'reporting']),
    delete_protection: 'ENABLED',
  }),
  ordersStaging: cluster('2b9d4e61-0c7f-4a35-8e1d-7c6b5a493827', 'orders-staging', {}),
  ledgerProduction: cluster('c84e0f17-5a2b-4d93-a6f0-1b2c3d4e5f60', 'ledger-production', {
    plan: 'ADVANCED',
    cockroach_version: 'v25.2.8',
    databases: LEDGER,
    sqlUsers: users('ledger', ['app', 'auditor']),
    delete_protection: 'ENABLED',
  }),
  ledgerStaging: cluster('e15a7c93-8d46-4f02-b7e9-60f1e2d3c4b5', 'ledger-staging', {
    plan: 'ADVANCED',
  }),
  sandbox: cluster('9a06f3b8-47d1-4ec5-8b2f-d0c1b2a39485', 'sandbox-basic', {
    plan: 'BASIC',
    databases: [{ name: 'defaultdb', tables: [] }, database('playground', ['notes'])],
  }),
};

/** The keys that exist unless others are given: an administrator's, and a developer's. */
export const DEFAULT_COCKROACH_KEYS: readonly CockroachKey[] = [
  { key: 'sim-cockroach-admin-key' },
  {
    key: 'sim-cockroach-developer-key',
    clusters: Object.fromEntries(
      Object.values(CLUSTERS).map(({ id }) => [id, 'CLUSTER_DEVELOPER'] as const),
    ),
  },
];

/**
 * Two pairs of clusters, each a used one and an empty one of the same plan, and a BASIC one. The
 * latest backup of `orders-production` has an id that does not depend on how many there are. The
 * backups are dated back from the time at which the clock starts.
 */
export function cockroachSeed(start: Date): CockroachSeed {
  const { ordersProduction, ledgerProduction, sandbox } = CLUSTERS;
  const latest = (source: CockroachCluster, id: string): CockroachBackup =>
    backup(source, addSeconds(start, -HOUR), id);
  return {
    clusters: Object.values(CLUSTERS),
    backups: [
      latest(ordersProduction, 'c2a94e17-3b5d-4f60-8e12-9d7b6a5c4f31'),
      ...series(ordersProduction, start, { count: HOURLY_BACKUPS, every: HOUR, first: 2 }),
      latest(ledgerProduction, '4d81b6e0-92fa-4c37-a5d4-0e8f7c6b5a92'),
      ...series(ledgerProduction, start, { count: HOURLY_BACKUPS, every: HOUR, first: 2 }),
      ...series(sandbox, start, { count: DAILY_BACKUPS, every: 24 * HOUR, first: 1 }),
    ],
  };
}

function database(name: string, tables: readonly string[]): CockroachDatabase {
  return { name, tables: tables.map((table) => ({ schema: 'public', name: table })) };
}

function users(cluster: string, names: readonly string[]): CockroachSqlUser[] {
  return names.map((name) => ({ name, password: `Sim-Pw-${cluster}-${name}` }));
}

function cluster(id: string, name: string, given: Partial<CockroachCluster>): CockroachCluster {
  const config =
    given.plan === 'ADVANCED'
      ? { dedicated: { machine_type: 'm6i.xlarge', num_virtual_cpus: 4, storage_gib: 150 } }
      : { serverless: { routing_id: `${name}-1` } };
  return newCluster(id, name, { created_at: '2026-02-11T09:30:00Z', config, ...given });
}

function backup(source: CockroachCluster, asOf: Date, id: string): CockroachBackup {
  return {
    id,
    as_of_time: isoSeconds(asOf),
    clusterId: source.id,
    databases: source.databases,
    sqlUsers: source.sqlUsers,
    cockroachVersion: source.cockroach_version,
    retentionDays: source.backupsConfig.retention_days,
  };
}

function series(
  source: CockroachCluster,
  start: Date,
  { count, every, first }: { count: number; every: number; first: number },
): CockroachBackup[] {
  const serials = new Serials();
  return Array.from({ length: count }, (_, at) =>
    backup(source, addSeconds(start, -(first + at) * every), serials.uuid(source.id)),
  );
}
