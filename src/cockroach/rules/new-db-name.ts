import type { Rule } from '../../evaluation/rule';
import type { DatabasesDeclaration } from '../model/declaration';

/** One database can be renamed in a restore. */
export const newDbName: Rule<Partial<DatabasesDeclaration>> = {
  id: 'COCKROACH_NEW_DB_NAME',
  severity: 'error',
  holds: 'newDbName is given with exactly one database',
  remedy: 'Declare a separate restore for each database that gets a new name',
  source: 'https://www.cockroachlabs.com/docs/cockroachcloud/managed-backups-advanced',
  certainty: 'documented',
  check({ databases, newDbName: name }, { isUnknown }) {
    if (databases === undefined || databases.length === 1) return [];
    if (name === undefined && !isUnknown('newDbName')) return [];
    const problem = `renames one database, and ${databases.length} are restored`;
    const fix = 'Declare a separate restore for each database that gets a new name';
    return [{ path: 'newDbName', problem, got: name, fix }];
  },
};
