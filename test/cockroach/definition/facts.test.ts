import {
  backupSettings,
  clusterMarks,
  drillDatabase,
  restoreCluster,
  restoreDatabases,
  restoreTables,
  sqlUserPassword,
} from '../../../src/cockroach/definition';
import type { BackupReference } from '../../../src/cockroach/model/declaration';
import { ORDERS, ORDERS_STAGING } from '../../support/cockroach';
import { reviewContext } from '../../support/review';
import { cluster, common } from './declared';

const databases = { ...common, databases: ['a', 'b'] };
const tables = { ...common, tables: [{ database: 'd', schema: 's', table: 't' }] };
const nameOf = (id: string) => (id === ORDERS ? 'orders' : 'staging');
const context = reviewContext({ nameOf });
const STAGING = `cluster \`staging\` (\`${ORDERS_STAGING}\`)`;
const unknown = (...paths: string[]) =>
  reviewContext({ nameOf, isUnknown: (path) => paths.includes(path) });

/** What every restore says. */
const ends = {
  source: { kind: 'cluster', name: 'orders', clusterId: ORDERS },
  backup: { id: 'backup-1' },
  target: {
    kind: 'existing cluster',
    name: 'staging',
    clusterId: ORDERS_STAGING,
    note: 'plan `ADVANCED`',
  },
  version:
    'the version of the backup, restored into the destination’s version; the destination keeps its version',
  encryption: {
    text: 'that of the destination cluster; synth cannot tell whether the backup’s is stronger',
    customerKey: 'unknown',
    change: 'unknown',
  },
};

describe('what a review says, whole', () => {
  const system = 'SQL users, grants, zone configurations and further system tables';

  test('of a cluster', () => {
    const facts = {
      action: 'overwrite',
      headline: `replaces all of ${STAGING} with a backup`,
      erases: [
        `${system} of ${STAGING} are replaced by those of the backup; the restore is refused while it holds databases or tables`,
      ],
      rewinds: false,
      ...ends,
      contents:
        'every database, with SQL users and grants, zone configurations and further system tables of the backup; the cluster is unavailable during the restore',
      items: [],
      onDestroy: 'leaves the cluster and its data: nothing is dropped',
      onRerun: 'is refused while the destination holds the data of the previous restore',
      rerunErases: false,
    };
    expect(restoreCluster.describe?.(cluster, context)).toStrictEqual(facts);
    const wiped = { ...cluster, wipeDestination: true };
    expect(restoreCluster.describe?.(wiped, context)).toStrictEqual({
      ...facts,
      erases: [
        `every database of ${STAGING} is deleted before the restore (wipeDestination)`,
        `its ${system} are replaced by those of the backup`,
      ],
      onRerun: 'deletes every database of the destination again, then restores',
      rerunErases: true,
    });
    expect(restoreCluster.describe?.(cluster, unknown('wipeDestination'))).toMatchObject({
      rewinds: false,
      onRerun:
        'deletes every database of the destination again, only if `wipeDestination` resolves to true, then restores',
      rerunErases: true,
    });
  });

  test.each<[boolean | undefined, string[], boolean]>([
    [undefined, [], false],
    [true, [], true],
    [undefined, ['wipeDestination'], true],
  ])(
    'of a cluster restored into itself, wiped %p, unknown %j: its data rewinds %p',
    (wipeDestination, paths, rewinds) => {
      const itself = { ...cluster, destinationCluster: ORDERS, wipeDestination };
      const facts = restoreCluster.describe?.(itself, unknown(...paths));
      expect(facts?.rewinds).toBe(rewinds);
      expect(facts?.target.note).toBe('plan `ADVANCED`, the source itself');
    },
  );

  const objects = {
    action: 'add',
    erases: [],
    ...ends,
    onDestroy: 'leaves what was restored: nothing is dropped',
    onRerun: 'is refused while what the previous restore made exists',
    rerunErases: false,
  };
  const dropped = {
    onDestroy:
      'drops the databases that this restore created, and no others: all of their data is lost',
    onRerun: 'drops the databases that the previous restore created, then restores again',
    rerunErases: true,
  };

  test('of databases', () => {
    const facts = {
      ...objects,
      headline: `adds 2 databases to ${STAGING}`,
      contents: 'these databases, refused if the name already exists',
      items: [
        { from: 'a', to: 'a' },
        { from: 'b', to: 'b' },
      ],
    };
    expect(restoreDatabases.describe?.(databases, context)).toStrictEqual(facts);
    expect(
      restoreDatabases.describe?.(databases, { ...context, removalPolicy: 'destroy' }),
    ).toStrictEqual({ ...facts, ...dropped });
    const renamed = { ...common, databases: ['a'], newDbName: 'n' };
    expect(restoreDatabases.describe?.(renamed, context).items).toEqual([{ from: 'a', to: 'n' }]);
  });

  test('of a drill', () => {
    const facts = {
      ...objects,
      ...dropped,
      headline: `adds database \`restore_drill-<hash of the drill>\` to cluster \`${ORDERS_STAGING}\``,
      contents: 'these databases, refused if the name already exists',
      items: [{ from: 'a', to: 'restore_drill-<hash of the drill>', note: 'at least 1 tables' }],
    };
    const destroy = { ...context, removalPolicy: 'destroy' as const };
    expect(drillDatabase.describe?.({ ...common, database: 'a' }, destroy)).toStrictEqual(facts);
    const named = { ...common, database: 'a', databaseName: 'n', minimumTables: 3 };
    expect(drillDatabase.describe?.(named, destroy).items).toEqual([
      { from: 'a', to: 'n-<hash of the drill>', note: 'at least 3 tables' },
    ]);
  });

  test('of tables', () => {
    expect(restoreTables.describe?.(tables, context)).toStrictEqual({
      ...objects,
      headline: `adds 1 table to ${STAGING}`,
      contents: 'these tables, refused if the name already exists',
      items: [{ from: 'd.s.t', to: 'd.s.t' }],
    });
    const into = { ...tables, intoDb: 'n', createIntoDb: false };
    expect(restoreTables.describe?.(into, context)).toMatchObject({
      contents: 'these tables, refused if the name already exists',
      items: [{ from: 'd.s.t', to: 'n.s.t' }],
    });
    const created = { ...into, createIntoDb: true };
    expect(restoreTables.describe?.(created, context).contents).toBe(
      'these tables, refused if the name already exists; database `n` is created if it is missing',
    );
    expect(restoreTables.describe?.(into, unknown('createIntoDb')).contents).toBe(
      'these tables, refused if the name already exists; database `n` is created if it is missing and `createIntoDb` resolves to true',
    );
  });

  test.each<[object, string]>([
    [{ schemaOnly: true }, '; schema only, no rows'],
    [{ skipLocalitiesCheck: true }, '; region mismatches are tolerated'],
    [
      { schemaOnly: true, skipLocalitiesCheck: true },
      '; schema only, no rows; region mismatches are tolerated',
    ],
    [{ skipMissingForeignKeys: true }, '; left out if what they need is missing: foreign keys'],
    [{ skipMissingSequences: true }, '; left out if what they need is missing: sequences'],
    [{ skipMissingViews: true }, '; left out if what they need is missing: views'],
    [
      {
        ...{ skipMissingForeignKeys: true, skipMissingSequences: true, skipMissingViews: true },
        skipLocalitiesCheck: true,
      },
      '; region mismatches are tolerated; left out if what they need is missing: foreign keys, sequences, views',
    ],
    [
      {
        ...{ skipMissingForeignKeys: false, skipMissingSequences: false, skipMissingViews: false },
        ...{ schemaOnly: false, skipLocalitiesCheck: false },
      },
      '',
    ],
  ])('of the options %p', (options, text) => {
    const start = 'refused if the name already exists';
    const ofDatabases = restoreDatabases.describe?.({ ...databases, ...options }, context);
    expect(ofDatabases?.contents).toBe(`these databases, ${start}${text}`);
    const ofTables = restoreTables.describe?.({ ...tables, ...options }, context);
    expect(ofTables?.contents).toBe(`these tables, ${start}${text}`);
  });

  test('of the options of a cluster', () => {
    const options = { ...cluster, schemaOnly: true, skipLocalitiesCheck: true };
    expect(restoreCluster.describe?.(options, context).contents).toMatch(
      /during the restore; schema only, no rows; region mismatches are tolerated$/,
    );
  });
});

describe('what a review says of a backup', () => {
  const facts = (backup: BackupReference, change: object = {}) =>
    restoreCluster.describe?.({ ...cluster, ...change, backup }, context);
  const { backup: byId } = common;

  test.each<[string, BackupReference, object]>([
    [
      'the latest',
      { clusterId: ORDERS, latest: true },
      { note: 'taken within the last 7 days, or the restore is refused' },
    ],
    [
      'that of a time',
      { clusterId: ORDERS, before: { time: '2026-11-20T03:15:00Z' } },
      { choice: 'the newest backup not later than `2026-11-20T03:15:00Z`' },
    ],
    [
      'one with a time',
      { ...byId, known: { asOfTime: '2026-11-01T00:00:00Z' } },
      { id: 'backup-1', createdAt: '2026-11-01T00:00:00Z' },
    ],
    ['one with a retention', { ...byId, known: { retentionDays: 30 } }, { id: 'backup-1' }],
    [
      'one that expires',
      { ...byId, known: { asOfTime: '2026-11-01T00:00:00Z', retentionDays: 30 } },
      {
        id: 'backup-1',
        createdAt: '2026-11-01T00:00:00Z',
        expiresAt: '2026-12-01T00:00:00Z',
        mayExpireEarlier: true,
      },
    ],
    [
      'one that expires within a second',
      { ...byId, known: { asOfTime: '2026-11-01T00:00:00.637Z', retentionDays: 1 } },
      {
        id: 'backup-1',
        createdAt: '2026-11-01T00:00:00.637Z',
        expiresAt: '2026-11-02T00:00:00.637Z',
        mayExpireEarlier: true,
      },
    ],
  ])('%s', (_title, backup, found) => {
    expect(facts(backup)?.backup).toStrictEqual(found);
  });

  test('its plan, and its version next to that of the destination', () => {
    const known = { sourcePlan: 'BASIC', cockroachVersion: 'v25.2' };
    const { source, version } = facts({ ...byId, known }, { destinationVersion: 'v25.4' }) ?? {};
    expect(source).toStrictEqual({ ...ends.source, note: 'plan `BASIC`' });
    expect(version).toBe('`v25.2`, restored into `v25.4`; the destination keeps its version');
  });
});

describe('what a review says of settings, whole', () => {
  test('of managed backups', () => {
    const settings = {
      cluster: ORDERS_STAGING,
      plan: 'STANDARD' as const,
      enabled: true,
      frequencyMinutes: 60,
      retentionDays: 7,
    };
    const facts = {
      action: 'configure',
      headline: `sets the managed backups of ${STAGING}`,
      erases: [],
      target: {
        kind: 'existing cluster',
        name: 'staging',
        clusterId: ORDERS_STAGING,
        note: 'plan `STANDARD`',
      },
      schedule: { enabled: true, everyMinutes: 60, keptDays: 7 },
      contents:
        'managed backups are on, a backup every `60` minutes, each new backup is kept `7` days, which the vendor allows to be set only once; when frequency or retention changes, the vendor takes a full backup at once, according to its guide',
      items: [],
      onDestroy: 'leaves the settings as they are',
      onRerun: 'writes only what differs',
      rerunErases: false,
    };
    expect(backupSettings.describe?.(settings, context)).toStrictEqual(facts);
    expect(
      backupSettings.describe?.(settings, unknown('frequencyMinutes', 'retentionDays'))?.schedule,
    ).toStrictEqual({ enabled: true });
    const { frequencyMinutes: _, retentionDays: __, ...switched } = settings;
    expect(backupSettings.describe?.(switched, context).contents).toBe('managed backups are on');
  });

  const after = { cluster: ORDERS_STAGING, restoreId: 'r', restore: 'stack/a' };

  test('of labels and protection', () => {
    const facts = {
      action: 'configure',
      headline: 'sets nothing of the cluster that `stack/a` restores',
      erases: [],
      target: { kind: 'existing cluster', clusterId: ORDERS_STAGING },
      contents: 'nothing is set',
      items: [],
      onDestroy: 'leaves labels and deletion protection as they are',
      onRerun: 'writes only what differs',
      rerunErases: false,
    };
    expect(clusterMarks.describe?.(after, context)).toStrictEqual(facts);
    expect(clusterMarks.describe?.(after, unknown('cluster'))?.target.kind).toBe('cluster');
    const labels = { ...after, labelDestination: true, owner: 'me', expiresOn: '2026-12-31' };
    expect(clusterMarks.describe?.(labels, context)).toStrictEqual({
      ...facts,
      headline: 'sets labels of the cluster that `stack/a` restores',
      contents: 'label `owner` is `me`, label `expires-on` is `2026-12-31`; other labels are kept',
    });
  });

  test('of a password', () => {
    const declaration = { ...after, sqlUser: 'app' };
    expect(sqlUserPassword.describe?.(declaration, context)).toStrictEqual({
      action: 'configure',
      headline: 'gives SQL user `app` of the cluster that `stack/a` restores a new password',
      erases: [],
      target: { kind: 'existing cluster', clusterId: ORDERS_STAGING },
      contents:
        'the password that SQL user `app` brought from the backup stops working; the new one is generated by the runner and appears in no state, plan or log',
      items: [],
      onDestroy: 'leaves the user and its password as they are',
      onRerun: 'sets another new password and hands it to the sink',
      rerunErases: false,
    });
    expect(sqlUserPassword.describe?.(declaration, unknown('cluster'))?.target.kind).toBe(
      'cluster',
    );
  });
});
