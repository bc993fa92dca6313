import type { Rule } from '../../evaluation/rule';
import type { RestoreDeclaration } from '../model/declaration';

/** A catalog that is named can be read, and lists the backup. */
export const catalog: Rule<Partial<RestoreDeclaration>> = {
  id: 'COCKROACH_CATALOG',
  vendor: 'cockroach',
  severity: 'error',
  holds: 'The catalog is there, is one of CockroachDB Cloud, and lists the backup',
  source: 'docs/cockroach.md',
  check({ backup }) {
    const problem = backup?.known?.catalogProblem;
    if (problem === undefined) return [];
    const got = backup?.known?.catalog;
    return [{ path: 'backup', problem: `the catalog ${problem.problem}`, got, fix: problem.fix }];
  },
};
