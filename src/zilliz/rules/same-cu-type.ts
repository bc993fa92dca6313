import type { Rule } from '../../evaluation/rule';
import type { CollectionsDeclaration } from '../model/declaration';

/** Collections are restored into a cluster of the CU type that they come from. */
export const sameCuType: Rule<Partial<CollectionsDeclaration>> = {
  id: 'ZILLIZ_SAME_CU_TYPE',
  // Documented for the console; the reference of restoreCollection does not say it.
  severity: 'acknowledge',
  holds: 'The target cluster has the CU type of the cluster that was backed up',
  remedy: 'Restore into a cluster of that type',
  source: 'https://docs.zilliz.com/docs/limits',
  certainty: 'documented for the console only',
  check({ backup, targetCuType: target }) {
    const source = backup?.known?.cuType;
    if (source === undefined || target === undefined || source === target) return [];
    const problem = `must be ${JSON.stringify(source)}, like the cluster that was backed up`;
    const fix = `Restore into a cluster of type ${source}`;
    return [{ path: 'targetCuType', problem, got: target, fix }];
  },
};
