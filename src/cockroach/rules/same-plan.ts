import type { Rule } from '../../contract/rule';
import type { RestoreDeclaration } from '../declaration';

/** Managed backups are not restored across plans. */
export const samePlan: Rule<Partial<RestoreDeclaration>> = {
  id: 'COCKROACH_SAME_PLAN',
  vendor: 'cockroach',
  severity: 'error',
  holds: 'Source and destination are on the same plan',
  source: 'https://www.cockroachlabs.com/docs/cockroachcloud/managed-backups-advanced',
  check({ backup, plan }) {
    const source = backup?.known?.sourcePlan;
    if (plan === undefined || source === undefined || plan === source) return [];
    const problem = `must be the plan of the cluster that was backed up, which is ${source}`;
    return [{ path: 'plan', problem, got: plan, fix: `Choose a destination on ${source}` }];
  },
};
