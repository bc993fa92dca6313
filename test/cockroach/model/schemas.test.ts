import {
  backupFactsSchema,
  backupReferenceSchema,
  clusterDeclarationSchema,
  databasesDeclarationSchema,
  drillDeclarationSchema,
  restoreDeclarationSchema,
  settingsDeclarationSchema,
  tablesDeclarationSchema,
} from '../../../src/cockroach/model/declaration';
import { labelsOf, marksDeclarationSchema, protectionOf } from '../../../src/cockroach/model/marks';
import { sqlUserDeclarationSchema } from '../../../src/cockroach/model/sql-user';
import { ORDERS, ORDERS_BACKUP } from '../../support/cockroach';
import { allWrongIn, missingIn, wrongIn } from '../../support/schemas';

const CLUSTER_ID =
  'must be the id of a CockroachDB Cloud cluster, a UUID in lower case. Copy it from the address of the cluster in the Cloud Console, after /cluster/. [COCKROACH_CLUSTER_ID]';
const BACKUP_ID =
  'must be the id of a managed backup, a UUID in lower case. Copy it from the list of backups: npx cluster-restore backups --cluster <cluster id>. [COCKROACH_BACKUP_ID]';
const FLAG = 'must be true or false. Give a boolean. [COCKROACH_PROPS]';
const TIME = 'must be a time in UTC. Write it like "2026-11-20T23:00:00Z". [COCKROACH_PROPS]';
const VERSION =
  'must be a CockroachDB version. Write it like "v25.4" or "v25.4.2". [COCKROACH_PROPS]';
const PLAN =
  'must be "BASIC" or "STANDARD" or "ADVANCED". Use a member of the enum. [COCKROACH_PROPS]';
const DATABASE =
  'must be the name of a database: not empty, not "." or ".." in any encoding, without control characters. Give the name, or rename the database. [COCKROACH_PROPS]';
const NAME =
  'must be a string with at least one character. Give the name, or leave the prop out if it is optional. [COCKROACH_PROPS]';
const SETTING =
  'must be a number. Give one of the numbers that the vendor allows. [COCKROACH_BACKUP_SETTINGS]';
const LABEL = 'must be a string. Give a value, or leave it out. [COCKROACH_PROPS]';
const RESTORE_ID =
  'must be the id of a restore. Give the restoreId of the restored cluster. [COCKROACH_PROPS]';
const open = (type: string) => `must be ${type}. See the docstring of the prop. [NO_RULE]`;

/** What is wrong with the props of each restore. */
const TARGET = {
  backup:
    'must be a Backup. Create it with a factory of Backup, such as Backup.fromId or Backup.latest. [COCKROACH_PROPS]',
  'backup.backupId': `is missing; it ${BACKUP_ID}`,
  destinationCluster: CLUSTER_ID,
  plan: PLAN,
  destinationVersion: VERSION,
};
const REQUIRED = ['backup', 'destinationCluster', 'plan'];
const OPTIONS = { schemaOnly: FLAG, skipLocalitiesCheck: FLAG };
const SKIPS = { skipMissingForeignKeys: FLAG, skipMissingSequences: FLAG, skipMissingViews: FLAG };

describe('what is wrong with a backup', () => {
  test('all of it', () => {
    expect(allWrongIn(backupReferenceSchema())).toEqual({
      clusterId: CLUSTER_ID,
      backupId: BACKUP_ID,
      latest: open('of another form'),
      before:
        'must be a time with a time zone. Write it as "2026-11-20T03:15:00Z". [COCKROACH_PROPS]',
      now: open('never'),
      known: open('object'),
    });
    expect(missingIn(backupReferenceSchema())).toEqual(['clusterId', 'backupId']);
  });

  test('what is known of it', () => {
    const text = open('string');
    expect(allWrongIn(backupFactsSchema())).toEqual({
      ...{ asOfTime: TIME, cmekEnabledAt: TIME, newestAsOfTime: TIME, pulledAt: TIME },
      retentionDays:
        'must be a number of days, more than 0. Give the retention that the backup was taken with. [COCKROACH_PROPS]',
      maxAgeDays:
        'must be more than 0. Give the days after which a catalog is stale; the default is 30. [COCKROACH_CATALOG_AGE]',
      ...{ cockroachVersion: VERSION, isProduction: FLAG },
      ...{ sourcePlan: text, sourceClusterName: text, catalog: text },
      catalogProblem: open('object'),
    });
    expect(missingIn(backupFactsSchema())).toEqual([]);
  });

  test.each<[object, string[]]>([
    [{ retentionDays: 0.1, maxAgeDays: 0.1, cockroachVersion: 'v25.4' }, []],
    [{ retentionDays: 0, maxAgeDays: 0 }, ['retentionDays', 'maxAgeDays']],
    [{ cockroachVersion: 'v25.4.2-beta.1' }, []],
    [{ cockroachVersion: 'v25.4.2.1' }, []],
    [{ cockroachVersion: '25.4' }, ['cockroachVersion']],
    [{ cockroachVersion: 'av25.4' }, ['cockroachVersion']],
    [{ cockroachVersion: 'v25' }, ['cockroachVersion']],
    [{ cockroachVersion: 'v25.4x' }, ['cockroachVersion']],
    [{ asOfTime: '2026-11-20' }, ['asOfTime']],
  ])('the bounds of what is known: %j', (known, paths) => {
    expect(Object.keys(wrongIn(backupFactsSchema(), known))).toEqual(paths);
  });

  test.each([
    [ORDERS, true],
    [ORDERS.toUpperCase(), false],
    [`a${ORDERS}`, false],
    [`${ORDERS}a`, false],
    [`${ORDERS}\n`, false],
  ])('the ids %j: %p', (id, isRight) => {
    const wrong = wrongIn(backupReferenceSchema(), { clusterId: id, backupId: id });
    expect(Object.keys(wrong)).toEqual(isRight ? [] : ['clusterId', 'backupId']);
  });
});

describe('what is wrong with a declaration', () => {
  test('of any restore', () => {
    expect(allWrongIn(restoreDeclarationSchema())).toEqual({ ...TARGET, ...OPTIONS });
  });

  test('of a cluster', () => {
    expect(allWrongIn(clusterDeclarationSchema())).toEqual({
      ...TARGET,
      ...OPTIONS,
      wipeDestination: FLAG,
      acknowledgeDataLoss:
        'must repeat the id of the destination cluster: the restore erases all of its data. Type the id of destinationCluster a second time, if that is what you want. [COCKROACH_DATA_LOSS]',
    });
    expect(Object.keys(wrongIn(clusterDeclarationSchema(), {}))).toEqual([
      ...REQUIRED,
      'acknowledgeDataLoss',
    ]);
  });

  test('of databases', () => {
    expect(allWrongIn(databasesDeclarationSchema(), { databases: ['', 'a', '..'] })).toEqual({
      ...TARGET,
      ...OPTIONS,
      ...SKIPS,
      'databases[0]': DATABASE,
      'databases[2]': DATABASE,
      newDbName: DATABASE,
    });
    expect(allWrongIn(databasesDeclarationSchema(), { databases: 'a' }).databases).toBe(
      'must be a list of names. Write it as ["orders"]. [COCKROACH_PROPS]',
    );
    expect(missingIn(databasesDeclarationSchema())).toEqual([...REQUIRED, 'databases']);
  });

  test('of a drill', () => {
    expect(allWrongIn(drillDeclarationSchema())).toEqual({
      ...TARGET,
      ...SKIPS,
      skipLocalitiesCheck: FLAG,
      database: DATABASE,
      databaseName: DATABASE,
      minimumTables:
        'must be a whole number, more than 0. Give the number of tables that the database has at least. [COCKROACH_PROPS]',
    });
    expect(missingIn(drillDeclarationSchema())).toEqual([...REQUIRED, 'database']);
  });

  test.each([
    [1, true],
    [0, false],
    [1.5, false],
    [-1, false],
  ])('of a drill with at least %d tables: %p', (minimumTables, isRight) => {
    const { minimumTables: wrong } = allWrongIn(drillDeclarationSchema(), { minimumTables });
    expect(wrong === undefined).toBe(isRight);
  });

  test('of tables', () => {
    const odd = [7, { database: '', schema: '', table: '' }];
    expect(allWrongIn(tablesDeclarationSchema(), { tables: odd })).toEqual({
      ...TARGET,
      ...OPTIONS,
      ...SKIPS,
      'tables[0]':
        'must be a table in full. Write it as { database: "orders", schema: "public", table: "customers" }. [COCKROACH_PROPS]',
      'tables[1].database': DATABASE,
      'tables[1].schema': NAME,
      'tables[1].table': NAME,
      intoDb: DATABASE,
      createIntoDb: FLAG,
    });
    expect(allWrongIn(tablesDeclarationSchema(), { tables: 'a' }).tables).toBe(
      'must be a list of tables. Write it as [{ database: "orders", schema: "public", table: "customers" }]. [COCKROACH_PROPS]',
    );
    expect(missingIn(tablesDeclarationSchema())).toEqual([...REQUIRED, 'tables']);
  });

  test('of settings', () => {
    expect(allWrongIn(settingsDeclarationSchema())).toEqual({
      cluster: CLUSTER_ID,
      plan: PLAN,
      enabled: FLAG,
      frequencyMinutes: SETTING,
      retentionDays: SETTING,
    });
    const settings = { cluster: ORDERS, plan: 'BASIC', frequencyMinutes: -1, retentionDays: 0 };
    // Which numbers the vendor allows is a rule.
    expect(wrongIn(settingsDeclarationSchema(), settings)).toEqual({});
    expect(missingIn(settingsDeclarationSchema())).toEqual(['cluster', 'plan']);
  });

  test('of marks', () => {
    expect(allWrongIn(marksDeclarationSchema())).toEqual({
      cluster: CLUSTER_ID,
      restoreId: RESTORE_ID,
      restore: open('string'),
      ...{ labelDestination: FLAG, deletionProtection: FLAG },
      ...{ owner: LABEL, dataClass: LABEL, expiresOn: LABEL },
    });
    const marks = { cluster: ORDERS, restore: 'stack/a', restoreId: 'r', owner: '' };
    expect(wrongIn(marksDeclarationSchema(), marks)).toEqual({});
    expect(wrongIn(marksDeclarationSchema(), { ...marks, restoreId: ' ' })).toEqual({
      restoreId: RESTORE_ID,
    });
  });

  test('of the password of a SQL user', () => {
    expect(allWrongIn(sqlUserDeclarationSchema())).toEqual({
      cluster: CLUSTER_ID,
      restoreId: RESTORE_ID,
      restore: open('string'),
      sqlUser:
        'must be the name of a SQL user: not empty, not "." or ".." in any encoding, without control characters. Give the name as the cluster lists it. [COCKROACH_PROPS]',
    });
    expect(missingIn(sqlUserDeclarationSchema())).toEqual([
      ...['cluster', 'restoreId', 'restore', 'sqlUser'],
    ]);
  });

  test('nothing, where all is right', () => {
    const target = {
      backup: { clusterId: ORDERS, backupId: ORDERS_BACKUP },
      destinationCluster: ORDERS,
      plan: 'STANDARD',
      destinationVersion: 'v25.4',
    };
    expect(wrongIn(clusterDeclarationSchema(), { ...target, acknowledgeDataLoss: '' })).toEqual({});
    expect(wrongIn(databasesDeclarationSchema(), { ...target, databases: ['a/b'] })).toEqual({});
    expect(wrongIn(drillDeclarationSchema(), { ...target, database: 'a' })).toEqual({});
    expect(
      wrongIn(drillDeclarationSchema(), { ...target, database: 'a', schemaOnly: true }),
    ).toEqual({
      schemaOnly: expect.stringContaining('is not a prop of this construct.'),
    });
  });
});

test.each<[object, object]>([
  [
    { labelDestination: true, owner: 'a', dataClass: 'b', expiresOn: 'c' },
    { owner: 'a', 'data-class': 'b', 'expires-on': 'c' },
  ],
  [{ labelDestination: true, owner: undefined }, {}],
  [{ labelDestination: false, owner: 'a' }, {}],
  [{ owner: 'a' }, {}],
])('the labels of %j are %j', (marks, labels) => {
  expect(labelsOf(marks)).toStrictEqual(labels);
});

test.each([
  [undefined, undefined],
  [true, 'ENABLED'],
  [false, 'DISABLED'],
])('the protection of %p is %p', (deletionProtection, expected) => {
  expect(protectionOf({ deletionProtection })).toBe(expected);
});
