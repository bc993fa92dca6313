import { type RecordedRequest, Simulator } from '../../../src/simulator';
import { violationsOf } from './check';
import { COCKROACH_OPERATIONS } from './cockroach';
import { ZILLIZ_OPERATIONS } from './zilliz';

const UUID = '7f3c1a52-6d0e-4b8a-9c21-5e4f3a2b1c0d';
const CLUSTER = `/api/v1/clusters/${UUID}`;
const RESTORE = '/v2/clusters/in01-a/backups/backup11_a/restoreCluster';

const BODY = {
  targetProjectId: 'proj-a',
  clusterName: 'staging',
  cuSize: 2,
  collectionStatus: 'KEEP',
};

function request(
  method: string,
  path: string,
  body?: unknown,
  change: Partial<RecordedRequest> = {},
): RecordedRequest {
  return {
    index: 0,
    at: '',
    vendor: path.startsWith('/v2/') ? 'zilliz' : 'cockroach',
    method,
    path,
    query: {},
    headers: {
      authorization: 'sha256:0',
      'cc-version': '2024-09-16',
      'content-type': 'application/json',
    },
    body,
    operation: '',
    status: 200,
    acted: true,
    ...change,
  };
}

test.each([
  ['both names of the project field', { ...BODY, projectId: 'proj-a' }],
  ['no project', { ...BODY, targetProjectId: undefined }],
  ['a misspelt field', { ...BODY, clusterNmae: 'x' }],
  ['a number as text', { ...BODY, cuSize: '2' }],
  ['2,049 CU', { ...BODY, cuSize: 2049 }],
  ['another vocabulary', { ...BODY, collectionStatus: 'LOADED' }],
])('restoreCluster with %s is a violation', (_title, body) => {
  expect(violationsOf(request('POST', RESTORE, JSON.parse(JSON.stringify(body))))).not.toEqual([]);
});

test('a violation is a line that says where and what', () => {
  const query = { trace: '1' };
  expect(violationsOf(request('GET', '/v2/clusters', undefined, { query }))).toEqual([
    'GET /v2/clusters (listClusters): query must NOT have additional properties (trace)',
  ]);
  const restore = { type: 'CLUSTER', backup_id: UUID, destination_cluster_id: UUID };
  expect(violationsOf(request('POST', `${CLUSTER}/restores`, restore))).toContain(
    `POST ${CLUSTER}/restores (createRestore): body must NOT have additional properties (destination_cluster_id)`,
  );
});

test.each<[string, RecordedRequest]>([
  ['a cluster is deleted', request('DELETE', CLUSTER)],
  ['a path ends in a slash', request('DELETE', `${CLUSTER}/databases/`)],
  ['a cluster id is no UUID', request('GET', '/api/v1/clusters/..')],
  ['a GET has a body', request('GET', CLUSTER, {})],
  [
    'a restore has objects for a cluster',
    request('POST', `${CLUSTER}/restores`, {
      type: 'CLUSTER',
      backup_id: UUID,
      objects: [],
    }),
  ],
  ['a restore names no backup', request('POST', `${CLUSTER}/restores`, { type: 'CLUSTER' })],
  [
    'a table has no schema',
    request('POST', `${CLUSTER}/restores`, {
      type: 'TABLE',
      backup_id: UUID,
      objects: [{ database: 'a', table: 'b' }],
    }),
  ],
  [
    'a time range has one end',
    request('GET', `${CLUSTER}/backups`, undefined, {
      query: { start_time: '2026-11-21T00:00:00Z' },
    }),
  ],
  [
    'the version header is missing',
    request('GET', CLUSTER, undefined, {
      headers: { authorization: 'sha256:0' },
    }),
  ],
  [
    'a body has no content type',
    request('POST', RESTORE, BODY, {
      headers: { authorization: 'sha256:0' },
    }),
  ],
  [
    'two collections go in one request',
    request('POST', RESTORE.replace('Cluster', 'Collection'), {
      destClusterId: 'in01-a',
      dbCollections: [{ collections: [{ collectionName: 'a' }, { collectionName: 'b' }] }],
    }),
  ],
])('it is a violation when %s', (_title, wrong) => {
  expect(violationsOf(wrong)).not.toEqual([]);
});

test.each<[string, RecordedRequest]>([
  ['restoreCluster by either name', request('POST', RESTORE, BODY)],
  ['a request whose body was never read', request('POST', RESTORE, undefined, { fault: 'refuse' })],
  [
    'a cluster restore',
    request('POST', `${CLUSTER}/restores`, {
      type: 'CLUSTER',
      backup_id: UUID,
      source_cluster_id: UUID,
    }),
  ],
  ['a database with a name that must be encoded', request('DELETE', `${CLUSTER}/databases/a%2Fb`)],
])('%s is none', (_title, right) => {
  expect(violationsOf(right)).toEqual([]);
});

test('every operation of the simulator is in the contract, but for those that the product must never send', async () => {
  const simulator = await Simulator.start();
  await simulator.stop();
  const known = { zilliz: ZILLIZ_OPERATIONS, cockroach: COCKROACH_OPERATIONS };
  const missing = simulator.clouds.flatMap(({ vendor, routes }) =>
    routes.operations.filter((name) => !known[vendor].some(({ operation }) => operation === name)),
  );
  expect(missing).toEqual(['deleteCluster', 'createSqlUser', 'deleteSqlUser']);
});
