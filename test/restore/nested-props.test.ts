import { cockroach, PasswordSink, zilliz } from '../../src';
import { closest } from '../../src/text/closest';
import { refusalOf } from '../support/app';
import { ORDERS, ORDERS_BACKUP, restoredCockroach } from '../support/cockroach';
import { BACKUP, clusterProps, restoredCluster, SOURCE_CLUSTER } from '../support/zilliz';

// A prop that is dropped in silence restores something else than what was declared.

const cluster = (change: object) => refusalOf((stack) => void restoredCluster(stack, change));
const rollback = (change: object) => refusalOf((stack) => void restoredCockroach(stack, change));
const collections = (collectionMappings: unknown) =>
  refusalOf((stack) => {
    const props = { backup: clusterProps().backup, targetCluster: SOURCE_CLUSTER };
    new zilliz.RestoredCollections(stack, 'more', { ...props, collectionMappings } as never);
  });
const tables = (table: object) =>
  refusalOf((stack) => {
    const backup = cockroach.Backup.fromId({ clusterId: ORDERS, backupId: ORDERS_BACKUP });
    const props = { backup, destinationCluster: ORDERS, plan: cockroach.Plan.ADVANCED };
    new cockroach.RestoredTables(stack, 'more', { ...props, tables: [table] } as never);
  });

const ID = { clusterId: SOURCE_CLUSTER, backupId: BACKUP };
const NOT_A_PROP = 'is not a prop of this construct.';

describe('a prop that a nested object does not have is refused', () => {
  test.each<[string, string[], string]>([
    [
      'a mapping, which would restore the whole database',
      collections([{ dbName: 'default', collection: 'articles' }]),
      `collectionMappings[0].collection: ${NOT_A_PROP} Use collectionName, or remove it. [ZILLIZ_PROPS]`,
    ],
    [
      'a mapping, which would restore under the old name',
      collections([{ dbName: 'default', collectionName: 'articles', destCollection: 'new' }]),
      `collectionMappings[0].destCollection: ${NOT_A_PROP} Use destCollectionName, or remove it. [ZILLIZ_PROPS]`,
    ],
    [
      'a mapping of a mapped list, which the compiler lets pass',
      collections(['a'].map((name) => ({ dbName: 'default', name }))),
      `collectionMappings[0].name: ${NOT_A_PROP} Use dbName, or remove it. [ZILLIZ_PROPS]`,
    ],
    [
      'cmek',
      cluster({ cmek: { kmsKeyArn: 'arn:aws:kms:us-west-2:111122223333:key/1', kmsKeyId: 'x' } }),
      `cmek.kmsKeyId: ${NOT_A_PROP} Use kmsKeyArn, or remove it. [ZILLIZ_PROPS]`,
    ],
    [
      'Backup.fromId of Zilliz Cloud',
      cluster({ backup: zilliz.Backup.fromId({ ...ID, createdAt: '2026-11-20' } as never) }),
      `backup.createdAt: ${NOT_A_PROP} Use createTime, or remove it. [ZILLIZ_PROPS]`,
    ],
    [
      'Backup.before of Zilliz Cloud',
      cluster({ backup: zilliz.Backup.before({ ...ID, time: '2026-11-20T00:00:00Z' } as never) }),
      `backup.backupId: ${NOT_A_PROP} Remove it or correct its spelling. [ZILLIZ_PROPS]`,
    ],
    [
      'Backup.latest of Zilliz Cloud',
      cluster({ backup: zilliz.Backup.latest(ID as never) }),
      `backup.backupId: ${NOT_A_PROP} Remove it or correct its spelling. [ZILLIZ_PROPS]`,
    ],
    [
      'Backup.before of CockroachDB',
      rollback({
        backup: cockroach.Backup.before({ clusterId: ORDERS, moment: '2026-11-20' } as never),
      }),
      `backup.moment: ${NOT_A_PROP} Remove it or correct its spelling. [COCKROACH_PROPS]`,
    ],
    [
      'Backup.fromId of CockroachDB',
      rollback({
        backup: cockroach.Backup.fromId({
          clusterId: ORDERS,
          backupId: ORDERS_BACKUP,
          asOf: '2026-11-20T00:00:00Z',
        } as never),
      }),
      `backup.asOf: ${NOT_A_PROP} Use asOfTime, or remove it. [COCKROACH_PROPS]`,
    ],
    [
      'a table',
      tables({ database: 'orders', schema: 'public', table: 'a', tabel: 'b' }),
      `tables[0].tabel: ${NOT_A_PROP} Use table, or remove it. [COCKROACH_PROPS]`,
    ],
    [
      'the options of a command',
      cluster({ passwordSink: PasswordSink.command(['vault'], { timeoutSecond: 5 } as never) }),
      'passwordSink: has no option "timeoutSecond". The only option of a command is timeoutSeconds. [ZILLIZ_PROPS]',
    ],
  ])('%s', (_title, lines, expected) => {
    expect(lines.map((line) => line.replace(/^\[[^\]]*\] /, ''))).toContain(expected);
  });
});

class Mapping {
  readonly dbName = 'default';
}

describe('a value is named as what it is', () => {
  const HELP = 'Write it as { dbName: "default", collectionName: "articles" }. [ZILLIZ_PROPS]';
  test.each<[string, string[], string]>([
    [
      'an instance of a class',
      collections([new Mapping()]),
      `collectionMappings[0]: must be a mapping, got an instance of Mapping. ${HELP}`,
    ],
    [
      'a Date',
      collections([new Date(0)]),
      `collectionMappings[0]: must be a mapping, got a Date. ${HELP}`,
    ],
    [
      'a list where an object is expected',
      collections([['default']]),
      `collectionMappings[0]: must be a mapping, got ["default"]. ${HELP}`,
    ],
    [
      'NaN',
      cluster({ cuSize: Number.NaN }),
      'cuSize: must be a number, got NaN. Give the number of query CUs. [ZILLIZ_CU_SIZE]',
    ],
    [
      'a Date as a text',
      cluster({ clusterName: new Date(0) }),
      'clusterName: must be a string, got a Date. Give the restored cluster a name. [ZILLIZ_CLUSTER_NAME]',
    ],
    [
      'a function',
      cluster({ clusterName: () => 'a' }),
      'clusterName: must be a string, got a function. Give the restored cluster a name. [ZILLIZ_CLUSTER_NAME]',
    ],
  ])('%s', (_title, lines, expected) => {
    expect(lines.map((line) => line.replace(/^\[[^\]]*\] /, ''))).toEqual([expected]);
  });
});

test.each([
  ['collection', 'collectionName'],
  ['removalPolcy', 'removalPolicy'],
  ['CUSIZE', 'cuSize'],
  ['xyz', undefined],
])('who writes %s may mean %s', (name, meant) => {
  expect(closest(name, ['cuSize', 'collectionName', 'removalPolicy'])).toBe(meant);
});
