import { quote } from '../../text/text';
import { parseTimestamp } from '../../text/timestamp';
import { isSurelyBefore } from '../../vendor/vendor-clock';

type Recorded = Readonly<Record<string, string>>;

/** What distinguishes clusters, as the API describes one. */
export interface DescribedCluster {
  readonly clusterId: string;
  readonly clusterName: string;
  readonly projectId: string;
  readonly createTime: string;
}

/** In the place of the time of the request: a person named the cluster, and no run of this app is known to have made it. */
export const ADOPTED = 'adopted';

/**
 * Whether a restore created this cluster: everything that was recorded with its submission agrees, and no restore
 * reads from it. Each doubt is a sentence without the full stop; none means that it is proven. What is recorded
 * comes from Terraform's state, the journal or a response of the API: evidence, and not enough alone.
 *
 * @param sources clusters that restores of the app read from now, besides those that were recorded
 */
export function doubtsOfOwnership(
  recorded: Recorded,
  cluster: DescribedCluster,
  sources: readonly string[] = [],
): string[] {
  const { doubts, kept } = ownershipOf(recorded, cluster, sources);
  return [...doubts, ...kept];
}

/** The doubts of a drop, apart from what keeps a cluster although it is the recorded one. */
export function ownershipOf(
  recorded: Recorded,
  cluster: DescribedCluster,
  sources: readonly string[],
): { readonly doubts: string[]; readonly kept: string[] } {
  const isAdopted = recorded.requested_at === ADOPTED;
  return {
    doubts: isAdopted
      ? doubtsBut([], recorded, cluster, sources)
      : doubtsOfAdoption(recorded, cluster, true, sources),
    kept: isAdopted ? ['it was adopted, and this app did not request it'] : [],
  };
}

/**
 * Whether a cluster may be adopted by hand: as for a drop, but where the request was sent by a run whose journal is
 * not here, its time is not known, and no cluster is older than the backup that is in it.
 */
export function doubtsOfAdoption(
  recorded: Recorded,
  cluster: DescribedCluster,
  wasSentHere: boolean,
  sources: readonly string[] = [],
): string[] {
  const ofTime = wasSentHere
    ? timeDoubts('the request', recorded.requested_at, cluster.createTime)
    : timeDoubts('the backup', recorded.backup_time, cluster.createTime);
  return doubtsBut(ofTime, recorded, cluster, sources);
}

/** All doubts but those of its age, which are given. */
function doubtsBut(
  ofTime: readonly string[],
  recorded: Recorded,
  cluster: DescribedCluster,
  sources: readonly string[],
): string[] {
  return [
    ...idDoubts(recorded, cluster),
    ...differs('its name', recorded.cluster_name, cluster.clusterName),
    ...differs('its project', recorded.project_id, cluster.projectId),
    ...ofTime,
    ...sourceDoubts(recorded.source_cluster_ids, sources, cluster.clusterId),
  ];
}

function idDoubts({ cluster_id: id }: Recorded, { clusterId }: DescribedCluster): string[] {
  return id !== undefined && id !== '' && id === clusterId
    ? []
    : [`the API describes cluster ${quote(clusterId)}, but ${quote(id ?? '')} is recorded`];
}

function differs(what: string, wanted: string | undefined, got: string): string[] {
  if (wanted === undefined || wanted === '') return [`${what} was not recorded`];
  return wanted === got ? [] : [`${what} is ${quote(got)}, but ${quote(wanted)} is recorded`];
}

function timeDoubts(what: string, since: string | undefined, createTime: string): string[] {
  const [earliest, created] = [parseTimestamp(since), parseTimestamp(createTime)];
  if (earliest === undefined) return [`the time of ${what} was not recorded`];
  if (created === undefined) return ['the API gives no time of its creation'];
  if (!isSurelyBefore(created, earliest)) return [];
  return [`it was created at ${createTime}, before ${what} (${since})`];
}

function sourceDoubts(
  recorded: string | undefined,
  sources: readonly string[],
  clusterId: string,
): string[] {
  if (recorded === undefined || recorded.trim() === '')
    return ['the source of the restore was not recorded'];
  const isSource = [...recorded.split(' '), ...sources].includes(clusterId);
  return isSource ? ['a restore reads from its backups'] : [];
}
