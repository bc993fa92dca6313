import * as z from 'zod/mini';
import { boolean, list, member, number, object, text } from '../../evaluation/schema';
import { once } from '../../text/once';
import { parseTimestamp } from '../../text/timestamp';
import {
  backupReference,
  knownCatalogProblemSchema,
  maxAgeDaysSchema,
} from '../../vendor/backup-reference';
import { backupsCommand } from '../../vendor/commands';
import { isSafeSegment } from '../../vendor/request';

/** The rule id of problems that no rule of its own describes: a wrong type, a misspelt prop. */
export const SHAPE_RULE_ID = 'COCKROACH_PROPS';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** A cluster id, as the source of a backup or the destination of a restore. */
export const clusterIdSchema = once(() =>
  text(UUID, {
    ruleId: 'COCKROACH_CLUSTER_ID',
    expected: 'must be the id of a CockroachDB Cloud cluster, a UUID in lower case',
    fix: 'Copy it from the address of the cluster in the Cloud Console, after /cluster/',
  }),
);

const backupId = {
  ruleId: 'COCKROACH_BACKUP_ID',
  expected: 'must be the id of a managed backup, a UUID in lower case',
  fix: `Copy it from the list of backups: ${backupsCommand()}`,
};

const backupIdSchema = once(() => text(UUID, backupId));

/** True or false. */
export const flag = once(() =>
  boolean({
    ruleId: SHAPE_RULE_ID,
    expected: 'must be true or false',
    fix: 'Give a boolean',
  }),
);

const name = once(() =>
  text(/./s, {
    ruleId: SHAPE_RULE_ID,
    expected: 'must be a string with at least one character',
    fix: 'Give the name, or leave the prop out if it is optional',
  }),
);

/** A name that a call can be made of: the databases of a destination are addressed by it. */
const databaseName = once(() =>
  text(isSafeSegment, {
    ruleId: SHAPE_RULE_ID,
    expected:
      'must be the name of a database: not empty, not "." or ".." in any encoding, without control characters',
    fix: 'Give the name, or rename the database',
  }),
);

const days = once(() =>
  number((value) => value > 0, {
    ruleId: SHAPE_RULE_ID,
    expected: 'must be a number of days, more than 0',
    fix: 'Give the retention that the backup was taken with',
  }),
);

const time = once(() =>
  text((value) => parseTimestamp(value) !== undefined, {
    ruleId: SHAPE_RULE_ID,
    expected: 'must be a time in UTC',
    fix: 'Write it like "2026-11-20T23:00:00Z"',
  }),
);

const version = once(() =>
  text(/^v\d+\.\d+(\.\d+)?([.-].*)?$/, {
    ruleId: SHAPE_RULE_ID,
    expected: 'must be a CockroachDB version',
    fix: 'Write it like "v25.4" or "v25.4.2"',
  }),
);

const plan = once(() => member(['BASIC', 'STANDARD', 'ADVANCED'], SHAPE_RULE_ID));

/** What is known of a backup at synth, from the user or from a catalog; all of it may be missing. */
export const backupFactsSchema = once(() =>
  z.strictObject({
    asOfTime: z.optional(time()),
    retentionDays: z.optional(days()),
    cockroachVersion: z.optional(version()),
    cmekEnabledAt: z.optional(time()),
    /** Open texts of the vendor. */
    sourcePlan: z.optional(z.string()),
    sourceClusterName: z.optional(z.string()),
    /** Of the cluster, whichever backup is restored. */
    newestAsOfTime: z.optional(time()),
    /** Of the cluster that was backed up: its catalog calls it production. */
    isProduction: z.optional(flag()),
    /** The catalog's path as the user wrote it, when it was pulled, and how old it may get. */
    catalog: z.optional(z.string()),
    pulledAt: z.optional(time()),
    maxAgeDays: z.optional(maxAgeDaysSchema('COCKROACH_CATALOG_AGE')),
    /** Why the catalog says nothing about this backup. */
    catalogProblem: z.optional(knownCatalogProblemSchema()),
  }),
);

/** What is restored from: one backup, or the latest when the restore is submitted. */
export const backupReferenceSchema = once(() =>
  backupReference({
    clusterId: clusterIdSchema(),
    backupId: backupIdSchema(),
    known: backupFactsSchema(),
    needsId: backupId,
    shapeRuleId: SHAPE_RULE_ID,
  }),
);

const target = {
  backup: backupReferenceSchema(),
  destinationCluster: clusterIdSchema(),
  plan: plan(),
  destinationVersion: z.optional(version()),
};

const options = {
  schemaOnly: z.optional(flag()),
  skipLocalitiesCheck: z.optional(flag()),
};

const objectOptions = {
  ...options,
  skipMissingForeignKeys: z.optional(flag()),
  skipMissingSequences: z.optional(flag()),
  skipMissingViews: z.optional(flag()),
};

/** What every restore declares, whatever it restores. */
export const restoreDeclarationSchema = once(() => z.object({ ...target, ...options }));

/** A whole cluster restored: everything in the destination is replaced. */
export const clusterDeclarationSchema = once(() =>
  z.strictObject({
    ...target,
    acknowledgeDataLoss: text(() => true, {
      ruleId: 'COCKROACH_DATA_LOSS',
      expected: 'must repeat the id of the destination cluster: the restore erases all of its data',
      fix: 'Type the id of destinationCluster a second time, if that is what you want',
    }),
    wipeDestination: z.optional(flag()),
    ...options,
  }),
);

/** Databases restored into an existing cluster. */
export const databasesDeclarationSchema = once(() =>
  z.strictObject({
    ...target,
    databases: list(databaseName(), {
      ruleId: SHAPE_RULE_ID,
      expected: 'must be a list of names',
      fix: 'Write it as ["orders"]',
    }),
    newDbName: z.optional(databaseName()),
    ...objectOptions,
  }),
);

const { schemaOnly: _, ...drillOptions } = objectOptions;

/** One database restored under its own name, and dropped again. */
export const drillDeclarationSchema = once(() =>
  z.strictObject({
    ...target,
    database: databaseName(),
    databaseName: z.optional(databaseName()),
    minimumTables: z.optional(
      number((count) => Number.isInteger(count) && count > 0, {
        ruleId: SHAPE_RULE_ID,
        expected: 'must be a whole number, more than 0',
        fix: 'Give the number of tables that the database has at least',
      }),
    ),
    ...drillOptions,
  }),
);

const tableDeclarationSchema = once(() =>
  object(
    { database: databaseName(), schema: name(), table: name() },
    {
      ruleId: SHAPE_RULE_ID,
      expected: 'must be a table in full',
      fix: 'Write it as { database: "orders", schema: "public", table: "customers" }',
    },
  ),
);

/** Tables restored into an existing cluster. */
export const tablesDeclarationSchema = once(() =>
  z.strictObject({
    ...target,
    tables: list(tableDeclarationSchema(), {
      ruleId: SHAPE_RULE_ID,
      expected: 'must be a list of tables',
      fix: 'Write it as [{ database: "orders", schema: "public", table: "customers" }]',
    }),
    intoDb: z.optional(databaseName()),
    createIntoDb: z.optional(flag()),
    ...objectOptions,
  }),
);

const setting = once(() =>
  number(() => true, {
    ruleId: 'COCKROACH_BACKUP_SETTINGS',
    expected: 'must be a number',
    fix: 'Give one of the numbers that the vendor allows',
  }),
);

/** How managed backups of a cluster are taken and kept. */
export const settingsDeclarationSchema = once(() =>
  z.strictObject({
    cluster: clusterIdSchema(),
    plan: plan(),
    enabled: z.optional(flag()),
    frequencyMinutes: z.optional(setting()),
    retentionDays: z.optional(setting()),
  }),
);

/** See {@link BackupReference}. */
export type BackupReference = z.infer<ReturnType<typeof backupReferenceSchema>>;
/** See {@link BackupFacts}. */
export type BackupFacts = z.infer<ReturnType<typeof backupFactsSchema>>;
/** See {@link RestoreDeclaration}. */
export type RestoreDeclaration = z.infer<ReturnType<typeof restoreDeclarationSchema>>;
/** See {@link ClusterDeclaration}. */
export type ClusterDeclaration = z.infer<ReturnType<typeof clusterDeclarationSchema>>;
/** See {@link DatabasesDeclaration}. */
export type DatabasesDeclaration = z.infer<ReturnType<typeof databasesDeclarationSchema>>;
/** See {@link DrillDeclaration}. */
export type DrillDeclaration = z.infer<ReturnType<typeof drillDeclarationSchema>>;
/** See {@link TablesDeclaration}. */
export type TablesDeclaration = z.infer<ReturnType<typeof tablesDeclarationSchema>>;
/** See {@link SettingsDeclaration}. */
export type SettingsDeclaration = z.infer<ReturnType<typeof settingsDeclarationSchema>>;
