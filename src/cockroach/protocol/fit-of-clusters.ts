import type { Reader } from '../../client/api-client';
import type { RestoreDeclaration } from '../model/declaration';
import { type Fit, fitOf } from '../model/fit';
import { type Cluster, clusterOf } from './clusters';
import { upgradesOf } from './versions';

/** Whether a backup of the source can be restored to the destination, as far as the API reports it. */
export async function fitOfClusters(
  api: Reader,
  { backup, plan, skipLocalitiesCheck }: RestoreDeclaration,
  destination: Cluster,
): Promise<Fit> {
  // Nobody knows better than the cluster itself what it can take.
  if (backup.clusterId === destination.id) return { impossible: [], open: [] };
  const source = await clusterOf(api, backup.clusterId, 'source');
  const { catalog, cockroachVersion } = backup.known ?? {};
  // The version of a catalog is that of its cluster when it was pulled, which the API reports for today.
  const backupVersion = catalog === undefined ? cockroachVersion : undefined;
  const upgrades = await upgradesOf(api, backupVersion ?? source.cockroach_version);
  return fitOf(source, destination, { plan, backupVersion, skipLocalitiesCheck, upgrades });
}
