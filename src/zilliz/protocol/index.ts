import type { OperationProtocol, SettingProtocol, VendorProtocol } from '../../vendor/protocol';
import { backupPolicy } from './backup-policy';
import { clusterMarks } from './cluster-marks';
import { inventory } from './inventory';
import { readResponse } from './read-response';
import { restoreCluster } from './restore-cluster';
import { restoreCollections } from './restore-collections';

/**
 * How Zilliz Cloud's control plane is called.
 *
 * @public
 */
export const protocol: VendorProtocol = {
  readResponse,
  requestIdHeader: 'requestid',
  inventory,
  operations: {
    restoreCluster: restoreCluster as OperationProtocol,
    restoreCollections: restoreCollections as OperationProtocol,
  },
  settings: {
    backupPolicy: backupPolicy as SettingProtocol,
    clusterMarks: clusterMarks as SettingProtocol,
  },
};
