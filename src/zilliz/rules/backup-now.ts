import type { Problem, Rule } from '../../evaluation/rule';
import type { BackupReference } from '../model/declaration';

/** What a backup that is made first may hold. */
export const backupNow: Rule<{ readonly backup?: BackupReference }> = {
  id: 'ZILLIZ_BACKUP_NOW',
  severity: 'error',
  holds:
    'Backup.now without collectionNames makes a backup of the whole cluster; collectionNames names at least one collection, each once, all of one database; dbName is given only with collectionNames',
  remedy: 'Name the collections, or leave both props out',
  source: 'https://docs.zilliz.com/reference/restful/create-backup-v2',
  certainty: 'documented',
  check({ backup }, { isUnknown }) {
    const { now } = backup ?? {};
    if (now === undefined || isUnknown('backup.now.collectionNames')) return [];
    const { dbName, collectionNames } = now;
    const path = 'backup.now.collectionNames';
    const problems: Problem[] = [];
    if (collectionNames === undefined && (dbName !== undefined || isUnknown('backup.now.dbName'))) {
      const problem =
        'is given without collectionNames, and a backup of the cluster holds all databases';
      const fix = 'Name the collections of the database, or leave dbName out';
      problems.push({ path: 'backup.now.dbName', problem, got: dbName, fix });
    }
    if (collectionNames !== undefined && collectionNames.length === 0) {
      const fix = 'Name the collections, or leave the prop out for the whole cluster';
      problems.push({ path, problem: 'names no collection', got: collectionNames, fix });
    }
    const names = (collectionNames ?? []).filter((name) => name !== undefined);
    const twice = names.find((name, at) => names.indexOf(name) !== at);
    if (twice !== undefined) {
      problems.push({ path, problem: 'names a collection twice', got: twice, fix: 'Remove one' });
    }
    return problems;
  },
};
