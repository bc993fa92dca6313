import type { Rule } from '../../evaluation/rule';
import type { ClusterDeclaration } from '../model/declaration';

/** Customer-managed keys are offered on AWS. */
export const cmekCloud: Rule<Partial<ClusterDeclaration>> = {
  id: 'ZILLIZ_CMEK_CLOUD',
  severity: 'error',
  holds: 'cmek is declared only for a cluster on AWS',
  remedy: 'Remove `cmek`, or restore a backup on AWS',
  source: 'https://docs.zilliz.com/docs/cmek',
  certainty: 'documented',
  check({ cmek, backup }) {
    const region = backup?.known?.regionId;
    if (cmek === undefined || region === undefined || region.startsWith('aws-')) return [];
    const problem = `needs a cluster on AWS, and the restored cluster will be in ${region}`;
    return [{ path: 'cmek', problem, fix: 'Remove cmek, or restore a backup that is on AWS' }];
  },
};
