import type { Route } from '../exchange';
import { getBackupPolicy, setBackupPolicy } from './backup-policy';
import { describeBackup, listBackups } from './backups';
import type { ZillizCall } from './call';
import { modifyCluster, resumeCluster, suspendCluster, updateCluster } from './change-cluster';
import { describeCluster, dropCluster, listClusters } from './clusters';
import { createBackup } from './create-backup';
import { DATA_PLANE, listCollections } from './data-plane';
import { describeJob } from './describe-job';
import { describeProject, listProjects } from './projects';
import { restoreCluster } from './restore-cluster';
import { restoreCollection } from './restore-collection';
import type { ZillizWorld } from './world';

type Handle = Route<ZillizWorld, ZillizCall>['handle'];

const CLUSTER = '/v2/clusters/:clusterId';
const BACKUP = `${CLUSTER}/backups/:backupId`;

/** Every operation of the Zilliz part. */
export const ZILLIZ_ROUTES: readonly Route<ZillizWorld, ZillizCall>[] = [
  route('listProjects', 'GET', '/v2/projects', listProjects),
  route('describeProject', 'GET', '/v2/projects/:projectId', describeProject),
  route('listClusters', 'GET', '/v2/clusters', listClusters),
  route('describeCluster', 'GET', CLUSTER, describeCluster),
  route('updateCluster', 'PATCH', CLUSTER, updateCluster),
  route('modifyCluster', 'POST', `${CLUSTER}/modify`, modifyCluster),
  route('suspendCluster', 'POST', `${CLUSTER}/suspend`, suspendCluster),
  route('resumeCluster', 'POST', `${CLUSTER}/resume`, resumeCluster),
  route('dropCluster', 'DELETE', `${CLUSTER}/drop`, dropCluster),
  route('dropCluster', 'POST', `${CLUSTER}/drop`, dropCluster),
  route('listBackups', 'GET', '/v2/backups', listBackups),
  route('getBackupPolicy', 'GET', `${CLUSTER}/backups/policy`, getBackupPolicy),
  route('setBackupPolicy', 'POST', `${CLUSTER}/backups/policy`, setBackupPolicy),
  route('createBackup', 'POST', `${CLUSTER}/backups/create`, createBackup),
  route('describeBackup', 'GET', BACKUP, describeBackup),
  route('restoreCluster', 'POST', `${BACKUP}/restoreCluster`, restoreCluster),
  route('restoreCollection', 'POST', `${BACKUP}/restoreCollection`, restoreCollection),
  route('listCollections', 'POST', `${DATA_PLANE}/v2/vectordb/collections/list`, listCollections),
  route('describeJob', 'GET', '/v2/jobs/:jobId', describeJob),
];

function route(
  operation: string,
  method: string,
  path: string,
  handle: Handle,
): Route<ZillizWorld, ZillizCall> {
  return { operation, method, path, handle };
}
