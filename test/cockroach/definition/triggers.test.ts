import {
  backupSettings,
  clusterMarks,
  cockroach,
  drillDatabase,
  restoreCluster,
  restoreDatabases,
  restoreTables,
  sqlUserPassword,
} from '../../../src/cockroach/definition';
import { ORDERS, ORDERS_STAGING } from '../../support/cockroach';
import { cluster, common } from './declared';

const databases = { ...common, databases: ['a'] };
const drill = { ...common, database: 'a' };
const tables = { ...common, tables: [{ database: 'a', schema: 's', table: 't' }] };
const identity = {
  source_cluster_id: ORDERS,
  backup_id: 'backup-1',
  destination_cluster_id: ORDERS_STAGING,
};
const body = { source_cluster_id: ORDERS, backup_id: 'backup-1' };

describe('what restores again', () => {
  test('is another source, backup or destination of a cluster', () => {
    expect(restoreCluster.identity(cluster)).toStrictEqual(identity);
    const latest = { clusterId: ORDERS, latest: true as const };
    expect(restoreCluster.identity({ ...cluster, backup: latest })).toStrictEqual({
      ...identity,
      backup_id: 'latest',
    });
  });

  test('is also another database, and another name of it', () => {
    const named = { ...identity, databases: { json: ['a'] } };
    expect(restoreDatabases.identity(databases)).toStrictEqual(named);
    expect(restoreDatabases.identity({ ...databases, newDbName: 'n' })).toStrictEqual({
      ...named,
      new_db_name: 'n',
    });
    expect(drillDatabase.identity(drill)).toStrictEqual({ ...identity, database: 'a' });
    expect(drillDatabase.identity({ ...drill, databaseName: 'n' })).toStrictEqual({
      ...identity,
      database: 'a',
      database_name: 'n',
    });
  });

  test('is also another table, and another database that gets it', () => {
    const named = { ...identity, tables: { json: tables.tables } };
    expect(restoreTables.identity(tables)).toStrictEqual(named);
    expect(restoreTables.identity({ ...tables, intoDb: 'n' })).toStrictEqual({
      ...named,
      into_db: 'n',
    });
  });

  test('is any change of a setting', () => {
    const settings = { cluster: ORDERS, plan: 'STANDARD' as const };
    expect(backupSettings.identity(settings)).toStrictEqual({ cluster_id: ORDERS });
    expect(
      backupSettings.identity({
        ...settings,
        enabled: false,
        frequencyMinutes: 5,
        retentionDays: 7,
      }),
    ).toStrictEqual({
      cluster_id: ORDERS,
      enabled: { json: false },
      frequency_minutes: { json: 5 },
      retention_days: { json: 7 },
    });
  });

  const after = { cluster: ORDERS, restoreId: 'r', restore: 'stack/a' };

  test('is another restore, label or protection', () => {
    expect(clusterMarks.identity(after)).toStrictEqual({ cluster_id: ORDERS, restore_id: 'r' });
    expect(
      clusterMarks.identity({
        ...after,
        ...{ labelDestination: true, dataClass: 'pii', deletionProtection: false },
      }),
    ).toStrictEqual({
      cluster_id: ORDERS,
      restore_id: 'r',
      labels: { json: { 'data-class': 'pii' } },
      delete_protection: 'DISABLED',
    });
  });

  test('is another restore or user of a password', () => {
    expect(sqlUserPassword.identity({ ...after, sqlUser: 'app' })).toStrictEqual({
      cluster_id: ORDERS,
      restore_id: 'r',
      sql_user: 'app',
    });
  });
});

describe('what a plan shows besides', () => {
  test.each([
    [undefined, false],
    [true, true],
  ])('of a cluster that is wiped: %p', (wipeDestination, json) => {
    expect(restoreCluster.details({ ...cluster, wipeDestination })).toStrictEqual({
      plan: 'ADVANCED',
      wipe_destination: { json },
      request_body: { json: { type: 'CLUSTER', ...body } },
    });
  });

  test('of databases and of tables', () => {
    expect(restoreDatabases.details(databases)).toStrictEqual({
      plan: 'ADVANCED',
      request_body: { json: { type: 'DATABASE', ...body, objects: [{ database: 'a' }] } },
    });
    expect(restoreTables.details({ ...tables, intoDb: 'n', createIntoDb: true })).toStrictEqual({
      plan: 'ADVANCED',
      request_body: {
        json: {
          type: 'TABLE',
          ...body,
          objects: tables.tables,
          restore_opts: { into_db: 'n' },
        },
      },
    });
  });

  test('of settings: nothing', () => {
    expect(backupSettings.details({ cluster: ORDERS, plan: 'STANDARD' })).toEqual({});
  });
});

describe('in an environment', () => {
  const ofDatabases = (change: object = {}) =>
    restoreDatabases.inEnvironment?.({ ...databases, ...change }, 'pr-7-a');
  const ofTables = (change: object = {}) =>
    restoreTables.inEnvironment?.({ ...tables, ...change }, 'pr-7-a');

  test('a database has its name', () => {
    expect(ofDatabases()).toEqual({ declaration: { ...databases, newDbName: 'a_pr_7_a' } });
    expect(ofDatabases({ newDbName: 'n' })).toEqual({
      declaration: { ...databases, newDbName: 'n_pr_7_a' },
    });
  });

  test.each([['all'], [[]]])('the databases %p are left to the schema', (odd) => {
    expect(ofDatabases({ databases: odd })).toEqual({
      declaration: { ...databases, databases: odd },
    });
  });

  test('two databases cannot have it', () => {
    expect(ofDatabases({ databases: ['a', 'b'] })).toEqual({
      problem: {
        path: 'databases',
        problem:
          'must be one database in environment "pr-7-a": it gets its own name, and one restore renames one database',
        got: ['a', 'b'],
        fix: 'Declare a restore for each',
      },
    });
  });

  test('tables go into a database of that name', () => {
    expect(ofTables({ intoDb: 'n' })).toEqual({ declaration: { ...tables, intoDb: 'n_pr_7_a' } });
    expect(ofTables()).toEqual({
      problem: {
        path: 'intoDb',
        problem: 'must be stated in environment "pr-7-a": its tables go into their own database',
        fix: 'Give a name, and set createIntoDb',
      },
    });
  });

  test('a cluster has no name that is created', () => {
    expect(restoreCluster.inEnvironment).toBeUndefined();
  });
});

describe('what is recorded', () => {
  const submitted = ['job_id', 'destination_cluster_id', 'backup_id', 'backup_time'];
  const drop = ['job_id', 'destination_cluster_id', 'backup_id', 'request'];

  test.each([
    ['a cluster', restoreCluster, submitted, [], undefined],
    [
      'databases',
      restoreDatabases,
      [...submitted, 'request'],
      drop,
      ['source_cluster_id', 'backup_id'],
    ],
    [
      'a drill',
      drillDatabase,
      [...submitted, 'request', 'database_name'],
      drop,
      ['source_cluster_id', 'backup_id'],
    ],
    ['tables', restoreTables, submitted, [], undefined],
  ])('of %s, for its drop too', (_title, { facts }, recorded, dropped, next) => {
    expect(facts.submitted).toEqual(recorded);
    expect(facts.drop).toEqual(dropped);
    expect(facts.next).toEqual(next);
  });
});

test.each([
  [ORDERS, true],
  [ORDERS.toUpperCase(), true],
  ['in01-3b1c0a5d4e6f789', false],
  [`x${ORDERS}`, false],
])('whether %s is a cluster of this vendor: %s', (id, isOne) => {
  expect(cockroach.clusterIdForm.test(id)).toBe(isOne);
});
