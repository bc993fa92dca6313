import type { Reader } from '../../client/api-client';
import { ClientError } from '../../client/errors';
import { quote } from '../../text/text';
import { type Inspection, inspection } from '../../vendor/outcomes';
import { isGone } from '../model/cluster-status';
import { ownershipOf } from '../model/ownership';
import { compareWithRequest, sentRequestOf } from '../model/sent-request';
import { type Cluster, tryClusterOf } from './clusters';
import { requireSameOrganization } from './organization';

type Facts = Readonly<Record<string, string>>;

/** Compares a restored cluster with what was recorded of it. */
export async function inspectCluster(
  api: Reader,
  recorded: Facts,
  sources: readonly string[],
): Promise<Inspection> {
  const { cluster_id: id = '' } = recorded;
  if (id === '') return inspection('unknown', 'no cluster is recorded');
  const cluster = await tryClusterOf(api, id);
  if (cluster === undefined) return await notFound(api, recorded);
  const { clusterName: name, status } = cluster;
  const text = `${name}, ${status}`;
  if (isGone(status)) return { ...inspection('gone', text), name };
  return {
    presence: 'there',
    text,
    name,
    ...comparison(recorded, cluster),
    ...ownershipOf(recorded, cluster, sources),
  };
}

/** What the API does not know may be in another organization: only a key that sees the project proves that it is gone. */
async function notFound(api: Reader, recorded: Facts): Promise<Inspection> {
  try {
    await requireSameOrganization(api, recorded);
    return inspection('gone', 'the API no longer lists it');
  } catch (error) {
    if (!(error instanceof ClientError) || error.kind !== 'credentials') throw error;
    return inspection('unknown', error.problem);
  }
}

function comparison(recorded: Facts, cluster: Cluster): Pick<Inspection, 'drift' | 'unconfirmed'> {
  const address = recorded.connect_address ?? '';
  const moved =
    address === '' || cluster.connectAddress === '' || cluster.connectAddress === address
      ? []
      : [`its connect address is ${quote(cluster.connectAddress)}, not ${quote(address)}`];
  const sent = sentRequestOf(recorded);
  if (sent === undefined) {
    return { drift: moved, unconfirmed: ['what was requested is not recorded'] };
  }
  const { problems, unconfirmed } = compareWithRequest(sent, cluster);
  return {
    drift: [...problems, ...moved],
    unconfirmed: unconfirmed.map((what) => `the API does not report ${what}`),
  };
}

/** Collections were restored into a cluster that existed before: is it still? */
export async function inspectTarget(api: Reader, recorded: Facts): Promise<Inspection> {
  const { cluster_id: id = '' } = recorded;
  if (id === '') {
    const text = 'the target cluster is not recorded: the restore has not ended';
    return inspection('unknown', text);
  }
  const cluster = await tryClusterOf(api, id);
  if (cluster === undefined) {
    const text = `the API does not know cluster ${id}, or the key cannot see it`;
    return inspection('unknown', text);
  }
  const text = `in ${cluster.clusterName}, ${cluster.status}; the API reports nothing about collections`;
  return inspection(isGone(cluster.status) ? 'gone' : 'there', text);
}
