import type { RuleDescription } from '../../evaluation/rule';
import { propsRule } from '../../vendor/props-rule';
import { SHAPE_RULE_ID } from './declaration';

/** What the schemas of declarations report under its own id. */
export const shapeRules: readonly RuleDescription[] = [
  {
    id: 'COCKROACH_CLUSTER_ID',
    severity: 'error',
    holds: 'A cluster id is a UUID',
    remedy: 'Copy it from the cluster’s page',
    source: 'src/cockroach/model/declaration.ts',
    certainty: 'seen in the vendor’s examples',
  },
  {
    id: 'COCKROACH_BACKUP_ID',
    severity: 'error',
    holds: 'A backup id is a UUID',
    remedy: '`cluster-restore backups` lists them',
    source: 'src/cockroach/model/declaration.ts',
    certainty: 'seen in the vendor’s examples',
  },
  propsRule(SHAPE_RULE_ID, 'cockroach'),
];
