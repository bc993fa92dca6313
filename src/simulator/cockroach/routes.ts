import type { Route } from '../exchange';
import { listBackups } from './backups';
import { getBackupsConfig, updateBackupsConfig } from './backups-config';
import type { CockroachCall } from './call';
import { getConnectionString, updateCluster } from './change-cluster';
import { deleteCluster, getCluster, getCmek, listClusters } from './clusters';
import { createDatabase, deleteDatabase, listDatabases } from './databases';
import { getOrganization, listVersions } from './organization';
import { createRestore, getRestore, listRestores } from './restores';
import { createSqlUser, deleteSqlUser, listSqlUsers, updateSqlUserPassword } from './sql-users';
import type { CockroachWorld } from './world';

type CockroachRoute = Route<CockroachWorld, CockroachCall>;

const CLUSTER = '/api/v1/clusters/:clusterId';

/** Every operation of the CockroachDB part. */
export const COCKROACH_ROUTES: readonly CockroachRoute[] = [
  route('getOrganization', 'GET', '/api/v1/organization', getOrganization),
  route('listVersions', 'GET', '/api/v1/cluster-versions', listVersions),
  route('listClusters', 'GET', '/api/v1/clusters', listClusters),
  route('getCluster', 'GET', CLUSTER, getCluster),
  route('updateCluster', 'PATCH', CLUSTER, updateCluster),
  route('deleteCluster', 'DELETE', CLUSTER, deleteCluster),
  route('getCmek', 'GET', `${CLUSTER}/cmek`, getCmek),
  route('getConnectionString', 'GET', `${CLUSTER}/connection-string`, getConnectionString),
  route('listSqlUsers', 'GET', `${CLUSTER}/sql-users`, listSqlUsers),
  route('createSqlUser', 'POST', `${CLUSTER}/sql-users`, createSqlUser),
  route('deleteSqlUser', 'DELETE', `${CLUSTER}/sql-users/:name`, deleteSqlUser),
  route(
    'updateSqlUserPassword',
    'PUT',
    `${CLUSTER}/sql-users/:name/password`,
    updateSqlUserPassword,
  ),
  route('listDatabases', 'GET', `${CLUSTER}/databases`, listDatabases),
  route('createDatabase', 'POST', `${CLUSTER}/databases`, createDatabase),
  route('deleteDatabase', 'DELETE', `${CLUSTER}/databases/:name`, deleteDatabase),
  route('listBackups', 'GET', `${CLUSTER}/backups`, listBackups),
  route('getBackupsConfig', 'GET', `${CLUSTER}/backups-config`, getBackupsConfig),
  route('updateBackupsConfig', 'PATCH', `${CLUSTER}/backups-config`, updateBackupsConfig),
  route('updateBackupsConfig', 'PUT', `${CLUSTER}/backups-config`, updateBackupsConfig),
  route('createRestore', 'POST', `${CLUSTER}/restores`, createRestore),
  route('listRestores', 'GET', `${CLUSTER}/restores`, listRestores),
  route('getRestore', 'GET', `${CLUSTER}/restores/:restoreId`, getRestore),
];

function route(
  operation: string,
  method: string,
  path: string,
  handle: CockroachRoute['handle'],
): CockroachRoute {
  return { operation, method, path, handle };
}
