import type { RuleDescription } from '../../evaluation/rule';
import { SHAPE_RULE_ID } from './declaration';

/** What the schemas of declarations report under an id of its own. */
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
  {
    id: SHAPE_RULE_ID,
    severity: 'error',
    holds:
      'Every prop exists and has its type, a token stands for that type; acknowledgements name a rule of the construct and give a reason',
    remedy: 'See the docstring of the prop',
    source: 'src/cockroach/model/declaration.ts',
    certainty: 'ours',
  },
];
