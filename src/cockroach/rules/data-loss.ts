import type { Rule } from '../../evaluation/rule';
import type { ClusterDeclaration } from '../model/declaration';

/** A cluster restore is acknowledged by the destination's id, typed a second time. */
export const dataLoss: Rule<Partial<ClusterDeclaration>> = {
  id: 'COCKROACH_DATA_LOSS',
  severity: 'error',
  otherSeverities: ['unchecked'],
  holds:
    'acknowledgeDataLoss repeats the id of the destination cluster, which loses all of its data',
  remedy: 'Type the id of the destination again',
  source: 'https://www.cockroachlabs.com/docs/cockroachcloud/managed-backups-basic',
  certainty: 'ours: the vendor replaces everything without asking',
  check({ destinationCluster, acknowledgeDataLoss: typed }, { isUnknown }) {
    const path = 'acknowledgeDataLoss';
    if (isUnknown(path) || isUnknown('destinationCluster')) {
      const problem = 'cannot be compared with destinationCluster at synth';
      const fix = 'Nothing to do: the runner compares them before it calls the API';
      return [{ severity: 'unchecked', path, problem, fix }];
    }
    if (typed === undefined || destinationCluster === undefined) return [];
    if (typed === destinationCluster) return [];
    const problem =
      'must repeat the id of the destination cluster: the restore erases all of its data, and the cluster is unavailable until it ends';
    const fix = `Type ${JSON.stringify(destinationCluster)} if that is what you want`;
    return [{ path, problem, got: typed, fix }];
  },
};
