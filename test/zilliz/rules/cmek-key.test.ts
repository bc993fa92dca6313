import { quote } from '../../../src/text/text';
import { cmekKey } from '../../../src/zilliz/rules/cmek-key';
import { said } from '../../support/rules';

const ID = '1234abcd-12ab-34cd-56ef-1234567890ab';
const FIX =
  'Copy it from the project\'s CMEK page; it looks like "arn:aws:kms:us-west-2:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab"';
const encryptedWith = (kmsKeyArn: string) => ({ cmek: { kmsKeyArn } });

describe('ZILLIZ_CMEK_KEY', () => {
  test.each([
    [
      'a key of AWS in China',
      `arn:aws-cn:kms:cn-north-1:111122223333:key/${ID}`,
      'must be in the partition aws: Zilliz Cloud documents no keys of aws-cn',
    ],
    [
      'a key of AWS GovCloud',
      `arn:aws-us-gov:kms:us-gov-west-1:111122223333:key/${ID}`,
      'must be in the partition aws: Zilliz Cloud documents no keys of aws-us-gov',
    ],
    [
      'an alias',
      'arn:aws:kms:us-west-2:111122223333:alias/clusters',
      'must name the key itself, not an alias',
    ],
    ['an id alone', ID, 'must be the ARN of an AWS KMS key'],
    ['nothing', '', 'must be the ARN of an AWS KMS key'],
  ])('rejects %s', (_title, arn, problem) => {
    expect(said(cmekKey, encryptedWith(arn))).toEqual([
      `error: cmek.kmsKeyArn: ${problem}, got ${quote(arn)}. ${FIX}. [ZILLIZ_CMEK_KEY]`,
    ]);
  });

  test.each([
    ['an ordinary key', `arn:aws:kms:us-west-2:111122223333:key/${ID}`, 0],
    [
      'a multi-region key',
      'arn:aws:kms:eu-central-1:111122223333:key/mrk-1234abcd12ab34cd56ef1234567890ab',
      0,
    ],
    ['a region of three words', `arn:aws:kms:ap-southeast-2:111122223333:key/${ID}`, 0],
    ['an account of 11 digits', `arn:aws:kms:us-west-2:11112222333:key/${ID}`, 1],
    ['an account of 13 digits', `arn:aws:kms:us-west-2:1111222233334:key/${ID}`, 1],
    ['no region', `arn:aws:kms::111122223333:key/${ID}`, 1],
    ['another service', `arn:aws:s3:us-west-2:111122223333:key/${ID}`, 1],
    ['an id that is too short', 'arn:aws:kms:us-west-2:111122223333:key/1234abcd', 1],
    ['a multi-region id that is too short', 'arn:aws:kms:us-west-2:111122223333:key/mrk-1234', 1],
    ['a space at the end', `arn:aws:kms:us-west-2:111122223333:key/${ID} `, 1],
    ['a line break at the end', `arn:aws:kms:us-west-2:111122223333:key/${ID}\n`, 1],
  ])('%s', (_title, arn, findings) => {
    expect(said(cmekKey, encryptedWith(arn))).toHaveLength(findings);
  });

  test('says nothing without encryption, or with a key that only Terraform knows', () => {
    expect(said(cmekKey, {})).toEqual([]);
    expect(said(cmekKey, { cmek: {} as { kmsKeyArn: string } })).toEqual([]);
  });
});
