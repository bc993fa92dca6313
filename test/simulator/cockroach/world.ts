import { type Simulator, type SimulatorOptions, SteppingClock } from '../../../src/simulator';
import { type Answer, client, type Send, START, startSimulator } from '../client';

export const ORDERS = '7f3c1a52-6d0e-4b8a-9c21-5e4f3a2b1c0d';
export const ORDERS_STAGING = '2b9d4e61-0c7f-4a35-8e1d-7c6b5a493827';
export const LEDGER = 'c84e0f17-5a2b-4d93-a6f0-1b2c3d4e5f60';
export const LEDGER_STAGING = 'e15a7c93-8d46-4f02-b7e9-60f1e2d3c4b5';
export const SANDBOX = '9a06f3b8-47d1-4ec5-8b2f-d0c1b2a39485';
export const ORDERS_BACKUP = 'c2a94e17-3b5d-4f60-8e12-9d7b6a5c4f31';
export const LEDGER_BACKUP = '4d81b6e0-92fa-4c37-a5d4-0e8f7c6b5a92';

/** A simulator whose clock stands still, and a client with the administrator's key. */
export interface World {
  readonly simulator: Simulator;
  readonly send: Send;
  /** Restores the latest backup of `orders-production` to the empty cluster, unless changed. */
  restore(changes?: Record<string, unknown>, destination?: string): Promise<Answer>;
  /** What a cluster holds, as `database: tables`. */
  contents(clusterId: string): Record<string, string[]>;
}

let running: Simulator | undefined;

/** Starts a simulator that `stopWorld` stops. */
export async function startWorld(
  behaviour: NonNullable<SimulatorOptions['behaviour']>['cockroach'] = {},
  options: SimulatorOptions = {},
): Promise<World> {
  const simulator = await startSimulator({
    clock: new SteppingClock(START, 0),
    ...options,
    behaviour: { cockroach: behaviour },
  });
  running = simulator;
  const send = client(simulator, 'sim-cockroach-admin-key', { 'cc-version': '2024-09-16' });
  return {
    simulator,
    send,
    restore: (changes = {}, destination = ORDERS_STAGING) =>
      send('POST', `/api/v1/clusters/${destination}/restores`, {
        type: 'CLUSTER',
        backup_id: ORDERS_BACKUP,
        ...changes,
      }),
    contents: (clusterId) =>
      Object.fromEntries(
        simulator.cockroach
          .cluster(clusterId)
          .databases.map(({ name, tables }) => [name, tables.map((table) => table.name)]),
      ),
  };
}

/** Stops the simulator of the last `startWorld`. */
export async function stopWorld(): Promise<void> {
  await running?.stop();
  running = undefined;
}
