import {
  type ContractOperation,
  closed,
  DIGITS,
  listOf,
  MOMENT,
  oneOf,
  type Schema,
  TEXT,
} from './operation';

const UUID: Schema = {
  type: 'string',
  pattern: '^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$',
};

const CLUSTER = '/api/v1/clusters/:clusterId';

const PAGE = {
  'pagination.page': { type: 'string' },
  'pagination.limit': DIGITS,
  'pagination.as_of_time': MOMENT,
  'pagination.sort_order': oneOf('ASC', 'DESC'),
};

/** A range of time, of which the service takes both ends or neither. */
const RANGE: Schema = {
  ...closed({ ...PAGE, start_time: MOMENT, end_time: MOMENT }),
  dependentRequired: { start_time: ['end_time'], end_time: ['start_time'] },
};

const params = { clusterId: UUID };

const FLAG: Schema = { type: 'boolean' };

const OPTIONS = closed({
  into_db: TEXT,
  new_db_name: TEXT,
  schema_only: FLAG,
  skip_localities_check: FLAG,
  skip_missing_foreign_keys: FLAG,
  skip_missing_sequences: FLAG,
  skip_missing_views: FLAG,
});

/** The body of one type of restore; `backup_id` or `source_cluster_id` must say which backup. */
const restore = (type: string, objects: Record<string, Schema>): Schema => ({
  ...closed(
    {
      type: { const: type },
      backup_id: UUID,
      source_cluster_id: UUID,
      restore_opts: OPTIONS,
      ...objects,
    },
    ['type', ...Object.keys(objects)],
  ),
  anyOf: [
    { type: 'object', required: ['backup_id'] },
    { type: 'object', required: ['source_cluster_id'] },
  ],
});

const DATABASE = closed({ database: TEXT }, ['database']);
const TABLE = closed({ database: TEXT, schema: TEXT, table: TEXT }, [
  'database',
  'schema',
  'table',
]);

const CONFIG: Schema = {
  ...closed({
    enabled: FLAG,
    frequency_minutes: { enum: [5, 10, 15, 30, 60, 240, 1440] },
    retention_days: { enum: [2, 7, 30, 90, 365] },
  }),
  minProperties: 1,
};

/** The labels of a cluster, whole: those that are left out are removed. */
const LABELS: Schema = {
  type: 'object',
  maxProperties: 50,
  propertyNames: { type: 'string', pattern: '^[a-z][a-z0-9_-]{0,62}$' },
  additionalProperties: { type: 'string', pattern: '^[a-z0-9-]{0,63}$' },
};

/** The operations of CockroachDB Cloud that the product may call. */
export const COCKROACH_OPERATIONS: readonly ContractOperation[] = [
  { operation: 'getOrganization', method: 'GET', path: '/api/v1/organization' },
  {
    operation: 'listVersions',
    method: 'GET',
    path: '/api/v1/cluster-versions',
    query: closed(PAGE),
  },
  {
    operation: 'listClusters',
    method: 'GET',
    path: '/api/v1/clusters',
    query: closed({
      ...PAGE,
      show_inactive: oneOf('true', 'false'),
      'pagination.sort_by': oneOf('NAME', 'CREATED_AT', 'DELETED_AT'),
    }),
  },
  { operation: 'getCluster', method: 'GET', path: CLUSTER, params },
  {
    operation: 'updateCluster',
    method: 'PATCH',
    path: CLUSTER,
    params,
    body: {
      ...closed({
        labels: LABELS,
        delete_protection: oneOf('ENABLED', 'DISABLED'),
      }),
      minProperties: 1,
    },
  },
  // deleteCluster is not here: the product must never send it.
  { operation: 'getCmek', method: 'GET', path: `${CLUSTER}/cmek`, params },
  {
    operation: 'getConnectionString',
    method: 'GET',
    path: `${CLUSTER}/connection-string`,
    params,
    query: closed({ database: TEXT, sql_user: TEXT, os: oneOf('MAC', 'LINUX', 'WINDOWS') }),
  },
  {
    operation: 'listSqlUsers',
    method: 'GET',
    path: `${CLUSTER}/sql-users`,
    params,
    query: closed(PAGE),
  },
  // Users come from the backup: the product makes and deletes none.
  {
    operation: 'updateSqlUserPassword',
    method: 'PUT',
    path: `${CLUSTER}/sql-users/:name/password`,
    params,
    body: closed({ password: TEXT }, ['password']),
  },
  {
    operation: 'listDatabases',
    method: 'GET',
    path: `${CLUSTER}/databases`,
    params,
    query: closed(PAGE),
  },
  {
    operation: 'createDatabase',
    method: 'POST',
    path: `${CLUSTER}/databases`,
    params,
    body: closed({ name: TEXT }, ['name']),
  },
  { operation: 'deleteDatabase', method: 'DELETE', path: `${CLUSTER}/databases/:name`, params },
  { operation: 'listBackups', method: 'GET', path: `${CLUSTER}/backups`, params, query: RANGE },
  { operation: 'getBackupsConfig', method: 'GET', path: `${CLUSTER}/backups-config`, params },
  {
    operation: 'updateBackupsConfig',
    method: 'PATCH',
    path: `${CLUSTER}/backups-config`,
    params,
    body: CONFIG,
  },
  {
    operation: 'createRestore',
    method: 'POST',
    path: `${CLUSTER}/restores`,
    params,
    body: {
      oneOf: [
        restore('CLUSTER', {}),
        restore('DATABASE', { objects: listOf(DATABASE) }),
        restore('TABLE', { objects: listOf(TABLE) }),
      ],
    },
  },
  { operation: 'listRestores', method: 'GET', path: `${CLUSTER}/restores`, params, query: RANGE },
  {
    operation: 'getRestore',
    method: 'GET',
    path: `${CLUSTER}/restores/:restoreId`,
    params: { ...params, restoreId: UUID },
  },
];
