import { chinaCloud } from '../../../src/zilliz/rules/china-cloud';
import { said } from '../../support/rules';

const of = (regionId: string) => ({
  backup: { clusterId: 'in01-3b1c0a5d4e6f789', known: { regionId } },
});

describe('ZILLIZ_CHINA_CLOUD', () => {
  test.each(['ali-cn-hangzhou', 'tc-ap-shanghai'])('warns of %s, with the host', (region) => {
    expect(said(chinaCloud, of(region))).toEqual([
      `warning: backup: is in the vendor’s China cloud, got "${region}". Set ZILLIZ_BASE_URL=https://api.cloud.zilliz.com.cn where Terraform runs; subscription clusters cannot be restored there. [ZILLIZ_CHINA_CLOUD]`,
    ]);
  });

  test.each(['aws-us-west-2', 'gcp-us-west1', 'az-eastus', 'alias-1'])('accepts %s', (region) => {
    expect(said(chinaCloud, of(region))).toEqual([]);
  });

  test('says nothing where the region is not known', () => {
    expect(said(chinaCloud, { backup: { clusterId: 'in01-3b1c0a5d4e6f789' } })).toEqual([]);
  });
});
