import type { Simulator, ZillizBehaviour } from '../../../src/simulator';
import { client, startSimulator } from '../client';
import { NIGHTLY, PRODUCTION, SOURCE, STAGING, startWorld, stopWorld } from './world';

const RESTORE = `/v2/clusters/${SOURCE}/backups/${NIGHTLY}/restoreCluster`;

const BODY = { projectId: STAGING, clusterName: 'staging', cuSize: 1, collectionStatus: 'KEEP' };

afterEach(stopWorld);

test('an unknown key is illegal, with HTTP 401', async () => {
  const { simulator } = await startWorld();
  const { status, body, headers } = await client(simulator, 'wrong')('GET', '/v2/projects');

  expect([status, body]).toEqual([401, { code: 21119, message: 'The apikey is illegal' }]);
  expect(headers.get('requestid')).toMatch(/^sim-[0-9a-f]{16}$/);
});

test('no key at all is not authenticated', async () => {
  const { simulator } = await startWorld();
  const { status, body } = await client(simulator, undefined)('GET', '/v2/projects');

  expect([status, body]).toEqual([401, { code: 1800, message: "User hasn't authenticated" }]);
});

describe('a key with limited access', () => {
  const admin = 'admin' as const;
  const viewer = 'read-only' as const;
  let simulator: Simulator;
  const behaviour: Partial<ZillizBehaviour> = {};

  afterEach(() => simulator.stop());

  test.each([
    ['the source outside its scope', { [STAGING]: admin }, 96016],
    ['a source that it may only look at', { [PRODUCTION]: viewer, [STAGING]: admin }, 96015],
    ['a target project outside its scope', { [PRODUCTION]: admin }, 96027],
    [
      'a target project that it may only look at',
      { [PRODUCTION]: admin, [STAGING]: viewer },
      96013,
    ],
  ])('cannot restore with %s', async (_title, projects, code) => {
    const keys = { zilliz: [{ key: 'k', projects }] };
    simulator = await startSimulator({ keys, behaviour: { zilliz: behaviour } });
    const { status, body } = await client(simulator, 'k')('POST', RESTORE, BODY);

    expect([status, body.code]).toEqual([200, code]);
    expect(simulator.zilliz.clusters).toHaveLength(1);
  });

  test.each([
    [{ permissionStatus: 403 as const }, 403],
    [{ failureStatus: 'http-4xx' as const }, 403],
  ])('can be refused with HTTP 403: %j', async (zilliz, wanted) => {
    simulator = await startSimulator({ behaviour: { zilliz } });
    const send = client(simulator, 'sim-zilliz-viewer-key');

    expect((await send('POST', RESTORE, BODY)).status).toBe(wanted);
    expect((await send('DELETE', `/v2/clusters/${SOURCE}/drop`)).status).toBe(wanted);
  });

  test('sees only its projects, clusters and backups', async () => {
    simulator = await startSimulator({
      keys: { zilliz: [{ key: 'k', projects: { [STAGING]: admin } }] },
    });
    const send = client(simulator, 'k');

    expect((await send('GET', '/v2/projects')).body.data).toHaveLength(1);
    expect((await send('GET', '/v2/clusters')).body.data.count).toBe(0);
    expect((await send('GET', '/v2/backups')).body.data.count).toBe(0);
    expect((await send('GET', `/v2/projects/${PRODUCTION}`)).body.code).toBe(96027);
    expect((await send('GET', `/v2/clusters/${SOURCE}`)).body.code).toBe(96016);
  });
});

test.each([
  ['a cluster', `/v2/clusters/in01-nothing`, 96018, 404],
  ['a job', '/v2/jobs/job-nothing', 96026, 404],
  ['a project id of another form', '/v2/projects/20e13e', 96005, 400],
  ['a project of another organization', '/v2/projects/proj-1', 96012, 400],
])('%s that is not found has its code, with HTTP 200 or 4xx', async (_title, path, code, http) => {
  const { simulator, send } = await startWorld();
  const recorded = await send('GET', path);
  simulator.adjust({ zilliz: { failureStatus: 'http-4xx' } });
  const natural = await send('GET', path);

  expect([recorded.status, recorded.body.code]).toEqual([200, code]);
  expect([natural.status, natural.body.code]).toEqual([http, code]);
});

test('a route that no document has and a body that is not JSON are refused', async () => {
  const { send } = await startWorld();

  expect((await send('GET', '/v2/regions')).body).toEqual({
    code: 404,
    message: 'No operation GET /v2/regions',
  });
  expect((await send('POST', RESTORE, '{oops')).body).toEqual({
    code: 400,
    message: 'The body is not JSON',
  });
});
