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

const CLUSTER = '/v2/clusters/:clusterId';
const BACKUP = `${CLUSTER}/backups/:backupId`;

const PROJECT: Schema = { type: 'string', pattern: '^proj-[0-9A-Za-z]+$' };
const NAME: Schema = { type: 'string', pattern: '^[0-9A-Za-z-]+$' };
const SIZE: Schema = { type: 'integer', minimum: 1, maximum: 2048 };
const RETENTION: Schema = { type: 'integer', minimum: 1, maximum: 30 };
const PAGE = {
  pageSize: { type: 'string', pattern: '^([1-9]|[1-9]\\d|100)$' },
  currentPage: DIGITS,
};

const params = { clusterId: { ...TEXT }, backupId: { ...TEXT } };

/** restoreCluster by one of the two names of its project field. */
const restoreCluster = (project: string): Schema =>
  closed(
    {
      [project]: PROJECT,
      clusterName: NAME,
      cuSize: SIZE,
      collectionStatus: oneOf('KEEP', 'RELEASE'),
      restoreVersionPolicy: oneOf('LATEST', 'ORIGINAL'),
      // No public document has the next two; they are sent where the user asks for what they mean.
      keyIdentifier: TEXT,
      includeRbac: { type: 'boolean' },
    },
    [project, 'clusterName', 'cuSize', 'collectionStatus'],
  );

const COLLECTION = closed(
  {
    collectionName: TEXT,
    destCollectionName: TEXT,
    destCollectionStatus: oneOf('LOADED', 'UNLOADED'),
  },
  ['collectionName'],
);

const GROUP = closed({
  // The default database has an empty name in every example.
  dbName: { type: 'string' },
  destDbName: { type: 'string' },
  collections: { ...listOf(COLLECTION), maxItems: 1 },
});

/** The operations of Zilliz Cloud that the product may call. */
export const ZILLIZ_OPERATIONS: readonly ContractOperation[] = [
  { operation: 'listProjects', method: 'GET', path: '/v2/projects' },
  // Of the data plane, which has its own host at the vendor.
  {
    operation: 'listCollections',
    method: 'POST',
    path: '/v2/data-plane/:clusterId/v2/vectordb/collections/list',
    params: { clusterId: params.clusterId },
    body: closed({ dbName: TEXT }, ['dbName']),
  },
  {
    operation: 'describeProject',
    method: 'GET',
    path: '/v2/projects/:projectId',
    params: { projectId: PROJECT },
  },
  {
    operation: 'listClusters',
    method: 'GET',
    path: '/v2/clusters',
    query: closed({ ...PAGE, region: TEXT }),
  },
  { operation: 'describeCluster', method: 'GET', path: CLUSTER, params },
  {
    operation: 'updateCluster',
    method: 'PATCH',
    path: CLUSTER,
    params,
    headers: { orgid: { type: 'string', pattern: '^org-' } },
    body: {
      ...closed({ clusterName: NAME, description: { type: 'string', maxLength: 255 } }),
      minProperties: 1,
    },
  },
  {
    operation: 'modifyCluster',
    method: 'POST',
    path: `${CLUSTER}/modify`,
    params,
    body: {
      ...closed({ cuSize: SIZE, replica: { type: 'integer', minimum: 1, maximum: 100 } }),
      minProperties: 1,
    },
  },
  { operation: 'suspendCluster', method: 'POST', path: `${CLUSTER}/suspend`, params },
  { operation: 'resumeCluster', method: 'POST', path: `${CLUSTER}/resume`, params },
  { operation: 'dropCluster', method: 'DELETE', path: `${CLUSTER}/drop`, params },
  {
    operation: 'listBackups',
    method: 'GET',
    path: '/v2/backups',
    query: closed({
      ...PAGE,
      projectId: PROJECT,
      clusterId: TEXT,
      creationMethod: oneOf('MANUAL', 'AUTO'),
      backupType: oneOf('CLUSTER', 'COLLECTION'),
      start: MOMENT,
      end: MOMENT,
    }),
  },
  { operation: 'describeBackup', method: 'GET', path: BACKUP, params },
  {
    operation: 'createBackup',
    method: 'POST',
    path: `${CLUSTER}/backups/create`,
    params,
    body: {
      ...closed(
        {
          backupType: oneOf('CLUSTER', 'COLLECTION'),
          dbCollections: {
            ...listOf(
              closed({ dbName: { type: 'string' }, collectionNames: listOf(TEXT) }, [
                'collectionNames',
              ]),
            ),
            maxItems: 1,
          },
          crossRegionCopies: listOf(closed({ regionId: TEXT }, ['regionId'])),
        },
        ['backupType'],
      ),
      if: { type: 'object', properties: { backupType: { const: 'COLLECTION' } } },
      // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema.
      then: { type: 'object', required: ['dbCollections'] },
    },
  },
  { operation: 'getBackupPolicy', method: 'GET', path: `${CLUSTER}/backups/policy`, params },
  {
    operation: 'setBackupPolicy',
    method: 'POST',
    path: `${CLUSTER}/backups/policy`,
    params,
    body: closed(
      {
        enabled: { type: 'boolean' },
        frequency: { type: 'string', pattern: '^[1-7](,[1-7]){0,6}$' },
        startTime: { type: 'string', pattern: '^\\d{2}:\\d{2}-\\d{2}:\\d{2}$' },
        retentionDays: RETENTION,
        crossRegionCopies: {
          type: 'array',
          items: closed({ regionId: TEXT, retentionDays: RETENTION }, ['regionId']),
        },
      },
      ['enabled'],
    ),
  },
  {
    operation: 'restoreCluster',
    method: 'POST',
    path: `${BACKUP}/restoreCluster`,
    params,
    body: { anyOf: [restoreCluster('targetProjectId'), restoreCluster('projectId')] },
  },
  {
    operation: 'restoreCollection',
    method: 'POST',
    path: `${BACKUP}/restoreCollection`,
    params,
    body: closed({ destClusterId: TEXT, dbCollections: listOf(GROUP) }, ['destClusterId']),
  },
  { operation: 'describeJob', method: 'GET', path: '/v2/jobs/:jobId' },
];
