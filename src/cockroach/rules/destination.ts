import type { Rule } from '../../evaluation/rule';
import type { RestoreDeclaration } from '../model/declaration';

/** Whether a Basic cluster's backup can go to another cluster is a matter on which the vendor's pages differ. */
export const destination: Rule<Partial<RestoreDeclaration>> = {
  id: 'COCKROACH_DESTINATION',
  severity: 'warning',
  holds:
    'The backup of a BASIC cluster is restored to that cluster; STANDARD and ADVANCED may differ',
  remedy: 'Restore to the same cluster, or acknowledge it',
  source:
    'https://www.cockroachlabs.com/docs/cockroachcloud/managed-backups-basic says that it may differ, the release notes of April 2026 say that it may not',
  certainty: 'sources conflict',
  check({ backup, destinationCluster, plan }) {
    const source = backup?.clusterId;
    if (plan !== 'BASIC' || source === undefined || destinationCluster === undefined) return [];
    if (source === destinationCluster) return [];
    const problem = 'is not the cluster that was backed up, which BASIC may not allow';
    const fix =
      'If the API refuses, restore to the cluster of the backup: a refusal restores nothing';
    return [{ path: 'destinationCluster', problem, got: destinationCluster, fix }];
  },
};
