import type { CockroachWorld } from './world';

/** Clusters, each with its newest backup, a line each. */
export function summary(world: CockroachWorld): string[] {
  return world.clusters.flatMap(({ id, name, plan, cockroach_version, databases }) => {
    const names = databases.map((database) => database.name).join(', ');
    const cluster = `cluster ${id} ${name}: ${plan}, ${cockroach_version}, databases ${names}`;
    const backups = world.restorableBackups(id);
    const newest = backups.at(-1);
    return newest === undefined
      ? [cluster]
      : [
          cluster,
          `backup ${newest.id} of ${name}: ${newest.as_of_time}, the newest of ${backups.length}`,
        ];
  });
}
