import type { Rule } from '../../evaluation/rule';
import type { TablesDeclaration } from '../model/declaration';

/** Whether the database that gets tables must be there is a matter on which the vendor's pages differ. */
export const intoDb: Rule<Partial<TablesDeclaration>> = {
  id: 'COCKROACH_INTO_DB',
  severity: 'warning',
  otherSeverities: ['error'],
  holds: 'The database of intoDb exists, or createIntoDb is set',
  remedy: 'Make sure that the database exists, or set `createIntoDb`',
  source:
    'https://www.cockroachlabs.com/docs/stable/restore says that it must exist, the Cloud Console guide says that it is created',
  certainty: 'sources conflict',
  check({ intoDb: name, createIntoDb }, { isUnknown }) {
    if (name === undefined && !isUnknown('intoDb')) {
      if (createIntoDb !== true) return [];
      const problem = 'is set without intoDb';
      const fix = 'Name the database in intoDb, or leave createIntoDb out';
      return [{ severity: 'error', path: 'createIntoDb', problem, got: true, fix }];
    }
    if (createIntoDb === true || isUnknown('createIntoDb')) return [];
    const problem = 'must already exist; whether the vendor creates it is unconfirmed';
    const fix = 'Make sure that it exists, or set createIntoDb';
    return [{ path: 'intoDb', problem, got: name, fix }];
  },
};
