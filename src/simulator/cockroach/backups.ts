import type { Reply } from '../exchange';
import { BACKUP_ROLES, pathCluster } from './access';
import type { CockroachCall } from './call';
import { pageOf, withinTimes } from './paging';
import type { CockroachWorld } from './world';

/** `GET …/backups`: only those that can be restored, and nothing but their id and time. */
export function listBackups(world: CockroachWorld, call: CockroachCall): Reply {
  const cluster = pathCluster(world, call, BACKUP_ROLES);
  const listed = withinTimes(call, world.restorableBackups(cluster.id), ({ as_of_time }) =>
    Date.parse(as_of_time),
  );
  const { items, pagination } = pageOf(call, listed, world.behaviour);
  const backups = items.map(({ id, as_of_time }) => ({ id, as_of_time }));
  return { status: 200, body: { backups, pagination } };
}
