import type { Rule } from '../../evaluation/rule';
import { pullCommand } from '../../vendor/commands';
import { daysSince } from '../model/days';
import type { ClusterDeclaration } from '../model/declaration';

/** A catalog is not older than the user allows. */
export const catalogAge: Rule<Partial<Pick<ClusterDeclaration, 'backup'>>> = {
  id: 'ZILLIZ_CATALOG_AGE',
  vendor: 'zilliz',
  severity: 'warning',
  holds: 'A catalog was pulled at most maxAgeDays ago (30 unless another limit is given)',
  remedy: '`cluster-restore catalog pull`',
  mayComeLater: true,
  source: 'docs/zilliz.md',
  certainty: 'ours',
  check({ backup }, { now }) {
    const { catalog, pulledAt, maxAgeDays } = backup?.known ?? {};
    if (pulledAt === undefined || maxAgeDays === undefined) return [];
    const age = daysSince(pulledAt, now);
    if (age <= maxAgeDays) return [];
    const problem = `the catalog was pulled ${Math.floor(age)} days ago and may be ${maxAgeDays} days old`;
    const fix = `Pull it again: ${pullCommand(backup?.clusterId, catalog)}`;
    return [{ cause: 'time', path: 'backup', problem, got: catalog, fix }];
  },
};
