import type { TerraformStack } from 'cdktf';
import { cockroach } from '../../../src';
import {
  COCKROACH_KEY,
  cockroachClusterProps,
  cockroachEnvironment,
  LEDGER,
  LEDGER_BACKUP,
  LEDGER_STAGING,
  ORDERS_STAGING,
  startCockroach,
} from '../../support/cockroach';
import type { Scenario } from './scenarios';

const restores = (build: (stack: TerraformStack) => void): Omit<Scenario, 'title'> => ({
  build,
  // Two looks at a restore are enough to see it running and done.
  start: () =>
    startCockroach({ pendingSeconds: 30, restoreSeconds: 60, completedAtLagSeconds: 30 }),
  key: COCKROACH_KEY,
  variables: (simulator) => cockroachEnvironment(simulator),
  created: ({ cockroach: cloud }) => cloud.restores.length,
  expected: 1,
  newestJob: ({ cockroach: cloud }) => cloud.restores.at(-1)?.id,
  drops: false,
});

/** A cluster restore that deletes a database of its destination first. */
export const cockroachCluster: Scenario = {
  ...restores((stack) => {
    const props = cockroachClusterProps({ wipeDestination: true });
    new cockroach.RestoredCluster(stack, 'articles', props);
  }),
  title: 'cockroach restoreCluster',
  start: async () => {
    const simulator = await restores(() => undefined).start();
    const { clusters } = simulator.cockroach;
    const tables = [{ schema: 'public', name: 'notes' }];
    clusters.find(({ id }) => id === ORDERS_STAGING)?.databases.push({ name: 'old', tables });
    return simulator;
  },
};

// The code that makes these requests is the same as that of the cluster restore.
const SHARED = /^(listBackups|getCluster|listRestores|getRestore)$/;

const ledger = {
  backup: cockroach.Backup.fromId({ clusterId: LEDGER, backupId: LEDGER_BACKUP }),
  destinationCluster: LEDGER_STAGING,
  plan: cockroach.Plan.ADVANCED,
};

/** A database beside what the destination has. */
export const cockroachDatabases: Scenario = {
  ...restores((stack) => {
    new cockroach.RestoredDatabases(stack, 'articles', { ...ledger, databases: ['ledger'] });
  }),
  title: 'cockroach restoreDatabases',
  leavesOut: SHARED,
};

/** A table in a database that is there. */
export const cockroachTables: Scenario = {
  ...restores((stack) => {
    const tables = [{ database: 'ledger', schema: 'public', table: 'accounts' }];
    new cockroach.RestoredTables(stack, 'articles', { ...ledger, tables });
  }),
  title: 'cockroach restoreTables',
  leavesOut: SHARED,
  start: async () => {
    const simulator = await restores(() => undefined).start();
    const { clusters } = simulator.cockroach;
    clusters
      .find(({ id }) => id === LEDGER_STAGING)
      ?.databases.push({ name: 'ledger', tables: [] });
    return simulator;
  },
};
