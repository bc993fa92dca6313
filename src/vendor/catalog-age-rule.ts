import type { Rule } from '../evaluation/rule';
import { daysBetween, parseTimestamp } from '../text/timestamp';
import type { CatalogOwner, WithCatalog } from './catalog-rule';
import { pullCommand } from './commands';

/** The rule that a catalog is not older than its `maxAgeDays`. */
export function catalogAgeRule({ id, vendor, title }: CatalogOwner): Rule<WithCatalog> {
  return {
    id,
    severity: 'warning',
    holds: `A catalog of ${title} was pulled at most maxAgeDays ago (30 by default)`,
    remedy: '`cluster-restore catalog pull`',
    mayComeLater: true,
    source: `docs/${vendor}.md`,
    certainty: 'ours',
    check({ backup }, { now }) {
      const { catalog: got, pulledAt, maxAgeDays } = backup?.known ?? {};
      const pulled = parseTimestamp(pulledAt);
      if (pulled === undefined || maxAgeDays === undefined) return [];
      const age = daysBetween(pulled, now);
      if (age <= maxAgeDays) return [];
      const problem = `the catalog was pulled ${Math.floor(age)} days ago, but may be at most ${maxAgeDays} days old`;
      const fix = `Pull it again: ${pullCommand(backup?.clusterId, got)}`;
      return [{ cause: 'time', path: 'backup', problem, got, fix }];
    },
  };
}
