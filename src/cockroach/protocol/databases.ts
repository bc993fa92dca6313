import * as z from 'zod/mini';
import type { ApiClient, Reader } from '../../client/api-client';
import { refusal } from '../../client/errors';
import { once } from '../../text/once';
import { pluralize, quote } from '../../text/text';
import type { VendorRequest } from '../../vendor/request';
import { clusterPath } from '../definition/paths';
import { type Cluster, titleOf } from './clusters';
import { allOf } from './pages';
import { NOT_FOUND } from './read-response';

const databaseSchema = once(() =>
  z.object({
    name: z.string(),
    // An int64, which travels as text; it may be missing.
    table_count: z.optional(z.nullable(z.union([z.string(), z.number()]))),
  }),
);

/** A database and how many tables it has. */
export interface Database {
  readonly name: string;
  readonly tables: number;
}

/** Databases that every cluster has: empty ones are not in the way of a cluster restore. */
const DEFAULT_DATABASES = new Set(['defaultdb', 'postgres', 'system']);

/**
 * The databases of a cluster, by name. A list that cannot be whole is refused: a name that is missing from it would
 * pass for a free one, and an empty list for an empty cluster. `resumed`: a wipe that was stopped may have deleted the
 * default databases, and never all of what is not known.
 */
export async function wholeListOf(
  api: Reader,
  cluster: Cluster,
  resumed = false,
): Promise<Database[]> {
  const databases = await listDatabases(api, cluster.id);
  if (isWholeList(databases) || (resumed && databases.length > 0)) return databases;
  throw refusal(
    `the API lists ${databases.length === 0 ? 'no databases' : databasesText(databases)} of ${titleOf(cluster)}, but every cluster has the database defaultdb: it is not known whether the cluster is empty`,
    'Check the cluster in the Cloud Console; create the database defaultdb if it was deleted',
  );
}

/** The databases of a cluster, by name. */
export async function listDatabases(api: Reader, clusterId: string): Promise<Database[]> {
  const path = clusterPath(clusterId, 'databases');
  const all = await allOf(api, { path, list: 'databases', order: 'ASC' }, databaseSchema());
  return all.map(({ name, table_count: count }) => ({ name, tables: Number(count ?? 0) }));
}

/** Sends the deletion of a database; one that is gone already is as good. */
export async function deleteDatabase(
  api: Pick<ApiClient, 'repeatableWrite'>,
  { method, path }: VendorRequest,
): Promise<void> {
  await api.repeatableWrite({ method, path, expectedCodes: NOT_FOUND, mayBeEmpty: true });
}

/** Whether a list can be that of a whole cluster: each cluster has at least one of the default databases. */
export function isWholeList(databases: readonly Database[]): boolean {
  return databases.some(isDefault);
}

/** Whether every cluster has a database of this name. */
export function isDefault({ name }: Database): boolean {
  return DEFAULT_DATABASES.has(name);
}

/** Those that a cluster restore would replace. `system` is the engine's own. */
export function inTheWay(databases: readonly Database[]): Database[] {
  return databases.filter(
    ({ name, tables }) => name !== 'system' && (!DEFAULT_DATABASES.has(name) || tables !== 0),
  );
}

/** `"orders" (4 tables), "stock" (2 tables)`. */
export function databasesText(databases: readonly Database[]): string {
  return databases
    .map(({ name, tables }) => `${quote(name)} (${pluralize(tables, 'table')})`)
    .join(', ');
}
