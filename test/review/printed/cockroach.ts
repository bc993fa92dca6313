import type { TerraformStack } from 'cdktf';
import fc from 'fast-check';
import { cockroach, PasswordSink, RemovalPolicy } from '../../../src';
import { cockroachSeed, type Seed } from '../../../src/simulator';
import { LEDGER, LEDGER_STAGING, ORDERS, ORDERS_STAGING } from '../../support/cockroach';
import { about, flag, maybe, name, newNames, token } from './arbitraries';
import { type Case, clock, ID } from './compare';

const cockroachBackup = (clusterId: string) =>
  fc.constantFrom(
    cockroach.Backup.fromId({ clusterId, backupId: NEWEST[clusterId] ?? '' }),
    cockroach.Backup.latest({ clusterId }),
    cockroach.Backup.before({ clusterId, time: '2030-01-01T00:00:00Z' }),
  );
/** The newest backups of the world that the simulator starts with. */
const NEWEST: Readonly<Record<string, string>> = {
  [ORDERS]: 'c2a94e17-3b5d-4f60-8e12-9d7b6a5c4f31',
  [LEDGER]: '4d81b6e0-92fa-4c37-a5d4-0e8f7c6b5a92',
};
const options = { schemaOnly: flag, skipLocalitiesCheck: flag };
const objectOptions = {
  ...options,
  skipMissingForeignKeys: flag,
  skipMissingSequences: flag,
  skipMissingViews: flag,
};

export const cockroachCluster: fc.Arbitrary<Case> = fc
  .record({
    backup: cockroachBackup(LEDGER),
    ...options,
    present: fc.oneof(fc.constant([]), newNames),
  })
  .map(({ present, ...props }) => ({
    seed: { cockroach: cockroachWorld(LEDGER_STAGING, present) },
    placeholders: { 'each database that exists': present },
    build: (stack) => {
      new cockroach.RestoredCluster(stack, ID, {
        ...props,
        destinationCluster: LEDGER_STAGING,
        plan: cockroach.Plan.ADVANCED,
        acknowledgeDataLoss: LEDGER_STAGING,
        wipeDestination: present.length > 0,
        acknowledge: [{ ruleId: 'COCKROACH_WIPE_FIT', reason: 'tried' }],
      });
    },
  }));

/** The world of the simulator, with these databases in one cluster. */
function cockroachWorld(clusterId: string, databases: readonly string[]): Seed['cockroach'] {
  const { clusters, backups } = cockroachSeed(clock().now());
  const more = databases.map((one) => ({ name: one, tables: [] }));
  return {
    clusters: clusters.map((one) =>
      one.id === clusterId ? { ...one, databases: [...one.databases, ...more] } : one,
    ),
    backups,
  };
}

const advanced = { destinationCluster: LEDGER_STAGING, plan: cockroach.Plan.ADVANCED };

export const cockroachDatabases: fc.Arbitrary<Case> = fc
  .record({
    backup: cockroachBackup(LEDGER),
    ...objectOptions,
    databases: fc.subarray(['ledger', 'reporting'], { minLength: 1 }),
    newDbName: maybe(name.map((one) => `new ${one}`)),
    drops: fc.boolean(),
  })
  .map(({ newDbName, drops, ...props }) => ({
    ...(drops ? { steps: ['submit', 'wait', 'submitted'] as const } : {}),
    build: (stack) => {
      const rename = props.databases.length === 1 ? { newDbName } : {};
      const removalPolicy = drops ? RemovalPolicy.DESTROY : RemovalPolicy.RETAIN;
      new cockroach.RestoredDatabases(stack, ID, {
        ...{ ...props, ...rename, ...advanced, removalPolicy },
      });
    },
  }));

export const cockroachTables: fc.Arbitrary<Case> = fc
  .record({
    backup: cockroachBackup(LEDGER),
    ...objectOptions,
    tables: fc.subarray(['accounts', 'balances', 'entries'], { minLength: 1 }),
    intoDb: maybe(name.map((one) => `new ${one}`)),
  })
  .map(({ tables, ...props }) => ({
    build: (stack) => {
      const createIntoDb = props.intoDb === undefined ? undefined : true;
      new cockroach.RestoredTables(stack, ID, {
        ...props,
        ...advanced,
        createIntoDb,
        tables: tables.map((table) => ({ database: 'ledger', schema: 'public', table })),
      });
    },
  }));

/** Settings that differ from those of the cluster, which has 60 minutes and 30 days: only these are sent. */
export const cockroachSettings: fc.Arbitrary<Case> = fc
  .oneof(
    fc.constant({ enabled: false }),
    fc
      .record({
        frequencyMinutes: maybe(fc.constantFrom(5, 10, 15, 30, 240, 1440)),
        retentionDays: maybe(fc.constantFrom(2, 7, 90, 365)),
      })
      .filter((settings) => Object.values(settings).some((value) => value !== undefined)),
  )
  .map((settings) => ({
    steps: ['settings'],
    build: (stack) => {
      new cockroach.BackupSettings(stack, ID, {
        ...settings,
        cluster: ORDERS_STAGING,
        plan: cockroach.Plan.STANDARD,
      });
    },
  }));

export const cockroachDrill: fc.Arbitrary<Case> = fc
  .record({
    backup: cockroachBackup(LEDGER),
    rerun: token,
    ...{ skipLocalitiesCheck: flag, skipMissingViews: flag },
    database: fc.constantFrom('ledger', 'reporting'),
    databaseName: maybe(fc.stringMatching(/^[a-z][a-z0-9_]{0,20}$/)),
  })
  .map((props) => ({
    steps: ['submit', 'wait'],
    build: (stack) => {
      new cockroach.RestoreDrill(stack, ID, { ...props, destinationCluster: LEDGER_STAGING });
    },
  }));

/** A whole cluster, and what follows its restore. */
function restoredLedger(stack: TerraformStack, props: object = {}): cockroach.RestoredCluster {
  return new cockroach.RestoredCluster(stack, ID, {
    ...{ ...props, ...advanced, acknowledgeDataLoss: LEDGER_STAGING },
    backup: cockroach.Backup.latest({ clusterId: LEDGER }),
  });
}

export const cockroachMarks: fc.Arbitrary<Case> = fc
  .record({ about, deletionProtection: maybe(fc.constant(true)) })
  .map(({ about: props, deletionProtection }) => ({
    ...{ id: `${ID}/marks`, steps: ['settings'] as const, resolved: [LEDGER_STAGING, 'restore-1'] },
    build: (stack) => {
      restoredLedger(stack, { ...props, deletionProtection, labelDestination: true });
    },
  }));

export const cockroachPassword: fc.Arbitrary<Case> = fc
  .constantFrom('app', 'auditor')
  .map((sqlUser) => ({
    ...{ id: 'password', steps: ['settings'] as const, resolved: [LEDGER, 'restore-1'] },
    build: (stack) => {
      const restored = restoredLedger(stack);
      new cockroach.SqlUserPassword(stack, 'password', {
        ...{ restored, sqlUser, passwordSink: PasswordSink.file('secrets/password') },
      });
    },
  }));
