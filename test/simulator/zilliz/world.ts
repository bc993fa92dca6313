import type { Simulator, SimulatorOptions } from '../../../src/simulator';
import { type Answer, client, type Send, startSimulator } from '../client';

export const PRODUCTION = 'proj-20e13e974c7d659a83a1b2';
export const STAGING = 'proj-7c41d0b2e98f4a6d5e3c1f';
export const SOURCE = 'in01-3b1c0a5d4e6f789';
export const NIGHTLY = 'backup11_0f5d2c9a7e3b41d';
export const OLD = 'backup11_7a9c4e1d2b6f508';
export const ARTICLES_ONLY = 'backup11_c3d8f01b5a2e794';

/** A simulator, a client with the owner's key, and the usual requests. */
export interface World {
  readonly simulator: Simulator;
  readonly send: Send;
  restoreCluster(changes?: Record<string, unknown>, backupId?: string): Promise<Answer>;
  restoreCollection(body: Record<string, unknown>, backupId?: string): Promise<Answer>;
  /** Asks for a job until the given time has passed for sure. */
  jobStatuses(jobId: string, requests: number): Promise<string[]>;
}

let running: Simulator | undefined;

/** Starts a simulator that `stopWorld` stops. */
export async function startWorld(
  behaviour: NonNullable<SimulatorOptions['behaviour']>['zilliz'] = {},
  options: SimulatorOptions = {},
): Promise<World> {
  const simulator = await startSimulator({
    ...options,
    behaviour: { zilliz: behaviour },
  });
  running = simulator;
  const send = client(simulator, 'sim-zilliz-owner-key');
  const backup = (id: string): string => `/v2/clusters/${SOURCE}/backups/${id}`;
  return {
    simulator,
    send,
    restoreCluster: (changes = {}, id = NIGHTLY) =>
      send('POST', `${backup(id)}/restoreCluster`, {
        targetProjectId: STAGING,
        clusterName: 'staging',
        cuSize: 2,
        collectionStatus: 'KEEP',
        ...changes,
      }),
    restoreCollection: (body, id = NIGHTLY) =>
      send('POST', `${backup(id)}/restoreCollection`, body),
    jobStatuses: async (jobId, requests) => {
      const statuses: string[] = [];
      for (let request = 0; request < requests; request += 1) {
        statuses.push((await send('GET', `/v2/jobs/${jobId}`)).body.data.status);
      }
      return statuses;
    },
  };
}

/** Stops the simulator of the last `startWorld`. */
export async function stopWorld(): Promise<void> {
  await running?.stop();
  running = undefined;
}
