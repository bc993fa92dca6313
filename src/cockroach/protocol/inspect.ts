import type { Reader } from '../../client/api-client';
import { quote } from '../../text/text';
import { type Inspection, inspection } from '../../vendor/outcomes';
import { type Cluster, tryClusterOf } from './clusters';
import { wholeListOf } from './databases';
import { hasEnded, type Restore, restoresOf, tryRestoreOf } from './jobs';
import { bodyOf, declaredNames, doubtsOfDatabases, namesOf, reasonsToKeep } from './ownership';

type Facts = Readonly<Record<string, string>>;

/** Compares the destination of a restore with what was recorded of it. */
export async function inspectRestore(api: Reader, recorded: Facts): Promise<Inspection> {
  const destination = await destinationOf(api, recorded);
  if ('presence' in destination) return destination;
  const { cluster, restore } = destination;
  const drift = [
    ...(restore === undefined ? [`the destination has no restore ${quote(recorded.job_id)}`] : []),
    ...(restore?.status === 'FAILED' ? [`restore ${restore.id} failed`] : []),
  ];
  return { ...inspection('there', textOf(cluster)), drift, ...openOf(restore) };
}

/** Looks for the databases that a restore made, or that a drill did not drop. */
export async function inspectDatabases(
  api: Reader,
  recorded: Facts,
  sources: readonly string[],
): Promise<Inspection> {
  const destination = await destinationOf(api, recorded);
  if ('presence' in destination) return destination;
  const { cluster, restore } = destination;
  const { job_id: id = '' } = recorded;
  const open = openOf(restore);
  const body = bodyOf(recorded.request);
  const names = body === undefined ? declaredNames(recorded) : namesOf(body);
  const listed = new Set((await wholeListOf(api, cluster)).map(({ name }) => name));
  const databases = names.filter((name) => listed.has(name));
  const missing = names.filter((name) => !listed.has(name));
  const drift = missing.map((name) => `the destination has no database ${quote(name)}`);
  if (databases.length === 0 && open.unconfirmed.length === 0 && names.length > 0) {
    const failed = restore?.status === 'FAILED' ? [`restore ${id} failed`] : [];
    const text = [...failed, ...drift].join('; ');
    return inspection('gone', text);
  }
  const isOpen = open.unconfirmed.length > 0;
  const all = await restoresOf(api, cluster.id);
  const evidence = { id, destination: cluster.id, body, restore, all };
  return {
    presence: 'there',
    text: `${databases.map(quote).join(', ') || 'its databases'} ${textOf(cluster)}`,
    databases,
    drift: isOpen ? [] : drift,
    ...open,
    doubts: isOpen || body === undefined ? [] : doubtsOfDatabases(evidence),
    kept:
      body === undefined
        ? ['the request was not recorded']
        : [...open.unconfirmed, ...reasonsToKeep(evidence, sources)],
  };
}

/** The destination and the restore; or why nothing is known about them. */
async function destinationOf(
  api: Reader,
  recorded: Facts,
): Promise<Inspection | { readonly cluster: Cluster; readonly restore: Restore | undefined }> {
  const { destination_cluster_id: destination = '', job_id: id = '' } = recorded;
  if (destination === '' || id === '') {
    return inspection('unknown', 'no restore is recorded');
  }
  const cluster = await tryClusterOf(api, destination);
  if (cluster === undefined) {
    const text = `the API does not know cluster ${destination}, or the key cannot see it`;
    return inspection('unknown', text);
  }
  if (cluster.state === 'DELETED') return inspection('gone', textOf(cluster));
  return { cluster, restore: await tryRestoreOf(api, destination, id) };
}

function textOf({ name, state }: Cluster): string {
  return `in ${name}, ${state}`;
}

function openOf(restore: Restore | undefined): Pick<Inspection, 'unconfirmed'> {
  const isOpen = restore !== undefined && !hasEnded(restore);
  return {
    unconfirmed: isOpen ? [`restore ${restore.id} has not ended (${restore.status})`] : [],
  };
}
