import { refusal } from '../../client/errors';
import { pluralize, quote } from '../../text/text';
import type { Dropped } from '../../vendor/outcomes';
import type { ProtocolContext } from '../../vendor/protocol';
import { shownPath, urlPath } from '../../vendor/request';
import { dropRequest } from '../definition/restore-requests';
import { tryClusterOf } from './clusters';
import { deleteDatabase, wholeListOf } from './databases';
import { hasEnded, restoresOf, tryRestoreOf } from './jobs';
import { bodyOf, doubtsOfDatabases, namesOf, reasonsToKeep } from './ownership';

/**
 * Drops the databases that a restore made, of a drill as well, where the vendor's own record of it and what was requested
 * agree on their names, and no later restore has put others in their place.
 */
export async function dropDatabases(
  { api, say, sources }: Pick<ProtocolContext<unknown>, 'api' | 'say' | 'sources'>,
  recorded: Readonly<Record<string, string>>,
): Promise<Dropped> {
  const { job_id: id = '', destination_cluster_id: destination = '' } = recorded;
  if (id === '' || destination === '') {
    say('no restore is recorded: nothing to drop');
    return 'gone';
  }
  const body = bodyOf(recorded.request);
  const names = namesOf(body);
  const what = names.map(quote).join(', ') || 'the databases';
  const cluster = await tryClusterOf(api, destination);
  if (cluster?.state === 'DELETED') {
    say(`${what} was deleted together with ${destination}`);
    return 'gone';
  }
  const restore = await tryRestoreOf(api, destination, id);
  // A restore that is still running makes its databases after the drop.
  if (restore !== undefined && !hasEnded(restore)) {
    throw refusal(
      `restore ${id} of ${destination} is still ${restore.status || 'under way'}, so ${what} cannot be dropped`,
      'Apply again when it has ended',
      { retry: 'later' },
    );
  }
  const present = await presentIn();
  if (names.length > 0 && present.length === 0) {
    say(`${what} of ${destination} is already gone`);
    return 'gone';
  }
  const all = cluster === undefined ? [] : await restoresOf(api, destination);
  const evidence = { id, destination, body, restore, all };
  const doubts = [...doubtsOfDatabases(evidence), ...reasonsToKeep(evidence, sources)];
  const requests = present.map((name) => dropRequest(destination, name));
  if (doubts.length > 0) {
    const by = requests.map(({ method, path }) => `${method} ${shownPath(path)}`);
    const way = by.length === 1 ? ` or with ${by[0]}` : '';
    say(
      `left ${what} of ${destination}: it is not proven that this restore created what exists (${doubts.join('; ')}). If you no longer need it, drop it with SQL${way}`,
    );
    return 'left';
  }
  // A name that makes another URL is found before anything is deleted.
  for (const { path } of requests) urlPath(path);
  for (const request of requests) await deleteDatabase(api, request);
  const list = present.map(quote).join(', ');
  say(`dropped ${pluralize(present.length, 'database')} of ${destination}: ${list}`);
  return 'dropped';

  async function presentIn(): Promise<string[]> {
    // What is not seen may be there: then the doubts decide.
    if (cluster === undefined) return names;
    const listed = new Set((await wholeListOf(api, cluster)).map(({ name }) => name));
    return names.filter((name) => listed.has(name));
  }
}
