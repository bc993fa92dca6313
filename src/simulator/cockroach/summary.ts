import type { ConsoleStep } from '../exchange';
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

/** What the examples of a roll-back ask for, before they wipe. */
export function consoleSteps({ clusters }: CockroachWorld): ConsoleStep[] {
  return clusters
    .filter((cluster) => cluster.delete_protection === 'ENABLED')
    .map(({ id, name }) => ({
      title: `turn off deletion protection of ${name}`,
      method: 'PATCH',
      path: `/api/v1/clusters/${id}`,
      body: { delete_protection: 'DISABLED' },
    }));
}
