import { addSeconds, isoSeconds } from '../clock';
import { type Populators, populator } from '../population';
import type { CockroachBackup, CockroachCluster, CockroachDatabase } from './model';
import type { CockroachWorld } from './world';

const MINUTE = 60;

const POPULATORS: Populators<CockroachWorld> = {
  clusters: (world, fields) => world.addCluster(fields as Partial<CockroachCluster>).id,
  // Each is a minute older than the one before, so that their order is clear.
  backups: (world, fields, at) => {
    const as_of_time = isoSeconds(addSeconds(world.clock.now(), -(at + 1) * MINUTE));
    const given = { as_of_time, ...fields, clusterId: clusterIdOf(fields) };
    return world.addBackup(given as Partial<CockroachBackup> & { clusterId: string }).id;
  },
  restores: (world, fields, at) =>
    world.addEndedRestore(clusterIdOf(fields), addSeconds(world.clock.now(), -(at + 1) * MINUTE))
      .id,
  databases: (world, fields, at) => {
    const name = `database_${at + 1}`;
    const { clusterId, ...given } = fields;
    const database = { name, tables: [], ...(given as Partial<CockroachDatabase>) };
    world.cluster(clusterIdOf(fields)).databases.push(database);
    return database.name;
  },
  sqlUsers: (world, fields, at) => {
    const name = `user_${at + 1}`;
    world.cluster(clusterIdOf(fields)).sqlUsers.push({ name, password: `Sim-Pw-${name}` });
    return name;
  },
};

/** Adds many objects of a kind and answers their ids or names. */
export const populate = populator(POPULATORS);

function clusterIdOf({ clusterId }: Readonly<Record<string, unknown>>): string {
  if (typeof clusterId !== 'string') {
    throw new RangeError(
      `fields.clusterId must be a cluster's id, got ${JSON.stringify(clusterId)}.`,
    );
  }
  return clusterId;
}
