import type { Rule } from '../../evaluation/rule';
import type { DatabasesDeclaration, TablesDeclaration } from '../model/declaration';

/** Databases and tables are restored on the Advanced plan only. */
export const restoreType: Rule<Partial<DatabasesDeclaration & TablesDeclaration>> = {
  id: 'COCKROACH_RESTORE_TYPE',
  severity: 'error',
  holds: 'Databases and tables are restored on ADVANCED; BASIC and STANDARD restore whole clusters',
  remedy: 'Restore the whole cluster, or from an Advanced cluster',
  source: 'https://www.cockroachlabs.com/docs/cockroachcloud/managed-backups-advanced',
  certainty: 'documented',
  check({ plan }) {
    if (plan === undefined || plan === 'ADVANCED') return [];
    const problem = 'must be "ADVANCED" to restore databases or tables';
    const fix = 'Restore the whole cluster with RestoredCluster, or from an Advanced cluster';
    return [{ path: 'plan', problem, got: plan, fix }];
  },
};
