import type { Rule } from '../../evaluation/rule';
import type { ClusterDeclaration } from '../model/declaration';

const SMALLEST = 8;

/** Tiered storage needs a certain size; the restored cluster has the CU type of its source. */
export const tieredStorage: Rule<Partial<ClusterDeclaration>> = {
  id: 'ZILLIZ_TIERED_STORAGE',
  // Inferred from the rule for new clusters, so there is a way past it.
  severity: 'acknowledge',
  holds: 'cuSize is at least 8 if the backup is of a Tiered-storage cluster',
  remedy: 'Use 8 or more',
  source: 'https://docs.zilliz.com/docs/create-cluster',
  certainty: 'inferred from the rule for new clusters',
  check({ backup, cuSize }) {
    if (backup?.known?.cuType !== 'Tiered-storage' || cuSize === undefined) return [];
    if (cuSize >= SMALLEST) return [];
    const problem = `must be at least ${SMALLEST}: the restored cluster is of CU type Tiered-storage, like its source`;
    return [{ path: 'cuSize', problem, got: cuSize, fix: `Use ${SMALLEST} or more` }];
  },
};
