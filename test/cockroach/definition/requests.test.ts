import fc from 'fast-check';
import { backupSettings, clusterMarks, sqlUserPassword } from '../../../src/cockroach/definition';
import { drillRequests } from '../../../src/cockroach/definition/drill';
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

describe('the calls, whole', () => {
  const backup = { clusterId: ORDERS, backupId: 'backup-1' };
  const other = { ...common, backup };
  const path = ['api', 'v1', 'clusters', ORDERS_STAGING];
  const restore = (name: string, body: object) => ({
    name,
    when: 'restore',
    method: 'POST',
    path: [...path, 'restores'],
    body,
  });
  const sent = (type: string) => ({ type, source_cluster_id: ORDERS, backup_id: 'backup-1' });
  const drop = (name: string) => ({
    name: `drop ${name}`,
    when: 'drop',
    method: 'DELETE',
    path: [...path, 'databases', name],
    note: 'sent by `terraform destroy`, and before it restores again',
  });
  const cluster = { ...other, acknowledgeDataLoss: ORDERS_STAGING };
  const tables = [{ database: 'd', schema: 's', table: 't' }];

  test('of a cluster', () => {
    expect(clusterRequests(cluster, {})).toStrictEqual([
      restore('restoreCluster', sent('CLUSTER')),
    ]);
    expect(clusterRequests({ ...cluster, wipeDestination: false }, {})).toHaveLength(1);
  });

  const wipe = (name: string, segment: unknown, onlyIf = '') => ({
    name,
    when: 'before',
    method: 'DELETE',
    path: [...path, 'databases', segment],
    note: `sent before the restore, once for each database that exists${onlyIf}; \`system\` stays, and \`defaultdb\` and \`postgres\` if they hold no tables`,
  });

  test.each([
    ['while nobody looked', {}, [wipe('wipe', { placeholder: 'each database that exists' })]],
    ['of two databases', { inTheWay: ['a', 'b'] }, [wipe('a', 'a'), wipe('b', 'b')]],
    ['of none', { inTheWay: [] }, []],
    [
      'that is known after apply',
      { inTheWay: ['a'], isUnknown: (name: string) => name === 'wipeDestination' },
      [wipe('a', 'a', ', only if `wipeDestination` resolves to true')],
    ],
  ])('of a wipe, %s', (_title, chosen, wiped) => {
    const requests = clusterRequests({ ...cluster, wipeDestination: true }, chosen);
    expect(requests.slice(0, -1)).toStrictEqual(wiped);
    expect(requests.at(-1)?.name).toBe('restoreCluster');
  });

  test('of databases, and of the drop of each', () => {
    const databases = { ...other, databases: ['a', 'b'] };
    const objects = [{ database: 'a' }, { database: 'b' }];
    const body = { ...sent('DATABASE'), objects };
    expect(databasesRequests(databases, { removalPolicy: 'retain' })).toStrictEqual([
      restore('restoreDatabases', body),
    ]);
    expect(databasesRequests(databases, { removalPolicy: 'destroy' })).toStrictEqual([
      restore('restoreDatabases', body),
      drop('a'),
      drop('b'),
    ]);
  });

  test('of a database under another name, and of the drop of that', () => {
    const databases = { ...other, databases: ['a'], newDbName: 'n' };
    expect(databasesRequests(databases, { removalPolicy: 'destroy' })).toStrictEqual([
      restore('restoreDatabases', {
        ...sent('DATABASE'),
        objects: [{ database: 'a' }],
        restore_opts: { new_db_name: 'n' },
      }),
      drop('n'),
    ]);
  });

  test('of tables, and of the database that they go to', () => {
    const into = { ...other, tables, intoDb: 'audit', createIntoDb: true };
    const create = (onlyIf: string) => ({
      name: 'createDatabase',
      when: 'before',
      method: 'POST',
      path: [...path, 'databases'],
      body: { name: 'audit' },
      note: `sent before the restore, and only if the cluster has no database \`audit\`${onlyIf}`,
    });
    const call = restore('restoreTables', {
      ...sent('TABLE'),
      objects: tables,
      restore_opts: { into_db: 'audit' },
    });
    expect(tablesRequests(into, {})).toStrictEqual([create(''), call]);
    expect(tablesRequests({ ...into, createIntoDb: false }, {})).toStrictEqual([call]);
    const isUnknown = (name: string) => name === 'createIntoDb';
    expect(tablesRequests({ ...into, createIntoDb: false }, { isUnknown })).toStrictEqual([
      create(' and `createIntoDb` resolves to true'),
      call,
    ]);
  });

  test.each([
    ['as it was chosen', backup, { backupId: 'chosen' }, 'chosen'],
    [
      'that is not chosen yet',
      { clusterId: ORDERS, latest: true as const },
      {},
      '{the latest backup}',
    ],
  ])('have the backup %s', (_title, from, chosen, id) => {
    expect(clusterRequests({ ...cluster, backup: from }, chosen)[0]?.body?.backup_id).toBe(id);
  });

  describe('of a drill', () => {
    const drill = { ...other, database: 'orders', minimumTables: 3 };
    const place = { path: 'stack/a', identity: { a: '1' } };

    test.each<[string, string, object, object]>([
      ['as it is declared', 'name', { databaseName: 'name' }, {}],
      ['by default', 'restore_drill', {}, {}],
      ['without an identity', 'restore_drill', {}, { path: 'stack/a' }],
      ['without a path', 'restore_drill', {}, { identity: {} }],
      ['without a state', 'restore_drill-<hash of the drill>', {}, place],
      ['with its hash', 'restore_drill-67b34e67', {}, { ...place, state: 's' }],
      [
        'of its own, with its hash',
        'name-67b34e67',
        { databaseName: 'name' },
        { ...place, state: 's' },
      ],
    ])('have the name %s', (_title, name, declared, chosen) => {
      const requests = drillRequests(
        { ...drill, ...declared },
        { ...chosen, removalPolicy: 'destroy' },
      );
      expect(requests).toStrictEqual([
        restore('drillDatabase', {
          ...sent('DATABASE'),
          objects: [{ database: 'orders' }],
          restore_opts: { new_db_name: name },
        }),
        drop(name),
      ]);
    });
  });

  describe('of settings', () => {
    const settings = {
      cluster: ORDERS_STAGING,
      plan: 'STANDARD' as const,
      enabled: false,
      frequencyMinutes: 60,
      retentionDays: 7,
    };
    const call = (body: object) => ({
      name: 'backupSettings',
      when: 'setting',
      method: 'PATCH',
      path: [...path, 'backups-config'],
      body,
      note: 'sent only if a setting differs, with those that differ',
    });

    test.each<[string, string[] | undefined, object]>([
      [
        'while nobody looked',
        undefined,
        { enabled: false, frequency_minutes: 60, retention_days: 7 },
      ],
      ['the switch', ['enabled'], { enabled: false }],
      ['the frequency', ['frequency_minutes'], { frequency_minutes: 60 }],
      ['the retention', ['retention_days', 'other'], { retention_days: 7 }],
    ])('have those that differ: %s', (_title, differing, body) => {
      expect(backupSettings.requests(settings, { differing })).toStrictEqual([call(body)]);
    });

    test('have those that are declared, and are none where none differs', () => {
      const few = { cluster: ORDERS_STAGING, plan: 'STANDARD' as const, enabled: true };
      expect(backupSettings.requests(few, {})).toStrictEqual([call({ enabled: true })]);
      const none = { cluster: ORDERS_STAGING, plan: 'STANDARD' as const };
      expect(backupSettings.requests(none, {})).toStrictEqual([call({})]);
      expect(backupSettings.requests(settings, { differing: [] })).toEqual([]);
      expect(backupSettings.requests(few, { differing: ['retention_days'] })).toEqual([]);
    });
  });

  describe('of labels and protection', () => {
    const marks = {
      cluster: ORDERS_STAGING,
      restoreId: 'r',
      restore: 'stack/a',
      labelDestination: true,
      owner: 'me',
      deletionProtection: true,
    };
    const call = (body: object) => ({
      name: 'clusterMarks',
      when: 'setting',
      method: 'PATCH',
      path,
      body,
      note: 'sent after the restore, only if something differs; the other labels of the cluster are read first and sent again, because the vendor removes what is left out',
    });
    const both = { labels: { owner: 'me' }, delete_protection: 'ENABLED' };

    test.each<[string, object, object, object]>([
      ['while nobody looked', {}, {}, both],
      [
        'with the labels of the cluster, and ours last',
        {},
        { labels: { team: 'x', owner: 'you' }, differing: ['labels'] },
        { labels: { team: 'x', owner: 'me' } },
      ],
      [
        'without labels that do not differ',
        { deletionProtection: false },
        { differing: ['delete_protection'] },
        { delete_protection: 'DISABLED' },
      ],
      ['without protection', { deletionProtection: undefined }, {}, { labels: { owner: 'me' } }],
      ['without labels', { labelDestination: false }, {}, { delete_protection: 'ENABLED' }],
    ])('have what differs: %s', (_title, change, chosen, body) => {
      expect(clusterMarks.requests({ ...marks, ...change }, chosen)).toStrictEqual([call(body)]);
    });

    test('are none where nothing differs or is declared', () => {
      expect(clusterMarks.requests(marks, { differing: [] })).toEqual([]);
      const none = { ...marks, labelDestination: false, deletionProtection: undefined };
      expect(clusterMarks.requests(none, {})).toEqual([]);
    });
  });

  test.each([
    ['which nobody has yet', {}, '{a new password}'],
    ['as it was generated', { password: 'secret' }, 'secret'],
  ])('of a password, %s', (_title, chosen, password) => {
    const user = { cluster: ORDERS_STAGING, restoreId: 'r', restore: 'stack/a', sqlUser: 'app' };
    expect(sqlUserPassword.requests(user, chosen)).toStrictEqual([
      {
        name: 'sqlUserPassword',
        when: 'setting',
        method: 'PUT',
        path: [...path, 'sql-users', 'app', 'password'],
        body: { password },
        note: 'sent after the restore, with a password that the runner generates and hands to the sink',
      },
    ]);
  });
});
