import type { Rule } from '../../evaluation/rule';
import type { ClusterDeclaration } from '../model/declaration';

/** A whole cluster is restored from a cluster backup. */
export const clusterBackup: Rule<Partial<ClusterDeclaration>> = {
  id: 'ZILLIZ_CLUSTER_BACKUP',
  severity: 'error',
  otherSeverities: ['unchecked'],
  holds:
    'A cluster is restored from a backup of type CLUSTER, not from a backup of single collections',
  remedy: 'Choose a cluster backup, or use `RestoredCollections`',
  source: 'https://docs.zilliz.com/docs/restore-from-backup-files',
  certainty: 'documented',
  check({ backup }) {
    // One that is chosen is looked for among those of type CLUSTER.
    const isChosen = backup?.latest === true || backup?.before !== undefined;
    if (backup === undefined || isChosen || backup.known?.catalogProblem) return [];
    const { backupType } = backup.known ?? {};
    const path = 'backup';
    if (backupType === undefined) {
      const problem = 'synth cannot tell whether it is a cluster backup';
      const fix =
        'Use Backup.fromCatalog to check it at synth; the runner asks the API before it restores';
      return [{ severity: 'unchecked', path, problem, fix }];
    }
    if (backupType === 'CLUSTER') return [];
    const fix =
      'Choose a backup of type CLUSTER, or restore its collections with RestoredCollections';
    return [{ path, problem: 'must be a cluster backup', got: backupType, fix }];
  },
};
