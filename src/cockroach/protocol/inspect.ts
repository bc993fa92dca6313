import type { ApiClient } from '../../client/api-client';
import { quoted } from '../../text/text';
import type { Inspection } from '../../vendor/protocol';
import { tryClusterOf } from './clusters';
import { listDatabases } from './databases';
import { hasEnded, tryRestoreOf } from './jobs';

type Reader = Pick<ApiClient, 'read'>;
type Facts = Readonly<Record<string, string>>;

/** Compares the destination of a restore with what was recorded of it. */
export async function inspectRestore(api: Reader, recorded: Facts): Promise<Inspection> {
  const { destination_cluster_id: destination = '', job_id: id = '' } = recorded;
  const nothing = { drift: [], unconfirmed: [], doubts: [] };
  if (destination === '' || id === '') {
    return { presence: 'unknown', text: 'no restore is recorded', ...nothing };
  }
  const cluster = await tryClusterOf(api, destination);
  if (cluster === undefined) {
    const text = `the API knows no cluster ${destination}, or the key does not see it`;
    return { presence: 'unknown', text, ...nothing };
  }
  const text = `in ${cluster.name}, ${cluster.state}`;
  if (cluster.state === 'DELETED') return { presence: 'gone', text, ...nothing };
  const restore = await tryRestoreOf(api, destination, id);
  const drift = [
    ...(restore === undefined ? [`the destination has no restore ${quoted(id)}`] : []),
    ...(restore?.status === 'FAILED' ? [`restore ${id} failed`] : []),
    ...(await missingDatabases(api, recorded)),
  ];
  const isOpen = restore !== undefined && !hasEnded(restore);
  const unconfirmed = isOpen ? [`restore ${id} has not ended (${restore.status})`] : [];
  return { presence: 'there', text, drift, unconfirmed, doubts: [] };
}

/** The restored databases that the destination does not have any more. */
async function missingDatabases(api: Reader, recorded: Facts): Promise<string[]> {
  const { destination_cluster_id: destination = '', databases, new_db_name: renamed } = recorded;
  const wanted = renamed === undefined ? namesIn(databases) : [renamed];
  if (wanted.length === 0) return [];
  const present = new Set((await listDatabases(api, destination)).map(({ name }) => name));
  return wanted
    .filter((name) => !present.has(name))
    .map((name) => `the destination has no database ${quoted(name)}`);
}

function namesIn(json: string | undefined): string[] {
  try {
    const names: unknown = JSON.parse(json ?? '[]');
    return Array.isArray(names) ? names.filter((name) => typeof name === 'string') : [];
  } catch {
    return [];
  }
}
