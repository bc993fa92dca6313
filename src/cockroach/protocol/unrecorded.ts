import type { Reader } from '../../client/api-client';
import { quote } from '../../text/text';
import type { KnownHere, Unrecorded } from '../../vendor/inventory';
import { isUniqueNameOf } from '../../vendor/unique-name';
import { DEFAULT_DRILL_NAME } from '../definition/drill';
import { type Cluster, tryClusterOf } from './clusters';
import { isDefault, listDatabases } from './databases';
import { type Restore, restoresOf } from './jobs';
import { bodyOf, declaredNames, namesOf } from './ownership';

/** Databases in the destinations of restores of which nothing is recorded, and that look restored. */
export async function unrecordedDatabases(api: Reader, known: KnownHere): Promise<Unrecorded[]> {
  const { declared, recorded } = known;
  const ids = [...declared.map(({ triggers }) => triggers), ...recorded].flatMap(
    ({ destination_cluster_id: id = '' }) => (ID.test(id) ? [id] : []),
  );
  const found: Unrecorded[] = [];
  for (const id of new Set(ids)) {
    const cluster = await tryClusterOf(api, id);
    if (cluster === undefined || cluster.state === 'DELETED') continue;
    found.push(...(await inCluster(api, cluster, known)));
  }
  return found;
}

/** An id that is known after apply is none yet. */
const ID = /^[0-9a-f-]{36}$/;

async function inCluster(
  api: Reader,
  { id, name, state }: Cluster,
  { declared, recorded }: KnownHere,
): Promise<Unrecorded[]> {
  const isHere = (facts: Readonly<Record<string, string>>) => facts.destination_cluster_id === id;
  const own = new Set(recorded.filter(isHere).flatMap(({ request }) => namesOf(bodyOf(request))));
  const namers = declared.filter(({ triggers }) => isHere(triggers));
  const restores = await restoresOf(api, id);
  const databases = await listDatabases(api, id);
  return databases.flatMap((database): Unrecorded[] => {
    if (own.has(database.name) || isDefault(database)) return [];
    const signs = signsOf(database.name, namers, restores);
    const text = `database ${quote(database.name)} in ${name}, ${state}`;
    return signs.length === 0 ? [] : [{ clusterId: id, text, signs }];
  });
}

function signsOf(
  name: string,
  namers: KnownHere['declared'],
  restores: readonly Restore[],
): string[] {
  const paths = namers.filter(({ triggers }) => declaredNames(triggers).includes(name));
  const by = restores.filter(
    ({ type, status, restore_opts }) =>
      type === 'DATABASE' && status === 'SUCCESS' && namesOf({ restore_opts })[0] === name,
  );
  return [
    ...paths.map(({ path }) => `its name is one that ${path} gives`),
    ...by.map(({ id, created_at: at }) => `restore ${id} of ${at} gave it this name`),
    ...(isUniqueNameOf(name, DEFAULT_DRILL_NAME) ? ['its name is one that a drill gives'] : []),
  ];
}
