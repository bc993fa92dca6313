import type { Construct } from 'constructs';
import { cockroach } from '../../src';
import { Simulator, type SimulatorOptions, SteppingClock } from '../../src/simulator';

/** Ids of the world that the simulator starts with: two pairs of clusters, and a Basic one. */
export const ORDERS = '7f3c1a52-6d0e-4b8a-9c21-5e4f3a2b1c0d';
export const ORDERS_STAGING = '2b9d4e61-0c7f-4a35-8e1d-7c6b5a493827';
export const LEDGER = 'c84e0f17-5a2b-4d93-a6f0-1b2c3d4e5f60';
export const LEDGER_STAGING = 'e15a7c93-8d46-4f02-b7e9-60f1e2d3c4b5';
export const SANDBOX = '9a06f3b8-47d1-4ec5-8b2f-d0c1b2a39485';
export const COCKROACH_KEY = 'sim-cockroach-admin-key';

/** The newest backups of `startCockroach`, an hour old. */
export const ORDERS_BACKUP = '11111111-aaaa-4aaa-8aaa-000000000001';
export const LEDGER_BACKUP = '11111111-aaaa-4aaa-8aaa-000000000002';
export const SANDBOX_BACKUP = '11111111-aaaa-4aaa-8aaa-000000000003';

/**
 * A simulator whose clock begins now, because the runner compares the age of backups with the real time; each
 * used cluster has a backup of an hour ago.
 */
export async function startCockroach(
  behaviour: NonNullable<SimulatorOptions['behaviour']>['cockroach'] = {},
): Promise<Simulator> {
  const clock = new SteppingClock(new Date());
  const simulator = await Simulator.start({ clock, behaviour: { cockroach: behaviour } });
  const backups = { [ORDERS_BACKUP]: ORDERS, [LEDGER_BACKUP]: LEDGER, [SANDBOX_BACKUP]: SANDBOX };
  const asOf = new Date(Date.now() - 3600 * 1000).toISOString().replace(/\.\d+Z$/, '.637170Z');
  for (const [id, clusterId] of Object.entries(backups)) {
    simulator.cockroach.addBackup({ id, clusterId, as_of_time: asOf });
  }
  return simulator;
}

/** The variables of a runner that talks to the simulator. */
export function cockroachEnvironment(
  simulator: Simulator,
  change: NodeJS.ProcessEnv = {},
): NodeJS.ProcessEnv {
  return {
    COCKROACH_API_KEY: COCKROACH_KEY,
    COCKROACH_SERVER: simulator.url,
    CLUSTER_RESTORE_POLL_SECONDS: '0',
    ...change,
  };
}

/** A declaration that is right in every respect: a Standard cluster cloned into an empty one. */
export function cockroachClusterProps(
  change: Partial<cockroach.RestoredClusterProps> = {},
): cockroach.RestoredClusterProps {
  return {
    backup: cockroach.Backup.fromId({ clusterId: ORDERS, backupId: ORDERS_BACKUP }),
    destinationCluster: ORDERS_STAGING,
    plan: cockroach.Plan.STANDARD,
    acknowledgeDataLoss: ORDERS_STAGING,
    ...change,
  };
}

/** The construct that most tests are about. */
export function restoredCockroach(
  scope: Construct,
  change: Partial<cockroach.RestoredClusterProps> = {},
): cockroach.RestoredCluster {
  return new cockroach.RestoredCluster(scope, 'orders', cockroachClusterProps(change));
}

/** The calls so far, each as `METHOD path status`, cluster ids by their names. */
export function callsOf({ requests, cockroach: cloud }: Simulator): string[] {
  const names = cloud.clusters.map(({ id, name }) => [id, name] as const);
  return requests.map(({ method, path, status }) => {
    const short = path.replace('/api/v1/clusters/', '');
    const named = names.reduce((text, [id, name]) => text.replace(id, name), short);
    return `${method} ${named} ${status}`;
  });
}
