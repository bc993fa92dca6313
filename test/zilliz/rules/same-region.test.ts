import { sameRegion } from '../../../src/zilliz/rules/same-region';
import { said } from '../../support/rules';

const backup = { clusterId: 'in01-3b1c0a5d4e6f789', known: { regionId: 'aws-us-west-2' } };

describe('ZILLIZ_SAME_REGION', () => {
  test('rejects a project that has no such region', () => {
    expect(said(sameRegion, { backup, targetProjectRegions: ['gcp-us-west1'] })).toEqual([
      'error: targetProjectRegions: must include aws-us-west-2, the region of the backup: the cluster is restored there, got ["gcp-us-west1"]. Bind aws-us-west-2 to the project, or restore into a project that has it. [ZILLIZ_SAME_REGION]',
    ]);
  });

  test('wants a target cluster in another region to be acknowledged, which only the console documents', () => {
    expect(said(sameRegion, { backup, targetRegionId: 'aws-us-east-1' })).toEqual([
      'acknowledge: targetRegionId: must be aws-us-west-2, the region of the backup, got "aws-us-east-1". Restore into a cluster in aws-us-west-2, or a copy of the backup in aws-us-east-1. [ZILLIZ_SAME_REGION]',
    ]);
  });

  test.each([
    [
      'a project of several regions',
      { backup, targetProjectRegions: ['gcp-us-west1', 'aws-us-west-2'] },
    ],
    ['a cluster in the same region', { backup, targetRegionId: 'aws-us-west-2' }],
    ['a target whose region is not known', { backup }],
    [
      'a backup whose region is not known',
      { backup: { clusterId: 'in01-3b1c0a5d4e6f789' }, targetRegionId: 'aws-us-east-1' },
    ],
  ])('accepts %s', (_title, declaration) => {
    expect(said(sameRegion, declaration)).toEqual([]);
  });
});
