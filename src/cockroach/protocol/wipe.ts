import { RefusedError, refusal } from '../../client/errors';
import { quote } from '../../text/text';
import type { Cleared } from '../../vendor/outcomes';
import type { ProtocolContext } from '../../vendor/protocol';
import { urlPath, type VendorRequest } from '../../vendor/request';
import { clusterRequests } from '../definition/restore-requests';
import type { ClusterDeclaration } from '../model/declaration';
import { type Cluster, titleOf } from './clusters';
import {
  type Database,
  databasesText,
  deleteDatabase,
  inTheWay,
  isDefault,
  isWholeList,
  listDatabases,
} from './databases';

type Context = ProtocolContext<ClusterDeclaration>;

const LOOKS = 6;
const LOOK_SECONDS = 5;

/**
 * Deletes the databases that are in the way of a cluster restore, each one named. The caller has found
 * the backup and checked the acknowledgement.
 */
export async function wipe(
  context: Context,
  destination: Cluster,
  present: readonly Database[],
  clearing: (done?: Cleared) => void,
  resumed: boolean,
): Promise<void> {
  const title = titleOf(destination);
  if (destination.delete_protection === 'ENABLED') {
    throw refusal(
      `wipeDestination would delete ${databasesText(present)} from ${title}, which has deletion protection`,
      'Turn off deletion protection in the Cloud Console, if the data may be deleted',
    );
  }
  const deletions = deletionsOf(context, present);
  clearing();
  const deleted: Database[] = [];
  for (const [database, request] of deletions) {
    await remove(context, title, database, request);
    deleted.push(database);
    clearing(deletedText(deleted, destination));
  }
  for (let look = 1; ; look += 1) {
    const listed = await listDatabases(context.api, destination.id);
    const left = inTheWay(listed);
    // A response without content is not an empty cluster, unless the default databases were deleted too.
    const isWhole = isWholeList(listed) || resumed || present.some(isDefault);
    if (left.length === 0 && isWhole) return;
    if (look === LOOKS) {
      throw refusal(
        isWhole
          ? `after the wipe ${title} still lists ${databasesText(left)}`
          : `after the wipe the API does not list the default databases of ${title}: it is not known whether the cluster is empty`,
        isWhole ? 'Drop what is left with SQL' : 'Check the cluster in the Cloud Console',
      );
    }
    await context.pause(LOOK_SECONDS);
  }
}

/** `"orders" (4 tables) of staging (2b9d…) was deleted`. */
export function deletedText(deleted: readonly Database[], destination: Cluster): string {
  const verb = deleted.length === 1 ? 'was' : 'were';
  return `${databasesText(deleted)} of ${titleOf(destination)} ${verb} deleted`;
}

/** The deletions, each of which can be sent: a name that makes another URL is found before the first one. */
function deletionsOf({ declaration }: Context, present: readonly Database[]) {
  const inTheWay = present.map(({ name }) => name);
  const deletions = clusterRequests(declaration, { inTheWay }).filter(
    ({ when }) => when === 'before',
  );
  for (const { path } of deletions) urlPath(path);
  return present.map((database, index) => [database, deletions[index] as VendorRequest] as const);
}

async function remove(
  { api, say }: Context,
  title: string,
  database: Database,
  request: VendorRequest,
) {
  const { name } = database;
  say(`wiping ${title}: deleting database ${databasesText([database])}`);
  try {
    await deleteDatabase(api, request);
  } catch (error) {
    if (!(error instanceof RefusedError)) throw error;
    const fix =
      name === 'defaultdb'
        ? 'Drop the tables of defaultdb with SQL: the vendor decides whether the API deletes this database'
        : 'Drop it with SQL';
    const problem = `database ${quote(name)} of ${title} could not be deleted: ${error.problem}`;
    throw refusal(problem, fix, { cause: error });
  }
}
