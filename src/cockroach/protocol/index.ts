import type { OperationProtocol, SettingProtocol, VendorProtocol } from '../../vendor/protocol';
import { backupSettings } from './backup-settings';
import { clusterMarks } from './cluster-marks';
import { drillDatabase } from './drill';
import { inventory } from './inventory';
import { readResponse } from './read-response';
import { restoreCluster } from './restore-cluster';
import { restoreDatabases } from './restore-databases';
import { restoreTables } from './restore-tables';
import { sqlUserPassword } from './sql-user-password';

/** How CockroachDB Cloud's API is called. */
export const protocol: VendorProtocol = {
  readResponse,
  requestIdHeader: 'x-request-id',
  inventory,
  operations: {
    drillDatabase: drillDatabase as OperationProtocol,
    restoreCluster: restoreCluster as OperationProtocol,
    restoreDatabases: restoreDatabases as OperationProtocol,
    restoreTables: restoreTables as OperationProtocol,
  },
  settings: {
    backupSettings: backupSettings as SettingProtocol,
    clusterMarks: clusterMarks as SettingProtocol,
    sqlUserPassword: sqlUserPassword as SettingProtocol,
  },
};
