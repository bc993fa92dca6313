import * as z from 'zod/mini';
import type { ApiClient } from '../../client/api-client';
import { ClientError, UnusableResponse } from '../../client/errors';
import { once } from '../../text/once';
import { pluralize, quote } from '../../text/text';
import type { DrillProtocol } from '../../vendor/protocol';
import { shownPath } from '../../vendor/request';
import type { ClusterDeclaration } from '../model/declaration';
import { backupOf } from './backups';

/** A collection that must be there. */
interface Wanted {
  readonly dbName: string;
  readonly collectionName: string;
}

/** How a drill checks a restored cluster: over its data plane, https://docs.zilliz.com/docs/restful-api. */
export const drillOfCluster: DrillProtocol<ClusterDeclaration> = {
  target: ({ cluster_id: id = '', cluster_name: name = '' }) =>
    [id, ...(name === '' ? [] : [`(${name})`])].join(' '),

  async contents({ api, declaration }, recorded) {
    const wanted = await collectionsOf(api, declaration, recorded.backup_id ?? '');
    if (wanted.length === 0) {
      return {
        passed: false,
        text: 'neither the backup nor a catalog lists collections to look for',
      };
    }
    const { on } = api;
    const address = recorded.connect_address ?? '';
    if (on === undefined || address === '') {
      return { passed: false, text: 'the API names no address of the cluster' };
    }
    return compare(wanted, await collectionsIn(on.call(api, address), wanted));
  },
};

/** What the backup holds as the API lists it now; a catalog knows it also when the backup is gone. */
async function collectionsOf(
  api: ApiClient,
  { backup }: ClusterDeclaration,
  backupId: string,
): Promise<Wanted[]> {
  const known = backup.backupId === backupId ? (backup.known?.collections ?? []) : [];
  const listed = await backupOf(api, backup.clusterId, backupId).catch((error: unknown) => {
    if (error instanceof ClientError && known.length > 0) return undefined;
    throw error;
  });
  const live = (listed?.dbCollections ?? []).flatMap(({ dbName, collections }) =>
    collections.map(({ collectionName }) => ({ dbName, collectionName })),
  );
  const all = [...live, ...known].flatMap(({ dbName, collectionName }) =>
    // The API shows the default database with an empty name, in some examples.
    collectionName === undefined ? [] : [{ dbName: dbName || 'default', collectionName }],
  );
  return [...new Map(all.map((one) => [keyOf(one), one])).values()];
}

const namesSchema = once(() => z.array(z.string()));
const PATH = ['v2', 'vectordb', 'collections', 'list'];

async function collectionsIn(api: ApiClient, wanted: readonly Wanted[]): Promise<Set<string>> {
  const found = new Set<string>();
  for (const dbName of new Set(wanted.map((one) => one.dbName))) {
    const { data, refusedWith } = await api.read({
      method: 'POST',
      path: PATH,
      body: { dbName },
      expectedCodes: [NO_DATABASE],
    });
    if (refusedWith !== undefined) continue;
    const parsed = z.safeParse(namesSchema(), data);
    if (!parsed.success) {
      throw new UnusableResponse(`the response to POST ${shownPath(PATH)} lists no collections`);
    }
    for (const collectionName of parsed.data) found.add(keyOf({ dbName, collectionName }));
  }
  return found;
}

// The code of Milvus for a database that does not exist.
const NO_DATABASE = '800';

function compare(wanted: readonly Wanted[], found: ReadonlySet<string>) {
  const missing = wanted.filter((one) => !found.has(keyOf(one)));
  const databases = new Set(wanted.map(({ dbName }) => dbName)).size;
  const present = `${wanted.length - missing.length} of ${pluralize(wanted.length, 'collection')} in ${pluralize(databases, 'database')}`;
  if (missing.length === 0) return { passed: true, text: `${present} found` };
  const names = missing
    .slice(0, 5)
    .map(({ dbName, collectionName }) => quote(`${dbName}.${collectionName}`));
  const more = missing.length > names.length ? ` and ${missing.length - names.length} more` : '';
  return { passed: false, text: `${present} found, missing: ${names.join(', ')}${more}` };
}

function keyOf({ dbName, collectionName }: Wanted): string {
  return JSON.stringify([dbName, collectionName]);
}
