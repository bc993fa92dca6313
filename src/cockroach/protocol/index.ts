import type { Driver, Operation, Setting } from '../../vendor/driver';
import { rolesOfRestores } from '../definition/roles';
import { SERVER } from '../definition/server';
import { backupSettings } from './backup-settings';
import { inventory } from './inventory';
import { readAnswer } from './read-answer';
import { restoreCluster } from './restore-cluster';
import { restoreDatabases } from './restore-databases';
import { restoreTables } from './restore-tables';

/** CockroachDB Cloud's API, https://www.cockroachlabs.com/docs/api/cloud/v1. */
export const cockroachDriver: Driver = {
  vendor: 'cockroach',
  title: 'CockroachDB Cloud',
  keyVariable: 'COCKROACH_API_KEY',
  serverVariable: 'COCKROACH_SERVER',
  server: SERVER,
  // Names and enums differ from version to version: the answers are read as this one has them.
  headers: { 'Cc-Version': '2024-09-16' },
  roles: rolesOfRestores,
  readAnswer,
  requestIdHeader: 'x-request-id',
  clusterIdForm: /^[0-9a-f]{8}-[0-9a-f]{4}-/i,
  inventory,
  operations: {
    restoreCluster: restoreCluster as Operation,
    restoreDatabases: restoreDatabases as Operation,
    restoreTables: restoreTables as Operation,
  },
  settings: { backupSettings: backupSettings as Setting },
};
