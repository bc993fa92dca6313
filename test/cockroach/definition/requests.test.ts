import fc from 'fast-check';
import {
  clusterRequests,
  databasesRequests,
  tablesRequests,
} from '../../../src/cockroach/definition/restore-requests';
import { ORDERS, ORDERS_STAGING } from '../../support/cockroach';

const common = {
  backup: { clusterId: ORDERS_STAGING, backupId: 'backup-1' },
  destinationCluster: ORDERS_STAGING,
  plan: 'ADVANCED',
} as const;
const flag = fc.option(fc.boolean(), { nil: undefined });
const ofAll = { schemaOnly: flag, skipLocalitiesCheck: flag };
const skips = {
  ...ofAll,
  skipMissingForeignKeys: flag,
  skipMissingSequences: flag,
  skipMissingViews: flag,
};

/** How the vendor calls each option. */
const WIRE = {
  schemaOnly: 'schema_only',
  skipLocalitiesCheck: 'skip_localities_check',
  skipMissingForeignKeys: 'skip_missing_foreign_keys',
  skipMissingSequences: 'skip_missing_sequences',
  skipMissingViews: 'skip_missing_views',
} as const;

type Options = Partial<Record<keyof typeof WIRE, boolean | undefined>>;

/** The options on the wire: those that are declared, each with its own value. */
function wired(options: Options, more: object = {}): object | undefined {
  const sent = Object.entries(options).flatMap(([name, value]) =>
    value === undefined ? [] : [[WIRE[name as keyof typeof WIRE], value]],
  );
  const all = { ...more, ...Object.fromEntries(sent) };
  return Object.keys(all).length === 0 ? undefined : all;
}
const optionsIn = (requests: { readonly body?: Readonly<Record<string, unknown>> }[]) =>
  requests.at(-1)?.body?.restore_opts;

test('a cluster restore sends each option with its own value', () => {
  void fc.assert(
    fc.property(fc.record(ofAll), (options) => {
      const declaration = { ...common, acknowledgeDataLoss: '', ...options };
      expect(optionsIn(clusterRequests(declaration, {}))).toEqual(wired(options));
    }),
  );
});

test('a restore of databases sends each option with its own value', () => {
  void fc.assert(
    fc.property(fc.record(skips), (options) => {
      const declaration = { ...common, databases: ['a'], newDbName: 'b', ...options };
      expect(optionsIn(databasesRequests(declaration, {}))).toEqual(
        wired(options, { new_db_name: 'b' }),
      );
    }),
  );
});

test('a restore of tables sends each option with its own value', () => {
  void fc.assert(
    fc.property(fc.record(skips), (options) => {
      const tables = [{ database: 'a', schema: 'public', table: 't' }];
      const declaration = { ...common, tables, intoDb: 'b', ...options };
      expect(optionsIn(tablesRequests(declaration, {}))).toEqual(wired(options, { into_db: 'b' }));
    }),
  );
});

test.each(Object.entries(WIRE))('%s alone is %s alone', (prop, wire) => {
  const declaration = { ...common, databases: ['a'], [prop]: true };
  expect(optionsIn(databasesRequests(declaration, {}))).toEqual({ [wire]: true });
});

test.each([
  [ORDERS_STAGING, {}],
  [ORDERS, { source_cluster_id: ORDERS }],
])('the source %s is in the body where it is another cluster', (clusterId, more) => {
  const backup = { clusterId, backupId: 'backup-1' };
  const [request] = databasesRequests({ ...common, backup, databases: ['a', 'b'] }, {});
  expect(request).toEqual({
    name: 'restoreDatabases',
    when: 'restore',
    method: 'POST',
    path: ['api', 'v1', 'clusters', ORDERS_STAGING, 'restores'],
    body: {
      type: 'DATABASE',
      ...more,
      backup_id: 'backup-1',
      objects: [{ database: 'a' }, { database: 'b' }],
    },
  });
});

test('a table is named in full, each part in its own field', () => {
  const tables = [{ database: 'd', schema: 's', table: 't' }];
  const [request] = tablesRequests({ ...common, tables }, {});
  expect(request?.body?.objects).toEqual([{ database: 'd', schema: 's', table: 't' }]);
});
