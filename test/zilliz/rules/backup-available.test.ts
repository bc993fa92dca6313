import { backupAvailable } from '../../../src/zilliz/rules/backup-available';
import { said } from '../../support/rules';

const of = (status: string) => ({
  backup: { clusterId: 'in01-3b1c0a5d4e6f789', known: { status } },
});

describe('ZILLIZ_BACKUP_AVAILABLE', () => {
  test('wants a backup that was deleted to be acknowledged', () => {
    expect(said(backupAvailable, of('DELETED'))).toEqual([
      'acknowledge: backup: was not AVAILABLE when the catalog was pulled, got "DELETED". Choose another backup; acknowledge this if the restore is already done. [ZILLIZ_BACKUP_AVAILABLE]',
    ]);
  });

  test.each(['CREATING', 'A_STATUS_OF_TOMORROW'])('warns of a backup that was %s', (status) => {
    expect(said(backupAvailable, of(status))).toEqual([
      `warning: backup: was not AVAILABLE when the catalog was pulled, got "${status}". Pull the catalog again; the runner restores it only once it is AVAILABLE. [ZILLIZ_BACKUP_AVAILABLE]`,
    ]);
  });

  test('accepts an available backup, and one of which nothing is known', () => {
    expect(said(backupAvailable, of('AVAILABLE'))).toEqual([]);
    expect(said(backupAvailable, { backup: { clusterId: 'in01-3b1c0a5d4e6f789' } })).toEqual([]);
  });
});
