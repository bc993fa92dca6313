import type { Rule } from '../../evaluation/rule';
import { daysBetween, parseTimestamp } from '../../text/timestamp';
import { pullCommand } from '../../vendor/commands';
import type { RestoreDeclaration } from '../model/declaration';

/** An old catalog proves little. */
export const catalogAge: Rule<Partial<RestoreDeclaration>> = {
  id: 'COCKROACH_CATALOG_AGE',
  vendor: 'cockroach',
  severity: 'warning',
  holds: 'The catalog is not older than its maxAgeDays, 30 by default',
  remedy: '`cluster-restore catalog pull`',
  mayComeLater: true,
  source: 'docs/cockroach.md',
  certainty: 'ours',
  check({ backup }, { now }) {
    const { pulledAt, maxAgeDays, catalog } = backup?.known ?? {};
    const pulled = parseTimestamp(pulledAt);
    if (pulled === undefined || maxAgeDays === undefined) return [];
    const age = daysBetween(pulled, now);
    if (age <= maxAgeDays) return [];
    const problem = `the catalog was pulled ${Math.floor(age)} days ago, and is current for ${maxAgeDays}`;
    const fix = `Pull it again: ${pullCommand(backup?.clusterId, catalog)}`;
    return [{ cause: 'time', path: 'backup', problem, got: catalog, fix }];
  },
};
