import type { RestoreStep } from '../read/steps';

/** The names of clusters by their ids, as far as the catalogs that an app reads name them. */
export type ClusterNames = ReadonlyMap<string, string>;

/** Collects them from every restore: what one reads from a catalog names the destination of another. */
export function clusterNames(steps: readonly Pick<RestoreStep, 'declared'>[]): ClusterNames {
  const names = new Map<string, string>();
  for (const { declared } of steps) {
    const { clusterId, known } = (declared.known.backup ?? {}) as {
      readonly clusterId?: string;
      readonly known?: { readonly sourceClusterName?: string };
    };
    const name = known?.sourceClusterName;
    if (clusterId !== undefined && typeof name === 'string' && name !== '') {
      names.set(clusterId, name);
    }
  }
  return names;
}
