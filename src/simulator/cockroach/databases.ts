import { bodyFields, type Reply } from '../exchange';
import { BACKUP_ROLES, pathCluster, READER_ROLES, requireUnlocked } from './access';
import type { CockroachCall } from './call';
import type { CockroachDatabase } from './model';
import { pageOf } from './paging';
import { CockroachRefusal, GRPC } from './refusal';
import type { CockroachWorld } from './world';

/** `GET …/databases`: pages, by name, with the number of tables as text. */
export function listDatabases(world: CockroachWorld, call: CockroachCall): Reply {
  const cluster = pathCluster(world, call, READER_ROLES);
  const databases = cluster.databases.filter(({ name }) => name !== 'postgres');
  if (world.behaviour.listsPostgres) {
    databases.push({ name: 'postgres', tables: [] });
  }
  databases.sort((a, b) => (a.name < b.name ? -1 : 1));
  // Names come in ascending order whatever the default of other lists is.
  const { items, pagination } = pageOf(call, databases, {
    ...world.behaviour,
    defaultSortOrder: 'ASC',
  });
  const shown = items.map((database) => publicDatabase(world, database));
  return { status: 200, body: { databases: shown, pagination } };
}

/** `POST …/databases`. */
export function createDatabase(world: CockroachWorld, call: CockroachCall): Reply {
  const cluster = pathCluster(world, call, BACKUP_ROLES);
  requireUnlocked(world, cluster);
  const { name } = bodyFields(call);
  if (typeof name !== 'string' || name === '') {
    throw new CockroachRefusal(GRPC.INVALID_ARGUMENT, 'invalid argument: name must not be empty');
  }
  if (cluster.databases.some((database) => database.name === name)) {
    throw new CockroachRefusal(GRPC.ALREADY_EXISTS, `database "${name}" already exists`);
  }
  const database: CockroachDatabase = { name, tables: [] };
  cluster.databases.push(database);
  return { status: 200, body: publicDatabase(world, database) };
}

/** `DELETE …/databases/{name}`: what it does to tables and to `defaultdb` is unconfirmed. */
export function deleteDatabase(world: CockroachWorld, call: CockroachCall): Reply {
  const cluster = pathCluster(world, call, BACKUP_ROLES);
  requireUnlocked(world, cluster);
  const name = call.params.name ?? '';
  const database = cluster.databases.find((candidate) => candidate.name === name);
  if (database === undefined) {
    throw new CockroachRefusal(GRPC.NOT_FOUND, `database "${name}" was not found`);
  }
  const { deleteDefaultDatabase, deleteUsedDatabase } = world.behaviour;
  if (name === 'defaultdb' && deleteDefaultDatabase === 'refused') {
    throw new CockroachRefusal(GRPC.FAILED_PRECONDITION, 'defaultdb cannot be deleted');
  }
  if (database.tables.length > 0 && deleteUsedDatabase === 'refused') {
    throw new CockroachRefusal(GRPC.FAILED_PRECONDITION, `database "${name}" is not empty`);
  }
  cluster.databases = cluster.databases.filter((candidate) => candidate !== database);
  return { status: 200, body: publicDatabase(world, database) };
}

function publicDatabase(world: CockroachWorld, { name, tables }: CockroachDatabase): unknown {
  if (tables.length === 0 && world.behaviour.zeroTableCount === 'absent') {
    return { name };
  }
  return { name, table_count: `${tables.length}` };
}
