import { cmekRegion } from '../../../src/zilliz/rules/cmek-region';
import { said } from '../../support/rules';

const inRegion = (region: string) => ({
  kmsKeyArn: `arn:aws:kms:${region}:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab`,
});
const of = (regionId: string) => ({ clusterId: 'in01-3b1c0a5d4e6f789', known: { regionId } });
const UNCHECKED =
  'unchecked: cmek.kmsKeyArn: synth cannot tell whether the key is in the region of the backup. Use Backup.fromCatalog to check it at synth; the restore fails if the key is in another region. [ZILLIZ_CMEK_REGION]';

describe('ZILLIZ_CMEK_REGION', () => {
  test('rejects a key of another region', () => {
    expect(said(cmekRegion, { cmek: inRegion('us-east-1'), backup: of('aws-us-west-2') })).toEqual([
      'error: cmek.kmsKeyArn: must be a key in us-west-2, the region of the backup, got "arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab". Use a key in that region, or the replica of a multi-region key there. [ZILLIZ_CMEK_REGION]',
    ]);
  });

  test('says what it could not check where the region of backup or key is not known', () => {
    expect(said(cmekRegion, { cmek: inRegion('us-east-1') })).toEqual([UNCHECKED]);
    const token = { cmek: {} as { kmsKeyArn: string }, backup: of('aws-us-west-2') };
    expect(said(cmekRegion, token, { unknown: ['cmek.kmsKeyArn'] })).toEqual([UNCHECKED]);
  });

  test.each([
    ['a key of the same region', { cmek: inRegion('us-west-2'), backup: of('aws-us-west-2') }],
    ['no key', { backup: of('aws-us-west-2') }],
    [
      'a text that is no key, which is another rule’s',
      { cmek: { kmsKeyArn: 'key' }, backup: of('aws-us-west-2') },
    ],
    [
      'another cloud, which is another rule’s',
      { cmek: inRegion('us-west-2'), backup: of('gcp-us-west1') },
    ],
  ])('accepts %s', (_title, declaration) => {
    expect(said(cmekRegion, declaration)).toEqual([]);
  });
});
