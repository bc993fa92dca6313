import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { NullProvider } from '@cdktf/provider-null/lib/provider';
import { TerraformStack } from 'cdktf';
import { Construct } from 'constructs';
import { cockroach, Rerun } from '../../../src';
import { backupExpired } from '../../../src/cockroach/rules/backup-expired';
import { catalogAge } from '../../../src/cockroach/rules/catalog-age';
import { latestBackup } from '../../../src/cockroach/rules/latest-backup';
import { samePlan } from '../../../src/cockroach/rules/same-plan';
import { version } from '../../../src/cockroach/rules/version';
import { renderIssue } from '../../../src/evaluation/issue';
import { refusalOf } from '../../support/app';
import { LEDGER, ORDERS, ORDERS_BACKUP, ORDERS_STAGING } from '../../support/cockroach';
import { newFolder } from '../../support/terraform';
import { found, ofCluster, TODAY, unknownText } from '../support';

const { Backup, Plan } = cockroach;
const DAY_MS = 24 * 60 * 60 * 1000;

const daysAgo = (days: number) => new Date(TODAY.getTime() - days * DAY_MS).toISOString();
const aged = (days: number, details: Partial<cockroach.BackupIdProps> = {}) =>
  Backup.fromId({
    clusterId: ORDERS,
    backupId: ORDERS_BACKUP,
    asOfTime: daysAgo(days),
    ...details,
  });

/** A catalog as `cluster-restore catalog pull` writes it, with changes. */
function catalog(change: object = {}, cluster: object = {}): cockroach.Catalog {
  const path = join(newFolder('catalog'), 'orders.catalog.json');
  const whole = {
    catalog: 'cdktf-cluster-restore',
    version: 1,
    vendor: 'cockroach',
    pulledAt: '2026-11-20T23:30:00Z',
    cluster: {
      id: ORDERS,
      name: 'orders-production',
      plan: 'STANDARD',
      cockroach_version: 'v25.4.2',
      backups_config: { enabled: true, frequency_minutes: 60, retention_days: 30 },
      ...cluster,
    },
    backups: [{ id: ORDERS_BACKUP, as_of_time: '2026-11-20T23:00:00Z' }],
    ...change,
  };
  writeFileSync(path, JSON.stringify(whole));
  return cockroach.Catalog.fromFile(path);
}

/** What a rule that follows from time finds, as the runner judges it. */
const expired = (backup: cockroach.Backup, plan = Plan.STANDARD) =>
  found(backupExpired, { backup: backup._reference(), plan }).map(renderIssue);

const EXPIRED = `Acknowledge this if the restore is done; for a new restore, choose a newer backup: npx cluster-restore backups --cluster ${ORDERS}. [COCKROACH_BACKUP_EXPIRED]`;

describe('COCKROACH_BACKUP_EXPIRED', () => {
  test('rejects a backup that is older than the retention', () => {
    expect(expired(aged(31, { retentionDays: 30 }))).toEqual([
      `backup: the backup is 31 days old and is kept for at most 30, got "2026-10-21T00:00:00.000Z". ${EXPIRED}`,
    ]);
  });

  test.each([
    ['a moment before its end', 6.9999, 7, 0],
    ['at its end', 7, 7, 1],
    ['after a year, whatever the retention is', 365, undefined, 1],
    ['within a year, when the retention is not known', 364, undefined, 0],
  ])('boundary: %s', (_title, days, retentionDays, count) => {
    expect(expired(aged(days, { retentionDays }))).toHaveLength(count);
  });

  test('knows that BASIC keeps backups for 30 days', () => {
    expect(expired(aged(29), Plan.BASIC)).toEqual([]);
    expect(expired(aged(30), Plan.BASIC)).toHaveLength(1);
    expect(expired(aged(30), Plan.STANDARD)).toEqual([]);
  });

  test.each([
    '2026-10-01T00:00:00Z',
    '2026-10-01T00:00:00.637170Z',
    '2026-10-01T00:00:00.064208710Z',
  ])('reads a time with any number of fractional digits: %s', (asOfTime) => {
    const [line] = expired(aged(0, { asOfTime, retentionDays: 30 }));
    expect(line).toContain('the backup is 5');
  });

  test('breaks no synth, and may be acknowledged beforehand', () => {
    const acknowledge = [{ ruleId: 'COCKROACH_BACKUP_EXPIRED', reason: 'restored in May' }];
    expect(ofCluster({ backup: aged(31, { retentionDays: 30 }) })).toEqual([]);
    expect(ofCluster({ backup: aged(31, { retentionDays: 30 }), acknowledge })).toEqual([]);
    expect(ofCluster({ backup: aged(1, { retentionDays: 30 }), acknowledge })).toEqual([]);
  });
});

describe('COCKROACH_LATEST_BACKUP', () => {
  const latest = (asOf: string) => {
    const backups = [{ id: ORDERS_BACKUP, as_of_time: asOf }];
    const backup = Backup.latest({ clusterId: ORDERS, catalog: catalog({ backups }) });
    return found(latestBackup, { backup: backup._reference() }).map(renderIssue);
  };

  test('rejects a catalog whose newest backup is older than 7 days', () => {
    expect(latest('2026-11-12T00:00:00Z')).toEqual([
      'backup: the newest backup in the catalog is 9 days old, and latest uses only a backup of the last 7 days, got "2026-11-12T00:00:00Z". Pull the catalog again, or name a backup by its id. [COCKROACH_LATEST_BACKUP]',
    ]);
  });

  test.each([
    ['exactly 7 days', '2026-11-14T00:00:00Z', 0],
    ['a second more', '2026-11-13T23:59:59Z', 1],
  ])('boundary: %s', (_title, asOf, count) => {
    expect(latest(asOf)).toHaveLength(count);
  });

  test('says nothing without a catalog: the runner looks', () => {
    expect(ofCluster({ backup: Backup.latest({ clusterId: ORDERS }) })).toEqual([]);
  });
});

describe('COCKROACH_LATEST_OF_DESTINATION', () => {
  const itself = {
    backup: Backup.latest({ clusterId: ORDERS }),
    destinationCluster: ORDERS,
    acknowledgeDataLoss: ORDERS,
  };

  test('wants the latest backup of a destination that was emptied by hand acknowledged', () => {
    expect(ofCluster(itself)).toEqual([
      'backup: is the latest backup of the destination itself, which must be empty before the restore: the latest backup may then be one of the empty cluster, got "latest". Name the backup by its id, or set wipeDestination: it chooses the backup first. [COCKROACH_LATEST_OF_DESTINATION]',
    ]);
  });

  test('accepts wipeDestination, a backup by its id, and another destination', () => {
    expect(ofCluster({ ...itself, wipeDestination: true })).toEqual([]);
    expect(ofCluster({ ...itself, backup: aged(1) })).toEqual([]);
    expect(ofCluster({ backup: itself.backup })).toEqual([]);
  });
});

describe('the moment of Backup.before', () => {
  const before = (time: unknown, details: Partial<cockroach.BackupBeforeProps> = {}) =>
    Backup.before({ clusterId: ORDERS, time: time as string, ...details });

  test.each([['yesterday'], ['2026-11-20'], ['2026-11-20T00:00:00'], [7], ['']])(
    '%j is refused',
    (time) => {
      expect(ofCluster({ backup: before(time) })).toEqual([
        `backup.before.time: must be a time with a time zone, got ${JSON.stringify(time)}. Write it as "2026-11-20T03:15:00Z". [COCKROACH_PROPS]`,
      ]);
    },
  );

  test('is missing', () => {
    expect(ofCluster({ backup: before(undefined) })[0]).toContain(
      'backup.before.time: is missing; it must be a time with a time zone',
    );
  });

  test.each([
    '2026-11-20T03:15:00Z',
    '2026-11-20T03:15:00.637170123Z',
    '2026-11-20T04:15:00+01:00',
  ])('%s is accepted', (time) => {
    expect(ofCluster({ backup: before(time) })).toEqual([]);
  });

  test('is left to the runner where it is known after apply', () => {
    expect(ofCluster((scope) => ({ backup: before(unknownText(scope)) }))).toEqual([]);
  });

  test('finds nothing any more once it is older than the retention, and nothing from before CMEK', () => {
    const old = before(daysAgo(31), { retentionDays: 30 });
    expect(expired(old)[0]).toContain('the backup is 31 days old and is kept for at most 30');
    const cmekEnabledAt = daysAgo(2);
    expect(ofCluster({ backup: before(daysAgo(3), { cmekEnabledAt }) })[0]).toContain(
      'and can no longer be restored',
    );
    expect(ofCluster({ backup: before(daysAgo(1), { cmekEnabledAt }) })).toEqual([]);
  });

  test('in the future is the latest one, which may be that of an emptied destination', () => {
    const itself = (days: number) =>
      ofCluster({
        backup: before(daysAgo(days)),
        destinationCluster: ORDERS,
        acknowledgeDataLoss: ORDERS,
      });
    expect(itself(-1)[0]).toContain('is the latest backup of the destination itself');
    expect(itself(1)).toEqual([]);
  });
});

describe('COCKROACH_VERSION', () => {
  const ofVersions = (cockroachVersion: string, destinationVersion: string) =>
    ofCluster({ backup: aged(1, { cockroachVersion }), destinationVersion });

  test('rejects an older destination', () => {
    expect(ofVersions('v25.4', 'v25.2.8')).toEqual([
      'destinationVersion: must not be older than v25.4, the version of the backup, got "v25.2.8". Choose or upgrade a destination. [COCKROACH_VERSION]',
    ]);
  });

  test('wants a destination of more than one major version later acknowledged', () => {
    expect(ofVersions('v24.3', 'v25.4')).toEqual([
      'destinationVersion: should be v24.3, the version of the backup, or the next major version, got "v25.4". Restore to a cluster of a version in between and upgrade it, or acknowledge that the two major versions are consecutive. [COCKROACH_VERSION]',
    ]);
  });

  test.each([
    ['v25.4.2', 'v25.4.0', 0],
    ['v24.3', 'v25.1', 0],
    ['v24.3', 'v25.2', 0],
    ['v24.3', 'v25.3', 1],
    ['v25.1', 'v25.2', 0],
    ['v25.2', 'v25.4', 0],
    ['v25.4', 'v26.2', 0],
    ['v25.4', 'v26.3', 1],
    ['v23.2', 'v24.1', 0],
    ['v24.1', 'v24.3', 0],
  ])('from %s to %s: %i findings', (from, to, count) => {
    expect(ofVersions(from, to)).toHaveLength(count);
  });

  test('does not take what its table does not know for permitted', () => {
    const beyond = (cockroachVersion: string, destinationVersion: string) =>
      found(version, {
        backup: { clusterId: ORDERS, backupId: ORDERS_BACKUP, known: { cockroachVersion } },
        destinationVersion,
      });
    expect(beyond('v26.2', 'v26.3')).toEqual([]);
    expect(beyond('v26.4', 'v26.4.1')).toEqual([]);
    expect(beyond('v26.2', 'v26.4').map(({ severity }) => severity)).toEqual(['unchecked']);
    expect(beyond('v26.2', 'v26.4').map(renderIssue)).toEqual([
      'destinationVersion: synth knows the versions up to v26.3, and not whether this is the next major version, got "v26.4". Nothing to do: preflight, and the runner before it deletes anything, ask the API, which lists the versions. [COCKROACH_VERSION]',
    ]);
  });

  test('leaves a token to the vendor', () => {
    const lines = ofCluster((scope) => ({
      backup: aged(1, { cockroachVersion: 'v25.4' }),
      destinationVersion: unknownText(scope),
    }));
    expect(lines).toEqual([]);
  });
});

describe('COCKROACH_VERSION, where synth cannot compare', () => {
  const known = { cockroachVersion: 'v25.4' };
  const whole = { clusterId: ORDERS, backupId: ORDERS_BACKUP, known };
  const bare = { clusterId: ORDERS, backupId: ORDERS_BACKUP };
  const state =
    'Declare what is missing; the API does not return the version of a backup, so the runner cannot check it either';
  const nothing = 'Nothing to do: the runner compares them before it calls the API';

  test.each([
    [
      'neither',
      bare,
      undefined,
      [],
      ' without cockroachVersion of the backup and destinationVersion',
    ],
    ['the version of the backup alone', whole, undefined, [], ' without destinationVersion'],
    ['that of the destination alone', bare, 'v25.4', [], ' without cockroachVersion of the backup'],
    ['a token and a version', whole, undefined, ['destinationVersion'], ''],
    [
      'a token alone',
      bare,
      undefined,
      ['destinationVersion'],
      ' without cockroachVersion of the backup',
    ],
  ])('says so with %s', (_title, backup, destinationVersion, unknown, without) => {
    const declaration = { backup, ...(destinationVersion && { destinationVersion }) };
    expect(found(version, declaration, unknown)).toEqual([
      {
        ruleId: 'COCKROACH_VERSION',
        severity: 'unchecked',
        path: 'destinationVersion',
        problem: `synth cannot tell whether the versions are compatible${without}`,
        fix: without === '' ? nothing : state,
      },
    ]);
  });

  test('says nothing where both are known, or a catalog has its own finding', () => {
    const catalogProblem = { kind: 'unreadable' as const, problem: 'is not there', fix: 'Pull it' };
    expect(found(version, { backup: whole, destinationVersion: 'v25.4' })).toEqual([]);
    expect(found(version, { backup: { ...bare, known: { catalogProblem } } })).toEqual([]);
    expect(found(version, {})).toEqual([]);
  });
});

describe('COCKROACH_CMEK_BACKUP', () => {
  test('rejects a backup from before CMEK', () => {
    const backup = aged(10, { cmekEnabledAt: daysAgo(9) });
    expect(ofCluster({ backup })).toEqual([
      'backup: was taken before 2026-11-12T00:00:00.000Z, when CMEK was enabled on its cluster, and can no longer be restored, got "2026-11-11T00:00:00.000Z". Choose a later backup. [COCKROACH_CMEK_BACKUP]',
    ]);
  });

  test('boundary: accepts one of the same moment, and one from after it', () => {
    expect(ofCluster({ backup: aged(9, { cmekEnabledAt: daysAgo(9) }) })).toEqual([]);
    expect(ofCluster({ backup: aged(8, { cmekEnabledAt: daysAgo(9) }) })).toEqual([]);
  });
});

describe('COCKROACH_SAME_PLAN', () => {
  test('rejects a destination of another plan than the catalog has', () => {
    const backup = Backup.fromCatalog(catalog({}, { plan: 'ADVANCED' }), ORDERS_BACKUP);
    expect(ofCluster({ backup })).toEqual([
      'plan: must be the plan of the cluster that was backed up, which is ADVANCED, got "STANDARD". Choose a destination on ADVANCED. [COCKROACH_SAME_PLAN]',
    ]);
  });

  test('accepts the same plan', () => {
    expect(ofCluster({ backup: Backup.fromCatalog(catalog(), ORDERS_BACKUP) })).toEqual([]);
  });

  const PLANS = ['BASIC', 'STANDARD', 'ADVANCED'] as const;
  const pairs = PLANS.flatMap((source) => PLANS.map((plan) => [source, plan] as const));

  test.each(pairs)('a backup of %s is for its own plan alone: %s', (sourcePlan, plan) => {
    const backup = { clusterId: ORDERS, backupId: ORDERS_BACKUP, known: { sourcePlan } };
    const findings = found(samePlan, { backup, plan, destinationCluster: ORDERS_STAGING });
    const finding = { ruleId: 'COCKROACH_SAME_PLAN', severity: 'error', got: plan };
    expect(findings).toMatchObject(plan === sourcePlan ? [] : [finding]);
  });
});

describe('COCKROACH_SAME_PLAN, where synth cannot compare', () => {
  const backup = { clusterId: ORDERS, backupId: ORDERS_BACKUP };
  const declaration = { backup, plan: Plan.STANDARD, destinationCluster: ORDERS_STAGING };

  test('says so of the backup of another cluster, also where its id is not known', () => {
    const finding = {
      ruleId: 'COCKROACH_SAME_PLAN',
      severity: 'unchecked',
      path: 'plan',
      problem: 'synth cannot tell whether the cluster that was backed up is on this plan',
      fix: 'Use Backup.fromCatalog to check it at synth; the runner asks the API before it restores',
    };
    expect(found(samePlan, declaration)).toEqual([finding]);
    expect(found(samePlan, { plan: Plan.STANDARD, backup: {} as typeof backup })).toEqual([
      finding,
    ]);
  });

  test('says nothing of a cluster that is restored into itself, or where a catalog is no use', () => {
    const catalogProblem = { kind: 'unreadable' as const, problem: 'is not there', fix: 'Pull it' };
    const damaged = { ...backup, known: { catalogProblem } };
    expect(found(samePlan, { ...declaration, destinationCluster: ORDERS })).toEqual([]);
    expect(found(samePlan, { ...declaration, backup: damaged })).toEqual([]);
    expect(found(samePlan, { plan: Plan.STANDARD })).toEqual([]);
  });
});

describe('COCKROACH_CATALOG', () => {
  const line = (backup: cockroach.Backup) => ofCluster({ backup });

  test('rejects a backup that the catalog does not list', () => {
    expect(line(Backup.fromCatalog(catalog(), ORDERS_STAGING))).toEqual([
      `backup: the catalog lists no backup "${ORDERS_STAGING}" (it lists 1 backup, the newest "${ORDERS_BACKUP}" of 2026-11-20T23:00:00Z), got "orders.catalog.json". Choose one that is listed, or pull the catalog again: npx cluster-restore catalog pull --cluster ${ORDERS} --out orders.catalog.json. [COCKROACH_CATALOG]`,
    ]);
  });

  test('accepts such a backup where that is acknowledged, because a restore may be long done', () => {
    const backup = Backup.fromCatalog(catalog(), ORDERS_STAGING);
    const acknowledge = [{ ruleId: 'COCKROACH_CATALOG', reason: 'restored in May' }];
    expect(ofCluster({ backup, acknowledge })).toEqual([]);
  });

  test.each([
    ['another vendor', { vendor: 'zilliz' }, 'is a catalog of vendor "zilliz", not "cockroach"'],
    ['another version', { version: 2 }, 'has version 2, but this version of the package reads 1'],
    ['another file', { catalog: 'menu' }, 'has an unknown format'],
    ['a damaged one', { backups: [{ id: 1 }] }, 'has no usable value at backups.0.id'],
  ])('rejects %s', (_title, change, problem) => {
    const [first, ...others] = line(Backup.fromCatalog(catalog(change), ORDERS_BACKUP));
    expect(first).toContain(`backup: the catalog ${problem}`);
    expect(others).toEqual([]);
  });

  test('rejects a file that is not there', () => {
    const missing = cockroach.Catalog.fromFile('no-such-catalog.json');
    expect(line(Backup.fromCatalog(missing, ORDERS_BACKUP))).toEqual([
      'backup: the catalog does not exist, got "no-such-catalog.json". The path is relative to the folder of cdktf.json; write it with: npx cluster-restore catalog pull --cluster <cluster id> --out no-such-catalog.json. [COCKROACH_CATALOG]',
    ]);
  });

  test('rejects the catalog of another cluster for latest', () => {
    const backup = Backup.latest({ clusterId: LEDGER, catalog: catalog() });
    const [first] = line(backup);
    expect(first).toContain(
      `backup: the catalog is of cluster ${ORDERS}, not of the cluster whose`,
    );
  });
});

describe('COCKROACH_CATALOG_AGE', () => {
  const ofAge = (pulledAt: string) =>
    found(catalogAge, {
      backup: { clusterId: ORDERS, known: { catalog: 'a.json', pulledAt, maxAgeDays: 30 } },
    });

  test('warns of a catalog that is older than its days', () => {
    expect(ofAge('2026-10-20T00:00:00Z')).toEqual([
      {
        ruleId: 'COCKROACH_CATALOG_AGE',
        severity: 'warning',
        path: 'backup',
        problem: 'the catalog was pulled 32 days ago, but may be at most 30 days old',
        got: 'a.json',
        fix: `Pull it again: npx cluster-restore catalog pull --cluster ${ORDERS} --out a.json`,
      },
    ]);
  });

  test('boundary: accepts one of exactly 30 days', () => {
    expect(ofAge('2026-10-22T00:00:00Z')).toEqual([]);
  });
});

describe('COCKROACH_ONE_RESTORE', () => {
  const restore = (stack: TerraformStack, id: string, destinationCluster = ORDERS_STAGING) =>
    new cockroach.RestoredCluster(stack, id, {
      backup: aged(1),
      plan: Plan.STANDARD,
      destinationCluster,
      acknowledgeDataLoss: destinationCluster,
    });

  test('rejects a second restore to one destination, in another stack too', () => {
    const lines = refusalOf((stack) => {
      restore(stack, 'one');
      const other = new TerraformStack(stack.node.root, 'other');
      new NullProvider(other, 'null');
      restore(other, 'two');
    });
    expect(lines).toEqual([
      `[other/two] destinationCluster: is already the destination of stack/one, got "${ORDERS_STAGING}". Remove one of them, or give this one the clusterId of stack/one, so that it waits. [COCKROACH_ONE_RESTORE]`,
    ]);
  });

  test('accepts a second one that waits for the first, and other destinations', () => {
    const lines = refusalOf((stack) => {
      const { clusterId } = restore(stack, 'one');
      restore(stack, 'two', ORDERS);
      restore(stack, 'three', clusterId);
    });
    expect(lines).toEqual([]);
  });

  const taken = (other: string) =>
    `destinationCluster: is already the destination of ${other}, got "${ORDERS_STAGING}". Remove one of them, or give this one the clusterId of ${other}, so that it waits. [COCKROACH_ONE_RESTORE]`;
  const shared = (name: string, owner: string) =>
    `destinationCluster: already gets database "${name}" from ${owner}, got "${ORDERS_STAGING}". Give one of them another name: newDbName for a database, intoDb for tables. [COCKROACH_ONE_RESTORE]`;
  const common = { backup: aged(1), plan: Plan.ADVANCED, destinationCluster: ORDERS_STAGING };
  const databases = (stack: TerraformStack, databases: string[], newDbName?: string) =>
    new cockroach.RestoredDatabases(stack, 'some', { ...common, databases, newDbName });
  const tables = (stack: TerraformStack, intoDb?: string) =>
    new cockroach.RestoredTables(stack, 'some', {
      ...common,
      tables: ['a', 'b'].map((table) => ({ database: 'orders', schema: 'public', table })),
      intoDb,
    });
  const drill = (stack: TerraformStack) =>
    new cockroach.RestoreDrill(stack, 'some', {
      ...common,
      database: 'orders',
      rerun: Rerun.onToken('2026-12'),
    });
  const whole = (stack: TerraformStack) => restore(stack, 'some');

  test.each<[string, ((stack: TerraformStack) => unknown)[], string[]]>([
    [
      'accepts databases of different names',
      [(s) => databases(s, ['orders'], 'pr_12'), (s) => databases(s, ['orders'], 'pr_13')],
      [],
    ],
    [
      'accepts databases, tables and drills',
      [(s) => databases(s, ['a', 'b']), (s) => tables(s, 'c'), (s) => tables(s), drill, drill],
      [],
    ],
    [
      'rejects a database that another one makes',
      [(s) => databases(s, ['a', 'b']), (s) => databases(s, ['c'], 'b')],
      [`[two/some] ${shared('b', 'one/some')}`],
    ],
    [
      'rejects tables in a database of another one',
      [(s) => databases(s, ['orders']), (s) => tables(s)],
      [`[two/some] ${shared('orders', 'one/some')}`],
    ],
    [
      'rejects a whole cluster after a database',
      [(s) => databases(s, ['orders']), whole],
      [`[two/some] ${taken('one/some')}`],
    ],
    [
      'rejects a database after a whole cluster',
      [whole, (s) => databases(s, ['orders'])],
      [`[two/some] ${taken('one/some')}`],
    ],
    ['rejects a drill after a whole cluster', [whole, drill], [`[two/some] ${taken('one/some')}`]],
    ['rejects two whole clusters', [whole, whole], [`[two/some] ${taken('one/some')}`]],
  ])('in stacks of their own: %s', (_title, restores, lines) => {
    expect(
      refusalOf((stack) => {
        const names = ['one', 'two', 'three', 'four', 'five'];
        for (const [at, build] of restores.entries()) {
          const own = new TerraformStack(stack.node.root, names[at] ?? '');
          new NullProvider(own, 'null');
          build(own);
        }
      }),
    ).toEqual(lines);
  });

  test('rejects databases of different names in one stack, which one apply restores', () => {
    const lines = refusalOf((stack) => {
      databases(stack, ['orders'], 'one');
      tables(new Construct(stack, 'other') as never, 'two');
    });
    expect(lines).toEqual([`[stack/other/some] ${taken('stack/some')}`]);
  });
});
