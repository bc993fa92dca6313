import type { OperationProtocol, VendorProtocol } from '../../vendor/protocol';
import { inventory } from './inventory';
import { readAnswer } from './read-answer';
import { restoreCluster } from './restore-cluster';
import { restoreCollections } from './restore-collections';

/**
 * How Zilliz Cloud's control plane is called.
 *
 * @public
 */
export const protocol: VendorProtocol = {
  readAnswer,
  requestIdHeader: 'requestid',
  inventory,
  operations: {
    restoreCluster: restoreCluster as OperationProtocol,
    restoreCollections: restoreCollections as OperationProtocol,
  },
};
