import type { Rule } from '../../evaluation/rule';
import type { ClusterDeclaration } from '../model/declaration';

/** A backup that can be restored is complete and still there. */
export const backupAvailable: Rule<Partial<Pick<ClusterDeclaration, 'backup'>>> = {
  id: 'ZILLIZ_BACKUP_AVAILABLE',
  severity: 'warning',
  otherSeverities: ['acknowledge'],
  holds: 'The backup was AVAILABLE when the catalog was pulled',
  remedy: 'Choose another backup, or pull the catalog again',
  mayComeLater: true,
  source: 'https://docs.zilliz.com/reference/restful/describe-backup-v2',
  certainty: 'documented',
  check({ backup }) {
    const { status } = backup?.known ?? {};
    if (status === undefined || status === 'AVAILABLE') return [];
    const path = 'backup';
    const problem = 'was not AVAILABLE when the catalog was pulled';
    if (status === 'DELETED') {
      const fix = 'Choose another backup; acknowledge this if the restore is already done';
      return [{ severity: 'acknowledge', path, problem, got: status, fix }];
    }
    const fix = 'Pull the catalog again; the runner restores it only once it is AVAILABLE';
    return [{ path, problem, got: status, fix }];
  },
};
