import type { RuleDescription } from '../../evaluation/rule';
import { propsRule } from '../../vendor/props-rule';
import { SHAPE_RULE_ID } from './declaration';

/** What the schemas of declarations report under its own id. */
export const shapeRules: readonly RuleDescription[] = [
  {
    id: 'ZILLIZ_CLUSTER_ID',
    severity: 'error',
    holds: 'A cluster id is `in` and two digits, a dash, then lower-case letters and digits',
    remedy: 'Copy it from the cluster details',
    source: 'src/zilliz/model/declaration.ts',
    certainty: 'seen in the vendor’s examples',
  },
  {
    id: 'ZILLIZ_BACKUP_ID',
    severity: 'error',
    holds: 'A backup id is made of letters, digits, `-`, `_` and `.`',
    remedy: 'Copy it from the list of backups',
    source: 'src/zilliz/model/declaration.ts',
    certainty: 'seen in the vendor’s examples',
  },
  {
    id: 'ZILLIZ_PROJECT_ID',
    severity: 'error',
    holds: 'A project id begins with `proj-`',
    remedy: 'Copy it from the project settings',
    source: 'src/zilliz/model/declaration.ts',
    certainty: 'seen in the vendor’s examples',
  },
  propsRule(SHAPE_RULE_ID, 'zilliz'),
];
