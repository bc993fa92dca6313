import { cmekCloud } from '../../../src/zilliz/rules/cmek-cloud';
import { said } from '../../support/rules';

const cmek = {
  kmsKeyArn: 'arn:aws:kms:us-west-2:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab',
};
const of = (regionId: string) => ({ clusterId: 'in01-3b1c0a5d4e6f789', known: { regionId } });

describe('ZILLIZ_CMEK_CLOUD', () => {
  test.each(['gcp-us-west1', 'az-eastus', 'ali-cn-hangzhou'])('rejects a key in %s', (region) => {
    expect(said(cmekCloud, { cmek, backup: of(region) })).toEqual([
      `error: cmek: needs a cluster on AWS, and the restored cluster will be in ${region}. Remove cmek, or restore a backup that is on AWS. [ZILLIZ_CMEK_CLOUD]`,
    ]);
  });

  test('accepts AWS, a region that is not known, and a restore without a key', () => {
    expect(said(cmekCloud, { cmek, backup: of('aws-us-west-2') })).toEqual([]);
    expect(said(cmekCloud, { cmek })).toEqual([]);
    expect(said(cmekCloud, { backup: of('gcp-us-west1') })).toEqual([]);
  });

  test('needs no more than that a key is declared: the key itself may be a token', () => {
    const token = { cmek: {} as { kmsKeyArn: string }, backup: of('gcp-us-west1') };
    expect(said(cmekCloud, token, { unknown: ['cmek.kmsKeyArn'] })).toHaveLength(1);
  });
});
