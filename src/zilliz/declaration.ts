import * as z from 'zod/mini';
import { checked, member, text } from '../contract/schema';

/** The rule id of problems that no rule of its own describes: a wrong type, a misspelt prop. */
export const SHAPE_RULE_ID = 'ZILLIZ_PROPS';

/** A cluster id, as the source of a backup or the target of a restore. */
export const ClusterId = text(/^in\d{2}-[0-9a-z]+$/, {
  ruleId: 'ZILLIZ_CLUSTER_ID',
  expected: 'must be a Zilliz Cloud cluster id',
  fix: 'Copy it from the cluster details; it looks like "in01-0123456789abcde"',
});

const BackupId = text(/^backup[0-9a-z]*[-_][0-9A-Za-z_-]+$/, {
  ruleId: 'ZILLIZ_BACKUP_ID',
  expected: 'must be a Zilliz Cloud backup id',
  fix: 'Copy it from the list of backups; it looks like "backup11_0123456789abcde"',
});

const ProjectId = text(/^proj-[0-9A-Za-z]+$/, {
  ruleId: 'ZILLIZ_PROJECT_ID',
  expected: 'must be a Zilliz Cloud project id',
  fix: 'Copy it from the project settings; it looks like "proj-0123456789abcdef012345"',
});

const flag = checked(z.boolean(), () => true, {
  ruleId: SHAPE_RULE_ID,
  expected: 'must be true or false',
  fix: 'Give a boolean',
});

/** What is restored from: one backup, or the latest when the restore is submitted. */
export const BackupReference = z.strictObject({
  clusterId: ClusterId,
  backupId: z.optional(BackupId),
  latest: z.optional(z.literal(true)),
});

/** A cluster restored from a cluster backup, as synth writes it and the runner reads it. */
export const ClusterDeclaration = z.strictObject({
  backup: BackupReference,
  targetProject: ProjectId,
  targetProjectPlan: z.optional(member(['Standard', 'Enterprise', 'BusinessCritical'], SHAPE_RULE_ID)),
  clusterName: checked(z.string(), () => true, {
    ruleId: 'ZILLIZ_CLUSTER_NAME',
    expected: 'must be a text',
    fix: 'Give the restored cluster a name',
  }),
  uniqueName: z.optional(flag),
  cuSize: checked(z.number(), () => true, {
    ruleId: 'ZILLIZ_CU_SIZE',
    expected: 'must be a number',
    fix: 'Give the number of query CUs',
  }),
  collectionStatus: member(['KEEP', 'RELEASE'], SHAPE_RULE_ID),
  restoreVersionPolicy: z.optional(member(['LATEST', 'ORIGINAL'], SHAPE_RULE_ID)),
  includeRbac: z.optional(flag),
  cmek: z.optional(
    z.strictObject({
      kmsKeyArn: checked(z.string(), () => true, {
        ruleId: 'ZILLIZ_CMEK_KEY',
        expected: 'must be a text',
        fix: 'Give the ARN of the AWS KMS key',
      }),
    }),
  ),
});

/** See {@link ClusterDeclaration}. */
export type ClusterDeclaration = z.infer<typeof ClusterDeclaration>;
/** See {@link BackupReference}. */
export type BackupReference = z.infer<typeof BackupReference>;
