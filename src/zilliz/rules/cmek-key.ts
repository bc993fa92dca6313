import type { Rule } from '../../evaluation/rule';
import type { ClusterDeclaration } from '../model/declaration';
import { regionOfKey } from '../model/kms-key';

const EXAMPLE = '"arn:aws:kms:us-west-2:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab"';

/** A customer-managed key is named by the ARN of an AWS KMS key. */
export const cmekKey: Rule<Partial<ClusterDeclaration>> = {
  id: 'ZILLIZ_CMEK_KEY',
  severity: 'error',
  holds:
    'cmek.kmsKeyArn is the ARN of an AWS KMS key in the partition aws, by its id and not by an alias; multi-region keys (mrk-) included',
  remedy: 'Copy the key’s ARN from the project’s CMEK page',
  source: 'https://docs.zilliz.com/docs/aws-kms',
  certainty: 'documented; that other partitions are not offered is inferred',
  check({ cmek }) {
    const arn = cmek?.kmsKeyArn;
    if (arn === undefined || regionOfKey(arn) !== undefined) return [];
    const partition = /^arn:(aws-[a-z-]+):/.exec(arn)?.[1];
    const isAlias = /:alias\//.test(arn);
    const problem =
      partition !== undefined
        ? `must be in the partition aws: Zilliz Cloud documents no keys of ${partition}`
        : isAlias
          ? 'must name the key itself, not an alias'
          : 'must be the ARN of an AWS KMS key';
    const fix = `Copy it from the project's CMEK page; it looks like ${EXAMPLE}`;
    return [{ path: 'cmek.kmsKeyArn', problem, got: arn, fix }];
  },
};
