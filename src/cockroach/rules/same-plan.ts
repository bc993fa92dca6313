import type { Rule } from '../../evaluation/rule';
import type { RestoreDeclaration } from '../model/declaration';

/** Managed backups are not restored across plans. */
export const samePlan: Rule<Partial<RestoreDeclaration>> = {
  id: 'COCKROACH_SAME_PLAN',
  severity: 'error',
  otherSeverities: ['unchecked'],
  holds: 'Source and destination are on the same plan',
  remedy: 'Choose a destination on the same plan',
  source: 'https://www.cockroachlabs.com/docs/cockroachcloud/managed-backups-advanced',
  certainty: 'documented',
  check({ backup, plan, destinationCluster }) {
    if (backup === undefined || plan === undefined || backup.known?.catalogProblem) return [];
    const source = backup.known?.sourcePlan;
    if (source === undefined) {
      const isItself = backup.clusterId !== undefined && backup.clusterId === destinationCluster;
      if (isItself) return [];
      const problem = 'synth cannot tell whether the cluster that was backed up is on this plan';
      const fix =
        'Use Backup.fromCatalog to check it at synth; the runner asks the API before it restores';
      return [{ severity: 'unchecked', path: 'plan', problem, fix }];
    }
    if (plan === source) return [];
    const problem = `must be the plan of the cluster that was backed up, which is ${source}`;
    return [{ path: 'plan', problem, got: plan, fix: `Choose a destination on ${source}` }];
  },
};
