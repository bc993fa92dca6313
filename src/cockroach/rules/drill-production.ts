import type { Rule } from '../../evaluation/rule';
import type { DrillDeclaration } from '../model/declaration';

/** A drill loads its destination, and deletes a database there: not in a cluster that people depend on. */
export const drillProduction: Rule<Partial<DrillDeclaration>> = {
  id: 'COCKROACH_DRILL_PRODUCTION',
  severity: 'error',
  holds: 'The destination of a drill is not a cluster that its catalog calls production',
  remedy: 'Choose a cluster that is used only for drills',
  source: 'docs/restore-drills.md',
  certainty: 'ours: a restore shares the resources of its destination',
  check({ backup, destinationCluster: got }) {
    const { clusterId, known } = backup ?? {};
    if (got === undefined || got !== clusterId || known?.isProduction !== true) return [];
    const problem = `is a production cluster, as the catalog ${known.catalog ?? ''} says, and a drill must not run there`;
    const fix = 'Choose an Advanced cluster that is used only for drills';
    return [{ path: 'destinationCluster', problem, got, fix }];
  },
};
