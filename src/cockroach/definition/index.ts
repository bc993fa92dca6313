import type {
  OperationDefinition,
  SettingDefinition,
  VendorDefinition,
} from '../../vendor/definition';
import { shapeRules } from '../model/shape-rules';
import * as operations from './operations';
import { rolesOfRestores } from './roles';
import { sqlUserPassword } from './sql-user-password';

export * from './operations';
export { sqlUserPassword } from './sql-user-password';

/** CockroachDB Cloud's API, https://www.cockroachlabs.com/docs/api/cloud/v1. */
export const cockroach: VendorDefinition = {
  vendor: 'cockroach',
  title: 'CockroachDB Cloud',
  keyVariable: 'COCKROACH_API_KEY',
  serverVariable: 'COCKROACH_SERVER',
  server: 'https://cockroachlabs.cloud',
  // "10 requests/s per user": https://www.cockroachlabs.com/docs/cockroachcloud/cloud-api
  requestsPerSecond: 10,
  // Names and enums differ from version to version: the responses are read as this one has them.
  headers: { 'Cc-Version': '2024-09-16' },
  roles: rolesOfRestores,
  clusterIdForm: /^[0-9a-f]{8}-[0-9a-f]{4}-/i,
  shapeRules,
  operations: {
    drillDatabase: operations.drillDatabase as OperationDefinition,
    restoreCluster: operations.restoreCluster as OperationDefinition,
    restoreDatabases: operations.restoreDatabases as OperationDefinition,
    restoreTables: operations.restoreTables as OperationDefinition,
  },
  settings: {
    backupSettings: operations.backupSettings as SettingDefinition,
    clusterMarks: operations.clusterMarks as SettingDefinition,
    sqlUserPassword: sqlUserPassword as SettingDefinition,
  },
};
