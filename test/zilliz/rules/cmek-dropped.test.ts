import { zilliz } from '../../../src';
import type { BackupFacts } from '../../../src/zilliz/model/declaration';
import { cmekDropped } from '../../../src/zilliz/rules/cmek-dropped';
import { refusalOf } from '../../support/app';
import { said } from '../../support/rules';
import { restoredCluster } from '../../support/zilliz';

const cmek = {
  kmsKeyArn: 'arn:aws:kms:us-west-2:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab',
};
const of = (known: BackupFacts) => ({ clusterId: 'in01-3b1c0a5d4e6f789', known });
const MESSAGE =
  'cmek: the backup is encrypted with a customer-managed key, and the restored cluster will not be. Declare cmek, or acknowledge it with the reason. [ZILLIZ_CMEK_DROPPED]';

describe('ZILLIZ_CMEK_DROPPED', () => {
  test('wants it acknowledged that encryption is dropped', () => {
    expect(said(cmekDropped, { backup: of({ encrypted: true }) })).toEqual([
      `acknowledge: ${MESSAGE}`,
    ]);
  });

  test('accepts an encrypted backup that becomes an encrypted cluster, with whatever key', () => {
    expect(said(cmekDropped, { cmek, backup: of({ encrypted: true }) })).toEqual([]);
    const token = { cmek: {} as { kmsKeyArn: string }, backup: of({ encrypted: true }) };
    expect(said(cmekDropped, token, { unknown: ['cmek.kmsKeyArn'] })).toEqual([]);
  });

  test('says what it could not check in a Business Critical project', () => {
    expect(said(cmekDropped, { backup: of({ projectPlan: 'BusinessCritical' }) })).toEqual([
      'unchecked: cmek: synth cannot tell whether the backup is encrypted: the API does not return it. Set encrypted on the backup. [ZILLIZ_CMEK_DROPPED]',
    ]);
  });

  test.each<[string, BackupFacts]>([
    ['a backup that is not encrypted', { encrypted: false, projectPlan: 'BusinessCritical' }],
    ['a project that cannot have encrypted backups', { projectPlan: 'Enterprise' }],
    ['a backup of which nothing is known', {}],
  ])('accepts %s', (_title, known) => {
    expect(said(cmekDropped, { backup: of(known) })).toEqual([]);
  });

  describe('in an app', () => {
    const clusterId = 'in01-3b1c0a5d4e6f789';
    const backupId = 'backup11_0f5d2c9a7e3b41d';
    const backup = zilliz.Backup.fromId({ clusterId, backupId, encrypted: true });
    const ruleId = 'ZILLIZ_CMEK_DROPPED';

    test('stops synth until it is acknowledged with a reason', () => {
      expect(refusalOf((stack) => restoredCluster(stack, { backup }))).toEqual([
        `[stack/articles] ${MESSAGE}`,
      ]);
      const acknowledge = [{ ruleId, reason: 'staging holds no customer data' }];
      expect(refusalOf((stack) => restoredCluster(stack, { backup, acknowledge }))).toEqual([]);
    });

    test('is not acknowledged by a reason of spaces', () => {
      const acknowledge = [{ ruleId, reason: ' ' }];
      expect(refusalOf((stack) => restoredCluster(stack, { backup, acknowledge }))).toEqual([
        '[stack/articles] acknowledge[0]: has no reason, got " ". State why the finding is accepted: the reviewer reads it. [ZILLIZ_PROPS]',
      ]);
    });

    test('does not take a cmek of the wrong shape for none', () => {
      const wrong = { kmsKeyArn: 7 } as unknown as zilliz.CmekProps;
      expect(refusalOf((stack) => restoredCluster(stack, { backup, cmek: wrong }))).toEqual([
        '[stack/articles] cmek.kmsKeyArn: must be a string, got 7. Give the ARN of the AWS KMS key. [ZILLIZ_CMEK_KEY]',
      ]);
    });
  });
});
