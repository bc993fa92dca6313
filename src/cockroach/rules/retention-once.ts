import type { Rule } from '../../evaluation/rule';
import type { SettingsDeclaration } from '../model/declaration';

/** The retention is changed once in the life of a cluster. */
export const retentionOnce: Rule<Partial<SettingsDeclaration>> = {
  id: 'COCKROACH_RETENTION_ONCE',
  severity: 'warning',
  holds:
    'retentionDays can be changed once in the life of a cluster; after that, only by CockroachDB support',
  remedy: 'Make sure that this is the final value',
  source: 'https://www.cockroachlabs.com/docs/cockroachcloud/managed-backups-advanced',
  certainty: 'documented',
  check({ retentionDays }) {
    if (retentionDays === undefined) return [];
    const problem = 'can be changed once in the life of a cluster, and applies to new backups only';
    const fix = 'Make sure that this is the final value: only support can change it again';
    return [{ path: 'retentionDays', problem, got: retentionDays, fix }];
  },
};
