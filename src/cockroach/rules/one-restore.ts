import type { Rule } from '../../evaluation/rule';
import type { RestoreDeclaration } from '../model/declaration';

/** Restores of one app do not race for a destination. */
export const oneRestore: Rule<Partial<RestoreDeclaration>> = {
  id: 'COCKROACH_ONE_RESTORE',
  vendor: 'cockroach',
  severity: 'error',
  holds: 'No two restores of an app have the same destination without waiting for each other',
  remedy: 'Remove one, or let it wait for the other by its `clusterId`',
  source:
    'A restore locks its destination: https://www.cockroachlabs.com/docs/cockroachcloud/managed-backups-basic',
  certainty: 'documented',
  claim: ({ destinationCluster }) => destinationCluster,
  check({ destinationCluster: got }, { claimedBy }) {
    const other = got === undefined ? undefined : claimedBy?.(got);
    if (other === undefined) return [];
    const problem = `is already the destination of ${other}`;
    const fix = `Remove one of them, or give this one the clusterId of ${other}, so that it waits`;
    return [{ path: 'destinationCluster', problem, got, fix }];
  },
};
