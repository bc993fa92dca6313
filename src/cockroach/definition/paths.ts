import type { Segment } from '../../vendor/request';

/** The path of a cluster, or of what belongs to it. */
export function clusterPath(clusterId: string, ...rest: readonly Segment[]): readonly Segment[] {
  return ['api', 'v1', 'clusters', clusterId, ...rest];
}
