import type { Reader } from '../../client/api-client';
import { quote } from '../../text/text';
import type { KnownHere, Unrecorded } from '../../vendor/inventory';
import { HASH, isUniqueNameOf } from '../../vendor/unique-name';
import { isGone } from '../model/cluster-status';
import { stampIn } from '../model/marks';
import { allClusters, type Cluster, tryClusterOf } from './clusters';

/** The name that a drill gives, where none is declared. */
const DRILL = 'restore-drill';

/** Clusters of which nothing is recorded, and that look like clones. */
export async function unrecordedClusters(
  api: Reader,
  { declared, recorded, sources }: KnownHere,
): Promise<Unrecorded[]> {
  const known = new Set([...sources, ...recorded.map(({ cluster_id: id }) => id)]);
  const found: Unrecorded[] = [];
  for await (const listed of allClusters(api)) {
    for (const one of listed) {
      if (known.has(one.clusterId) || isGone(one.status)) continue;
      // A list may leave out what a cluster says of itself.
      const cluster =
        one.description === undefined ? ((await tryClusterOf(api, one.clusterId)) ?? one) : one;
      const signs = signsOf(cluster, declared);
      const { clusterId, clusterName, status } = cluster;
      if (signs.length > 0) found.push({ clusterId, text: `${clusterName}, ${status}`, signs });
    }
  }
  return found;
}

function signsOf(
  { clusterName: name, projectId, description }: Cluster,
  declared: KnownHere['declared'],
): string[] {
  const stamp = stampIn(description ?? '');
  const namers = declared.filter(({ triggers }) => {
    const { cluster_name: given = '', target_project_id: project } = triggers;
    if (project !== projectId || given === '') return false;
    return given.endsWith(HASH)
      ? isUniqueNameOf(name, given.slice(0, -HASH.length))
      : given === name;
  });
  return [
    ...(stamp === undefined ? [] : [`its description says ${quote(stamp)}`]),
    ...namers.map(({ path }) => `its name is one that ${path} gives`),
    ...(isUniqueNameOf(name, DRILL) ? ['its name is one that a drill gives'] : []),
  ];
}
