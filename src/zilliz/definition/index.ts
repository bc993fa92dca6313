import type {
  OperationDefinition,
  SettingDefinition,
  VendorDefinition,
} from '../../vendor/definition';
import { shapeRules } from '../model/shape-rules';
import { backupPolicy } from './backup-policy';
import { clusterMarks } from './cluster-marks';
import { restoreCluster } from './restore-cluster';
import { restoreCollections } from './restore-collections';
import { ROLES } from './roles';

export { backupPolicy } from './backup-policy';
export { clusterMarks } from './cluster-marks';
export { restoreCluster } from './restore-cluster';
export { restoreCollections } from './restore-collections';

/** Zilliz Cloud's control plane, https://docs.zilliz.com/reference/restful. */
export const zilliz: VendorDefinition = {
  vendor: 'zilliz',
  title: 'Zilliz Cloud',
  keyVariable: 'ZILLIZ_API_KEY',
  serverVariable: 'ZILLIZ_BASE_URL',
  server: 'https://api.cloud.zilliz.com',
  // Of the data plane: https://docs.zilliz.com/docs/restful-api
  domains: ['zillizcloud.com', 'cloud.zilliz.com', 'cloud.zilliz.com.cn'],
  // "Up to 20 requests/s per user per endpoint": https://docs.zilliz.com/reference/restful
  requestsPerSecond: 20,
  headers: {},
  roles: ROLES,
  clusterIdForm: /^in\d{2}-/,
  shapeRules,
  operations: {
    restoreCluster: restoreCluster as OperationDefinition,
    restoreCollections: restoreCollections as OperationDefinition,
  },
  settings: {
    backupPolicy: backupPolicy as SettingDefinition,
    clusterMarks: clusterMarks as SettingDefinition,
  },
};
