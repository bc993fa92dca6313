import { TerraformVariable, Token } from 'cdktf';
import type { Construct } from 'constructs';
import { cockroach, zilliz } from '../../src';
import { refusalOf } from '../support/app';
import {
  cockroachClusterProps,
  ORDERS,
  ORDERS_STAGING,
  restoredCockroach,
} from '../support/cockroach';
import { BACKUP, clusterProps, restoredCluster, SOURCE_CLUSTER } from '../support/zilliz';

// Whatever plain JavaScript or an `as any` puts into a prop: it is accepted or refused in lines, and nothing crashes.

const later = { later: 'value' };
const VALUES: Readonly<Record<string, unknown>> = {
  'token of a number': Token.asNumber(later),
  'token of a text': Token.asString(later),
  'token of a list': Token.asList(later),
  'token of a map': Token.asStringMap(later),
  'token of anything': Token.asAny(later),
  'object with a token': { a: Token.asString(later) },
  object: {},
  list: [],
  'list of numbers': [1],
  'list of nothing': [null],
  'list of lists': [[{}]],
  null: null,
  function: () => 1,
  symbol: Symbol('value'),
  'not a number': Number.NaN,
  bigint: 10n,
  'negative number': -1,
  text: 'x',
  'empty text': '',
  true: true,
  date: new Date(0),
  __proto__: JSON.parse('{"__proto__": {"x": 1}}'),
};

const zillizBackup = (change: object = {}) =>
  zilliz.Backup.fromId({ clusterId: SOURCE_CLUSTER, backupId: BACKUP, ...change });
const objects = {
  backup: cockroachClusterProps().backup,
  destinationCluster: ORDERS_STAGING,
  plan: cockroach.Plan.ADVANCED,
};
const mapping = { dbName: 'default', collectionName: 'articles' };
const collections = { backup: zillizBackup(), targetCluster: SOURCE_CLUSTER };
const every = [
  'backup',
  'rerun',
  'timeoutMinutes',
  'owner',
  'dataClass',
  'expiresOn',
  'acknowledge',
];

type Made = (scope: Construct, change: object) => unknown;

const CASES: readonly [string, readonly string[], Made][] = [
  [
    'zilliz.RestoredCluster',
    [
      ...[...every, 'targetProject', 'targetProjectPlan', 'targetProjectRegions', 'clusterName'],
      ...['uniqueName', 'cuSize', 'collectionStatus', 'restoreVersionPolicy', 'includeRbac'],
      ...['cmek', 'passwordSink', 'removalPolicy'],
    ],
    (scope, change) => restoredCluster(scope, change),
  ],
  [
    'a unique name',
    ['clusterName', 'targetProject', 'rerun'],
    (scope, change) => restoredCluster(scope, { uniqueName: true, ...change }),
  ],
  [
    'zilliz.RestoredCollections',
    [...every, 'targetCluster', 'targetRegionId', 'targetCuType', 'collectionMappings'],
    (scope, change) =>
      new zilliz.RestoredCollections(scope, 'more', {
        ...collections,
        collectionMappings: [mapping],
        ...change,
      }),
  ],
  [
    'a mapping',
    ['dbName', 'collectionName', 'destDbName', 'destCollectionName', 'destCollectionStatus'],
    (scope, change) =>
      new zilliz.RestoredCollections(scope, 'more', {
        ...collections,
        collectionMappings: [{ ...mapping, ...change }],
      }),
  ],
  [
    'zilliz.Backup',
    [
      ...['clusterId', 'backupId', 'createTime', 'expireTime', 'milvusVersion', 'encrypted'],
      ...['regionId', 'latestGaVersion', 'restoreNewInstancePolicies', 'size', 'collections'],
    ],
    (scope, change) => restoredCluster(scope, { ...clusterProps(), backup: zillizBackup(change) }),
  ],
  [
    'cockroach.RestoredCluster',
    [...every, 'destinationCluster', 'plan', 'acknowledgeDataLoss', 'wipeDestination'],
    (scope, change) => restoredCockroach(scope, change),
  ],
  [
    'cockroach.RestoredDatabases',
    ['databases', 'newDbName', 'skipMissingForeignKeys', 'destinationCluster'],
    (scope, change) =>
      new cockroach.RestoredDatabases(scope, 'more', { ...objects, databases: ['a'], ...change }),
  ],
  [
    'cockroach.RestoredTables',
    ['tables', 'intoDb', 'createIntoDb'],
    (scope, change) =>
      new cockroach.RestoredTables(scope, 'more', {
        ...objects,
        tables: [{ database: 'a', schema: 'public', table: 'b' }],
        ...change,
      }),
  ],
  [
    'cockroach.BackupSettings',
    ['cluster', 'plan', 'enabled', 'frequencyMinutes', 'retentionDays', 'detectDrift'],
    (scope, change) =>
      new cockroach.BackupSettings(scope, 'more', {
        cluster: ORDERS,
        plan: cockroach.Plan.STANDARD,
        frequencyMinutes: 60,
        ...change,
      }),
  ],
  [
    'cockroach.Backup',
    ['clusterId', 'backupId', 'asOfTime', 'retentionDays', 'cockroachVersion'],
    (scope, change) =>
      restoredCockroach(scope, {
        backup: cockroach.Backup.fromId({ clusterId: ORDERS, backupId: BACKUP, ...change }),
      }),
  ],
];

// cdktf keeps a trace for each token, and nobody reads it here.
const { prepareStackTrace } = Error;
beforeAll(() => {
  Error.prepareStackTrace = () => '';
});
afterAll(() => {
  Error.prepareStackTrace = prepareStackTrace;
});

test.each(CASES)('%s: any value is accepted or refused in lines', (_title, props, made) => {
  const ends = props.flatMap((prop) =>
    Object.entries(VALUES).map(([title, value]) => {
      try {
        refusalOf((stack) => void made(stack, { [prop]: value }));
        return undefined;
      } catch (error) {
        return `${prop} = ${title}: ${(error as Error).message}`;
      }
    }),
  );
  expect(ends.length).toBe(props.length * Object.keys(VALUES).length);
  expect(ends.filter((end) => end !== undefined)).toEqual([]);
});

describe('a token stands for the kind of value that the prop has', () => {
  const AT_SYNTH =
    'must be known at synth. Give the value itself; strings and numbers in a list or an object may be tokens.';
  const variable = (scope: Construct) => new TerraformVariable(scope, 'later', {});

  test('a number for a text', () => {
    const lines = refusalOf((stack) => {
      restoredCluster(stack, { clusterName: variable(stack).numberValue as never });
    });
    expect(lines).toEqual([
      '[stack/articles] clusterName: must be a string, but Terraform will give a value of another type. Give the string, or a token of one: Token.asString. [ZILLIZ_PROPS]',
    ]);
  });

  test('a text for a number', () => {
    const lines = refusalOf((stack) => {
      restoredCluster(stack, { cuSize: variable(stack).stringValue as never });
    });
    expect(lines).toEqual([
      '[stack/articles] cuSize: must be a number, but Terraform will give a value of another type. Give the number, or a token of one: Token.asNumber. [ZILLIZ_PROPS]',
    ]);
  });

  test('a list, which the types allow: its texts may be tokens, not the whole', () => {
    const databases = (of: (list: TerraformVariable) => string[]) =>
      refusalOf((stack) => {
        new cockroach.RestoredDatabases(stack, 'more', {
          ...objects,
          databases: of(variable(stack)),
        });
      });
    expect(databases(({ listValue }) => listValue)).toEqual([
      `[stack/more] databases: ${AT_SYNTH} [COCKROACH_PROPS]`,
    ]);
    expect(databases(({ stringValue }) => [stringValue])).toEqual([]);
  });

  test('a boolean', () => {
    const lines = refusalOf((stack) => {
      restoredCockroach(stack, { wipeDestination: variable(stack).booleanValue as never });
    });
    expect(lines).toEqual([`[stack/orders] wipeDestination: ${AT_SYNTH} [COCKROACH_PROPS]`]);
  });
});
