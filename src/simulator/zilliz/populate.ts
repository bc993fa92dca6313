import { addSeconds, isoSeconds } from '../clock';
import { type Populators, populator } from '../population';
import type { ZillizBackup, ZillizCluster, ZillizProject } from './model';
import type { ZillizWorld } from './world';

const MINUTE = 60;

const POPULATORS: Populators<ZillizWorld> = {
  projects: (world, fields) => world.addProject(fields as Partial<ZillizProject>).projectId,
  clusters: (world, fields) => world.addCluster(fields as Partial<ZillizCluster>).clusterId,
  // Each is a minute older than the one before, so that their order is clear.
  backups: (world, fields, at) => {
    const createTime = isoSeconds(addSeconds(world.clock.now(), -(at + 1) * MINUTE));
    return world.addBackup({ createTime, ...(fields as Partial<ZillizBackup>) }).backupId;
  },
};

/** Adds many objects of a kind and answers their ids. */
export const populate = populator(POPULATORS);
