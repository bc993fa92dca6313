import { clusterBackup } from '../../../src/zilliz/rules/cluster-backup';
import { said } from '../../support/rules';

const clusterId = 'in01-3b1c0a5d4e6f789';
const backupId = 'backup11_0f5d2c9a7e3b41d';

describe('ZILLIZ_CLUSTER_BACKUP', () => {
  test('rejects a backup of some collections', () => {
    const declaration = { backup: { clusterId, backupId, known: { backupType: 'COLLECTION' } } };
    expect(said(clusterBackup, declaration)).toEqual([
      'error: backup: must be a cluster backup, got "COLLECTION". Choose a backup of type CLUSTER, or restore its collections with RestoredCollections. [ZILLIZ_CLUSTER_BACKUP]',
    ]);
  });

  test('says what it could not check without a catalog', () => {
    expect(said(clusterBackup, { backup: { clusterId, backupId } })).toEqual([
      'unchecked: backup: synth cannot tell whether it is a cluster backup. Use Backup.fromCatalog to check it at synth; the runner asks the API before it restores. [ZILLIZ_CLUSTER_BACKUP]',
    ]);
  });

  test.each([
    ['a cluster backup', { backup: { clusterId, backupId, known: { backupType: 'CLUSTER' } } }],
    [
      'the latest backup, which is looked for among cluster backups',
      { backup: { clusterId, latest: true as const } },
    ],
    [
      'the newest one of a time, which is looked for among cluster backups',
      { backup: { clusterId, before: { time: '2026-11-20T00:00:00Z' } } },
    ],
    ['a backup that is unknown', {}],
  ])('accepts %s', (_title, declaration) => {
    expect(said(clusterBackup, declaration)).toEqual([]);
  });
});
