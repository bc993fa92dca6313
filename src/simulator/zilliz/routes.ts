import type { Route } from '../exchange';
import { describeBackup, listBackups } from './backups';
import type { ZillizCall } from './call';
import { describeCluster, dropCluster, listClusters } from './clusters';
import { describeJob } from './describe-job';
import { describeProject, listProjects } from './projects';
import { restoreCluster } from './restore-cluster';
import { restoreCollection } from './restore-collection';
import type { ZillizWorld } from './world';

type Handle = Route<ZillizWorld, ZillizCall>['handle'];

const BACKUP = '/v2/clusters/:clusterId/backups/:backupId';

/** Every operation of the Zilliz part. */
export const ZILLIZ_ROUTES: readonly Route<ZillizWorld, ZillizCall>[] = [
  route('listProjects', 'GET', '/v2/projects', listProjects),
  route('describeProject', 'GET', '/v2/projects/:projectId', describeProject),
  route('listClusters', 'GET', '/v2/clusters', listClusters),
  route('describeCluster', 'GET', '/v2/clusters/:clusterId', describeCluster),
  route('dropCluster', 'DELETE', '/v2/clusters/:clusterId/drop', dropCluster),
  route('dropCluster', 'POST', '/v2/clusters/:clusterId/drop', dropCluster),
  route('listBackups', 'GET', '/v2/backups', listBackups),
  route('describeBackup', 'GET', BACKUP, describeBackup),
  route('restoreCluster', 'POST', `${BACKUP}/restoreCluster`, restoreCluster),
  route('restoreCollection', 'POST', `${BACKUP}/restoreCollection`, restoreCollection),
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
