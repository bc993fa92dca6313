import type { CockroachPlan, CockroachRegion } from './model';

/** The region of a cluster that has one, at an address that can never exist. */
export function regionOf(clusterName: string, plan?: CockroachPlan): CockroachRegion {
  const name = 'us-west-2';
  return {
    name,
    sql_dns: `${clusterName}.${name}.cockroach.simulator.invalid`,
    node_count: plan === 'ADVANCED' ? 3 : 0,
    primary: true,
  };
}
