import type { Driver, Operation } from '../../vendor/driver';
import { SERVER } from '../definition/server';
import { inventory } from './inventory';
import { readAnswer } from './read-answer';
import { restoreCluster } from './restore-cluster';
import { restoreCollections } from './restore-collections';

/** Zilliz Cloud's control plane, https://docs.zilliz.com/reference/restful. */
export const zillizDriver: Driver = {
  vendor: 'zilliz',
  title: 'Zilliz Cloud',
  keyVariable: 'ZILLIZ_API_KEY',
  serverVariable: 'ZILLIZ_BASE_URL',
  server: SERVER,
  headers: {},
  roles: 'a project admin, an organization owner, or a custom role with backup privileges',
  readAnswer,
  requestIdHeader: 'requestid',
  clusterIdForm: /^in\d{2}-/,
  inventory,
  operations: {
    restoreCluster: restoreCluster as Operation,
    restoreCollections: restoreCollections as Operation,
  },
};
