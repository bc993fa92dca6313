import * as z from 'zod/mini';
import { boolean, list, member, number, object, text } from '../../evaluation/schema';
import { once } from '../../text/once';
import { parseTimestamp } from '../../text/timestamp';
import {
  backupReference,
  knownCatalogProblemSchema,
  maxAgeDaysSchema,
} from '../../vendor/backup-reference';

/** The rule id of problems that no rule of its own describes: a wrong type, a misspelt prop. */
export const SHAPE_RULE_ID = 'ZILLIZ_PROPS';

/** A cluster id, as the source of a backup or the target of a restore. */
export const clusterIdSchema = once(() =>
  text(/^in\d{2}-[0-9a-z]+$/, {
    ruleId: 'ZILLIZ_CLUSTER_ID',
    expected: 'must be a Zilliz Cloud cluster id',
    fix: 'Copy it from the cluster details; it looks like "in01-0123456789abcde"',
  }),
);

const backupId = {
  ruleId: 'ZILLIZ_BACKUP_ID',
  expected: 'must be a Zilliz Cloud backup id',
  fix: 'Copy it from the list of backups; it looks like "backup11_0123456789abcde"',
};

// Opaque to the vendor's clients; what looks odd warns, see the rule ZILLIZ_BACKUP_ID_FORM.
const backupIdSchema = once(() => text(/^[0-9A-Za-z][0-9A-Za-z._-]*$/, backupId));

const projectIdSchema = once(() =>
  text(/^proj-[0-9A-Za-z]+$/, {
    ruleId: 'ZILLIZ_PROJECT_ID',
    expected: 'must be a Zilliz Cloud project id',
    fix: 'Copy it from the project settings; it looks like "proj-0123456789abcdef012345"',
  }),
);

const flag = once(() =>
  boolean({
    ruleId: SHAPE_RULE_ID,
    expected: 'must be true or false',
    fix: 'Give a boolean',
  }),
);

const timestamp = once(() =>
  text((value) => parseTimestamp(value) !== undefined, {
    ruleId: SHAPE_RULE_ID,
    expected: 'must be a time with a time zone',
    fix: 'Write it as "2026-11-20T03:15:00Z"',
  }),
);

const milvusVersionSchema = once(() =>
  text(/^v?\d+\.\d+(\.[\dx]+)*$/, {
    ruleId: SHAPE_RULE_ID,
    expected: 'must be a Milvus version',
    fix: 'Write it as "2.5.x" or "2.5.13"',
  }),
);

/**
 * What is known of a backup before anything is asked: from a catalog, or stated by the user. The vendor's
 * words are open sets of texts here. The runner asks the API again before it sends anything.
 */
export const backupFactsSchema = once(() =>
  z.strictObject({
    createTime: z.optional(timestamp()),
    /** `null`: kept until somebody deletes it. */
    expireTime: z.optional(z.nullable(timestamp())),
    backupType: z.optional(z.string()),
    creationMethod: z.optional(z.string()),
    status: z.optional(z.string()),
    /** In bytes. */
    size: z.optional(z.number()),
    milvusVersion: z.optional(milvusVersionSchema()),
    latestGaVersion: z.optional(milvusVersionSchema()),
    restoreNewInstancePolicies: z.optional(z.array(z.string())),
    regionId: z.optional(z.string()),
    cuType: z.optional(z.string()),
    sourceClusterName: z.optional(z.string()),
    sourceClusterStatus: z.optional(z.string()),
    /** The project of the source cluster, and its plan. */
    projectId: z.optional(z.string()),
    projectPlan: z.optional(z.string()),
    encrypted: z.optional(flag()),
    /** Every collection of the backup, an empty database without one; left out of the spec where it is long. */
    collections: z.optional(
      z.array(z.strictObject({ dbName: z.string(), collectionName: z.optional(z.string()) })),
    ),
    /** The catalog's path as the user wrote it, when it was pulled, and how old it may get. */
    catalog: z.optional(z.string()),
    pulledAt: z.optional(timestamp()),
    maxAgeDays: z.optional(maxAgeDaysSchema('ZILLIZ_CATALOG_AGE')),
    /** Why the catalog says nothing about this backup. */
    catalogProblem: z.optional(knownCatalogProblemSchema()),
  }),
);

const given = once(() =>
  text(/./s, {
    ruleId: SHAPE_RULE_ID,
    expected: 'must be a string with at least one character',
    fix: 'Give the name, or leave the prop out if it is optional',
  }),
);

/** What a backup that is made first holds: the whole cluster, or collections of one database. */
const backupNowSchema = once(() =>
  object(
    {
      dbName: z.optional(given()),
      collectionNames: z.optional(
        list(given(), {
          ruleId: SHAPE_RULE_ID,
          expected: 'must be a list of names',
          fix: 'Write it as ["articles"], or leave the prop out for the whole cluster',
        }),
      ),
    },
    {
      ruleId: SHAPE_RULE_ID,
      expected: 'must be an object',
      fix: 'Create it with Backup.now',
    },
  ),
);

/** What is restored from: one backup, the latest or the newest of a time when the restore is submitted, or a new one. */
export const backupReferenceSchema = once(() =>
  backupReference({
    clusterId: clusterIdSchema(),
    backupId: backupIdSchema(),
    known: backupFactsSchema(),
    now: backupNowSchema(),
    needsId: backupId,
    shapeRuleId: SHAPE_RULE_ID,
  }),
);

/** A cluster restored from a cluster backup, as synth writes it and the runner reads it. */
export const clusterDeclarationSchema = once(() =>
  z.strictObject({
    backup: backupReferenceSchema(),
    targetProject: projectIdSchema(),
    targetProjectPlan: z.optional(
      member(['Standard', 'Enterprise', 'BusinessCritical'], SHAPE_RULE_ID),
    ),
    /** The regions bound to the target project, where the user states them. */
    targetProjectRegions: z.optional(z.array(z.string())),
    clusterName: text(() => true, {
      ruleId: 'ZILLIZ_CLUSTER_NAME',
      expected: 'must be a string',
      fix: 'Give the restored cluster a name',
    }),
    uniqueName: z.optional(flag()),
    cuSize: number(() => true, {
      ruleId: 'ZILLIZ_CU_SIZE',
      expected: 'must be a number',
      fix: 'Give the number of query CUs',
    }),
    collectionStatus: member(['KEEP', 'RELEASE'], SHAPE_RULE_ID),
    restoreVersionPolicy: z.optional(member(['LATEST', 'ORIGINAL'], SHAPE_RULE_ID)),
    includeRbac: z.optional(flag()),
    cmek: z.optional(
      object(
        {
          kmsKeyArn: text(() => true, {
            ruleId: 'ZILLIZ_CMEK_KEY',
            expected: 'must be a string',
            fix: 'Give the ARN of the AWS KMS key',
          }),
        },
        {
          ruleId: SHAPE_RULE_ID,
          expected: 'must be an object with a kmsKeyArn',
          fix: 'Write it as { kmsKeyArn: "arn:aws:kms:…" }, or leave the prop out',
        },
      ),
    ),
  }),
);

/** See {@link ClusterDeclaration}. */
export type ClusterDeclaration = z.infer<ReturnType<typeof clusterDeclarationSchema>>;
/** See {@link BackupReference}. */
export type BackupReference = z.infer<ReturnType<typeof backupReferenceSchema>>;

const collectionMappingDeclarationSchema = once(() =>
  object(
    {
      dbName: given(),
      collectionName: z.optional(given()),
      destDbName: z.optional(given()),
      destCollectionName: z.optional(given()),
      destCollectionStatus: z.optional(member(['LOADED', 'UNLOADED'], SHAPE_RULE_ID)),
    },
    {
      ruleId: SHAPE_RULE_ID,
      expected: 'must be a mapping',
      fix: 'Write it as { dbName: "default", collectionName: "articles" }',
    },
  ),
);

/** Collections and databases restored into an existing cluster. */
export const collectionsDeclarationSchema = once(() =>
  z.strictObject({
    backup: backupReferenceSchema(),
    targetCluster: clusterIdSchema(),
    /** What synth cannot look up of the target, where the user states it. */
    targetRegionId: z.optional(z.string()),
    targetCuType: z.optional(z.string()),
    backupBeforeRestore: z.optional(flag()),
    collectionMappings: z.optional(
      list(collectionMappingDeclarationSchema(), {
        ruleId: SHAPE_RULE_ID,
        expected: 'must be a list of mappings',
        fix: 'Write it as [{ dbName: "default" }], or leave the prop out',
      }),
    ),
  }),
);

/** See {@link CollectionsDeclaration}. */
export type CollectionsDeclaration = z.infer<ReturnType<typeof collectionsDeclarationSchema>>;
/** One mapping of {@link CollectionsDeclaration}. */
export type CollectionMappingDeclaration = z.infer<
  ReturnType<typeof collectionMappingDeclarationSchema>
>;
/** See {@link BackupFacts}. */
export type BackupFacts = z.infer<ReturnType<typeof backupFactsSchema>>;
