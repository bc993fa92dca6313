import type { Rule } from '../../evaluation/rule';
import type { ClusterDeclaration } from '../model/declaration';
import { regionOfKey } from '../model/kms-key';

/** A key works in its own region. */
export const cmekRegion: Rule<Partial<ClusterDeclaration>> = {
  id: 'ZILLIZ_CMEK_REGION',
  severity: 'error',
  otherSeverities: ['unchecked'],
  holds: 'The KMS key is in the region of the restored cluster, which is the region of the backup',
  remedy: 'Use a key in that region, or the replica of a multi-region key there',
  source: 'https://docs.zilliz.com/docs/cmek',
  certainty: 'documented',
  check({ cmek, backup }, { isUnknown }) {
    const arn = cmek?.kmsKeyArn;
    const keyRegion = regionOfKey(arn);
    const isToken = cmek !== undefined && isUnknown('cmek.kmsKeyArn');
    if (keyRegion === undefined && !isToken) return [];
    const region = backup?.known?.regionId;
    const path = 'cmek.kmsKeyArn';
    if (keyRegion === undefined || region === undefined) {
      const problem = 'synth cannot tell whether the key is in the region of the backup';
      const fix =
        'Use Backup.fromCatalog to check it at synth; the restore fails if the key is in another region';
      return [{ severity: 'unchecked', path, problem, fix }];
    }
    if (!region.startsWith('aws-') || region === `aws-${keyRegion}`) return [];
    const problem = `must be a key in ${region.slice('aws-'.length)}, the region of the backup`;
    const fix = 'Use a key in that region, or the replica of a multi-region key there';
    return [{ path, problem, got: arn, fix }];
  },
};
