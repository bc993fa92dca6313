import type { Rule } from '../../evaluation/rule';
import type { CollectionsDeclaration } from '../model/declaration';

const USUAL = /^backup[0-9a-z]*[-_][0-9A-Za-z_-]+$/;

/** Nearly every backup id in the vendor's documents begins alike; a name in its place is a usual mistake. */
export const backupIdForm: Rule<Partial<Pick<CollectionsDeclaration, 'backup'>>> = {
  id: 'ZILLIZ_BACKUP_ID_FORM',
  severity: 'warning',
  holds: 'A backup id begins with `backup`, as in nearly every example of the vendor',
  remedy: 'Copy it from the list of backups',
  source: 'https://docs.zilliz.com/reference/restful/list-backups-v2',
  certainty: 'seen in examples; one reads `Dedicated-01_backup3`',
  check({ backup }) {
    const id = backup?.backupId;
    if (id === undefined || USUAL.test(id)) return [];
    const problem = 'does not look like a Zilliz Cloud backup id, which begins with "backup"';
    const fix = 'Make sure that it is the id from the list of backups, and not a name';
    return [{ path: 'backup.backupId', problem, got: id, fix }];
  },
};
