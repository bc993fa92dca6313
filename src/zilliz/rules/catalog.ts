import type { Rule } from '../../evaluation/rule';
import type { ClusterDeclaration } from '../model/declaration';

/** A catalog can be read and lists the backup. */
export const catalog: Rule<Partial<Pick<ClusterDeclaration, 'backup'>>> = {
  id: 'ZILLIZ_CATALOG',
  vendor: 'zilliz',
  severity: 'error',
  otherSeverities: ['acknowledge'],
  holds:
    'The file of Catalog.fromFile is a catalog of Zilliz Cloud that this release reads, and it lists the backup',
  remedy:
    'Pull the catalog again, or name a backup that it lists; acknowledge a backup that is no longer listed when the restore is already done',
  mayComeLater: true,
  source: 'docs/zilliz.md',
  certainty: 'ours',
  check({ backup }) {
    const { catalog: file, catalogProblem } = backup?.known ?? {};
    if (catalogProblem === undefined) return [];
    const { kind, problem, fix } = catalogProblem;
    // A backup may end long after it was restored: that alone must not stop every later synth.
    const severity = kind === 'no-backup' ? 'acknowledge' : 'error';
    return [{ severity, path: 'backup', problem: `the catalog ${problem}`, got: file, fix }];
  },
};
