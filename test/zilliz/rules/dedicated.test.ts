import { dedicated } from '../../../src/zilliz/rules/dedicated';
import { said } from '../../support/rules';

describe('ZILLIZ_DEDICATED', () => {
  test('rejects a source and a target that are not Dedicated, both at once', () => {
    const declaration = { backup: { clusterId: 'in05-0a1b2c' }, targetCluster: 'in03-0a1b2c' };
    expect(said(dedicated, declaration)).toEqual([
      'error: backup.clusterId: is a Serverless cluster, and only Dedicated clusters can be backed up and restored, got "in05-0a1b2c". Restore a backup of a Dedicated cluster; its id begins with "in01-". [ZILLIZ_DEDICATED]',
      'error: targetCluster: is a Free cluster, and only Dedicated clusters can be backed up and restored, got "in03-0a1b2c". Restore into a Dedicated cluster; its id begins with "in01-". [ZILLIZ_DEDICATED]',
    ]);
  });

  test.each([
    ['in01-0a1b2c', 'Dedicated', 0],
    ['in02-0a1b2c', 'of a kind that no document names', 0],
    ['in03-0a1b2c', 'Free', 1],
    ['in05-0a1b2c', 'Serverless', 1],
    ['in07-0a1b2c', 'on-demand', 1],
  ])('%s is %s', (clusterId, _kind, findings) => {
    expect(said(dedicated, { backup: { clusterId } })).toHaveLength(findings);
  });

  test('says nothing of ids that only Terraform knows', () => {
    expect(said(dedicated, {}, { unknown: ['backup.clusterId', 'targetCluster'] })).toEqual([]);
  });
});
