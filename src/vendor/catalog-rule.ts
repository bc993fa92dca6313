import type { Rule } from '../evaluation/rule';
import type { KnownCatalogProblem } from './backup-reference';

/** What the rules about a catalog read of a declaration. */
export interface WithCatalog {
  readonly backup?: {
    readonly clusterId?: string;
    readonly known?: {
      readonly catalog?: string;
      readonly catalogProblem?: KnownCatalogProblem;
      readonly pulledAt?: string;
      readonly maxAgeDays?: number;
    };
  };
}

/** Whose catalogs a rule is about. */
export interface CatalogOwner {
  readonly id: string;
  readonly vendor: string;
  /** The vendor's name for people. */
  readonly title: string;
}

/** The rule that a catalog can be read and lists the backup. */
export function catalogRule({ id, vendor, title }: CatalogOwner): Rule<WithCatalog> {
  return {
    id,
    severity: 'error',
    otherSeverities: ['acknowledge'],
    holds: `The file of Catalog.fromFile is a catalog of ${title} that this release reads, and it lists the backup`,
    remedy:
      'Pull the catalog again, or name a backup that it lists; acknowledge a backup that is no longer listed when the restore is already done',
    mayComeLater: true,
    source: `docs/${vendor}.md`,
    certainty: 'ours',
    check({ backup }) {
      const { catalog: got, catalogProblem } = backup?.known ?? {};
      if (catalogProblem === undefined) return [];
      const { kind, problem, fix } = catalogProblem;
      // A backup may end long after it was restored: that alone must not stop every later synth.
      const severity = kind === 'no-backup' ? 'acknowledge' : 'error';
      return [{ severity, path: 'backup', problem: `the catalog ${problem}`, got, fix }];
    },
  };
}
