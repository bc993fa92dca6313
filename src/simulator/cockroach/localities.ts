import type { CockroachCluster, CockroachDatabase } from './model';

/**
 * What keeps multi-region databases out of a cluster, undefined when they fit. Basic and Standard
 * know no `skip_localities_check`; on Advanced it lets regions differ.
 */
export function localitiesMismatch(
  databases: readonly CockroachDatabase[],
  destination: CockroachCluster,
  options: Readonly<Record<string, unknown>>,
): string | undefined {
  const present = destination.regions.map(({ name }) => name);
  const multiRegion = databases.filter(({ regions = [] }) => regions.length > 1);
  if (destination.plan !== 'ADVANCED') {
    const [first] = multiRegion;
    return first !== undefined && present.length < 2
      ? `multi-region database "${first.name}" cannot be restored to a single-region cluster`
      : undefined;
  }
  const missing = multiRegion.flatMap(({ regions = [] }) =>
    regions.filter((region) => !present.includes(region)),
  );
  return missing.length > 0 && options.skip_localities_check !== true
    ? `the cluster has no nodes in ${[...new Set(missing)].join(', ')}: mismatched localities`
    : undefined;
}
