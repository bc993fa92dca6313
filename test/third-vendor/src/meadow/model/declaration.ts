import * as z from 'zod/mini';
import { number, text } from '../../evaluation/schema';
import { backupReference } from '../../vendor/backup-reference';

export const SHAPE_RULE_ID = 'MEADOW_PROPS';

const ClusterId = text(/^meadow-\w+$/, {
  ruleId: SHAPE_RULE_ID,
  expected: 'must be a Meadow cluster id',
  fix: 'It looks like "meadow-1"',
});

const backupId = {
  ruleId: SHAPE_RULE_ID,
  expected: 'must be a Meadow backup id',
  fix: 'It looks like "bale-1"',
};

export const ClusterDeclaration = z.strictObject({
  backup: backupReference({
    clusterId: ClusterId,
    backupId: text(/^bale-\w+$/, backupId),
    known: z.strictObject({}),
    needsId: backupId,
    shapeRuleId: SHAPE_RULE_ID,
  }),
  targetCluster: ClusterId,
  shards: number(() => true, {
    ruleId: SHAPE_RULE_ID,
    expected: 'must be a number',
    fix: 'Give the number of shards',
  }),
});

export type ClusterDeclaration = z.infer<typeof ClusterDeclaration>;
