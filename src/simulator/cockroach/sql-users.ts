import { bodyFields, type Reply } from '../exchange';
import { pathCluster, READER_ROLES, requireUnlocked } from './access';
import type { CockroachCall } from './call';
import type { CockroachCluster, CockroachRole, CockroachSqlUser } from './model';
import { pageOf } from './paging';
import { CockroachRefusal, GRPC } from './refusal';
import type { CockroachWorld } from './world';

const ADMIN: readonly CockroachRole[] = ['CLUSTER_ADMIN'];

/** `GET …/sql-users`: pages, by name. */
export function listSqlUsers(world: CockroachWorld, call: CockroachCall): Reply {
  const cluster = pathCluster(world, call, READER_ROLES);
  const users = [...cluster.sqlUsers].sort((a, b) => (a.name < b.name ? -1 : 1));
  const { items, pagination } = pageOf(call, users, world.behaviour);
  return { status: 200, body: { users: items.map(({ name }) => ({ name })), pagination } };
}

/** `POST …/sql-users`. */
export function createSqlUser(world: CockroachWorld, call: CockroachCall): Reply {
  const cluster = pathCluster(world, call, ADMIN);
  requireUnlocked(world, cluster);
  const { name, password } = bodyFields(call);
  const user = { name: textOf('name', name), password: textOf('password', password) };
  if (cluster.sqlUsers.some((other) => other.name === user.name)) {
    throw new CockroachRefusal(GRPC.ALREADY_EXISTS, `user "${user.name}" already exists`);
  }
  cluster.sqlUsers.push(user);
  return { status: 200, body: { name: user.name } };
}

/** `PUT …/sql-users/{name}/password`. */
export function updateSqlUserPassword(world: CockroachWorld, call: CockroachCall): Reply {
  const cluster = pathCluster(world, call, ADMIN);
  requireUnlocked(world, cluster);
  const user = userOf(cluster, call);
  user.password = textOf('password', bodyFields(call).password);
  return { status: 200, body: { name: user.name } };
}

/** `DELETE …/sql-users/{name}`. */
export function deleteSqlUser(world: CockroachWorld, call: CockroachCall): Reply {
  const cluster = pathCluster(world, call, ADMIN);
  requireUnlocked(world, cluster);
  const user = userOf(cluster, call);
  cluster.sqlUsers = cluster.sqlUsers.filter((other) => other !== user);
  return { status: 200, body: { name: user.name } };
}

function userOf(cluster: CockroachCluster, call: CockroachCall): CockroachSqlUser {
  const name = call.params.name ?? '';
  const user = cluster.sqlUsers.find((candidate) => candidate.name === name);
  if (user === undefined) {
    throw new CockroachRefusal(GRPC.NOT_FOUND, `user "${name}" was not found`);
  }
  return user;
}

function textOf(name: string, value: unknown): string {
  if (typeof value !== 'string' || value === '') {
    throw new CockroachRefusal(
      GRPC.INVALID_ARGUMENT,
      `invalid argument: ${name} must not be empty`,
    );
  }
  return value;
}
