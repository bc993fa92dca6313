import type { Rule } from '../../evaluation/rule';
import type { SqlUserDeclaration } from '../model/sql-user';

/** A SQL user has one password, so one construct sets it. */
export const onePassword: Rule<Partial<SqlUserDeclaration>> = {
  id: 'COCKROACH_ONE_PASSWORD',
  severity: 'error',
  holds: 'No two constructs of an app set the password of one SQL user of a restore',
  remedy: 'Remove one of them',
  source: 'https://www.cockroachlabs.com/docs/api/cloud/v1',
  certainty: 'ours: the sink of the other one would keep a password that no longer works',
  claims: ({ restore, sqlUser }) =>
    restore === undefined || sqlUser === undefined ? [] : [`${restore} ${sqlUser}`],
  check({ restore, sqlUser }, { claimedBy }) {
    if (restore === undefined || sqlUser === undefined) return [];
    const other = claimedBy?.(`${restore} ${sqlUser}`);
    if (other === undefined) return [];
    const problem = `already gets its password from ${other}`;
    const fix =
      'Remove one of them: the sink of the other would keep a password that no longer works';
    return [{ path: 'sqlUser', problem, got: sqlUser, fix }];
  },
};
