import { backupIdForm } from '../../../src/zilliz/rules/backup-id-form';
import { said } from '../../support/rules';

const of = (backupId: string) => ({ backup: { clusterId: 'in01-3b1c0a5d4e6f789', backupId } });

describe('ZILLIZ_BACKUP_ID_FORM', () => {
  test.each(['nightly', 'Dedicated-01_backup3', 'backup11', 'backup11_'])('warns of %j', (id) => {
    expect(said(backupIdForm, of(id))).toEqual([
      `warning: backup.backupId: does not look like a Zilliz Cloud backup id, which begins with "backup", got "${id}". Make sure that it is the id from the list of backups, and not a name. [ZILLIZ_BACKUP_ID_FORM]`,
    ]);
  });

  test.each(['backup0_1a2b', 'backup11_0f5d2c9a7e3b41d', 'backupx-1a2b'])('accepts %j', (id) => {
    expect(said(backupIdForm, of(id))).toEqual([]);
  });

  test('says nothing of an id that is known after apply', () => {
    const unknown = ['backup.backupId'];
    expect(
      said(backupIdForm, { backup: { clusterId: 'in01-3b1c0a5d4e6f789' } }, { unknown }),
    ).toEqual([]);
  });
});
