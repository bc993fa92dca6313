import type { Rule } from '../../evaluation/rule';
import type { RestoreDeclaration } from '../model/declaration';

/** Region mismatches are tolerated on the Advanced plan only. */
export const localities: Rule<Partial<RestoreDeclaration>> = {
  id: 'COCKROACH_LOCALITIES',
  severity: 'error',
  holds: 'skipLocalitiesCheck is set on ADVANCED only',
  remedy: 'Leave it out',
  source: 'https://www.cockroachlabs.com/docs/stable/restore',
  certainty: 'documented',
  check({ plan, skipLocalitiesCheck }) {
    if (skipLocalitiesCheck !== true || plan === undefined || plan === 'ADVANCED') return [];
    const problem = `is not supported on ${plan}`;
    const fix = 'Leave it out, and restore to a cluster with the regions of the backup';
    return [{ path: 'skipLocalitiesCheck', problem, got: true, fix }];
  },
};
