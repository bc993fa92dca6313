import type { Simulator } from '../../src/simulator';
import { until } from '../support/until';
import { client, type Send, startSimulator } from './client';

let simulator: Simulator;
let control: Send;
let zilliz: Send;

beforeEach(async () => {
  simulator = await startSimulator();
  control = client(simulator, undefined);
  zilliz = client(simulator, 'sim-zilliz-owner-key', { 'user-agent': 'test' });
});

afterEach(() => simulator.stop());

test('requests are recorded whole, with the key as a fingerprint', async () => {
  await zilliz('POST', '/v2/clusters/in01-x/backups/b/restoreCluster?trace=1', { cuSize: 1 });
  const { status, body } = await control('GET', '/_simulator/requests');

  expect(status).toBe(200);
  expect(body).toEqual({
    requests: [
      {
        index: 0,
        at: '2026-11-21T00:00:00.000Z',
        vendor: 'zilliz',
        method: 'POST',
        path: '/v2/clusters/in01-x/backups/b/restoreCluster',
        query: { trace: '1' },
        headers: expect.objectContaining({
          'user-agent': 'test',
          authorization: expect.stringMatching(/^sha256:[0-9a-f]{12}$/),
        }),
        body: { cuSize: 1 },
        operation: 'restoreCluster',
        status: 200,
        acted: true,
      },
    ],
  });
});

test('a body that is not JSON is recorded as text, and a strange path as unknown', async () => {
  await zilliz('POST', '/v2/nowhere', 'hello');

  expect(simulator.requests[0]).toMatchObject({
    body: 'hello',
    operation: 'unknown',
    status: 404,
  });
});

test('requests to control paths and to no vendor are not recorded', async () => {
  await control('GET', '/_simulator/state');
  const { status, body } = await control('GET', '/v3/clusters');

  expect([status, body]).toEqual([404, { message: 'The simulator has no such path.' }]);
  expect(simulator.requests).toEqual([]);
});

test('the state holds the time and everything in both clouds', async () => {
  const { body } = await control('GET', '/_simulator/state');

  expect(Object.keys(body)).toEqual(['now', 'zilliz', 'cockroach']);
  expect(body.now).toBe('2026-11-21T00:00:00.000Z');
  expect(Object.keys(body.zilliz)).toEqual(['projects', 'clusters', 'backups', 'jobs']);
  expect(Object.keys(body.cockroach)).toEqual(['clusters', 'backups', 'restores']);
});

test('faults can be added, one or many, and taken back', async () => {
  const fault = { kind: 'http-error', status: 503 };
  expect((await control('POST', '/_simulator/faults', { fault })).body).toEqual({ added: 1 });
  const two = [{ fault }, { nth: 2, fault }];
  expect((await control('POST', '/_simulator/faults', two)).body).toEqual({ added: 2 });
  expect((await zilliz('GET', '/v2/projects')).status).toBe(503);
  expect((await zilliz('GET', '/v2/projects')).status).toBe(503);
  await control('POST', '/_simulator/faults', { times: 'always', fault });
  await control('DELETE', '/_simulator/faults');
  expect((await zilliz('GET', '/v2/projects')).status).toBe(200);
});

test('the clock can be advanced', async () => {
  const { body } = await control('POST', '/_simulator/clock', { advanceSeconds: 3600 });

  expect(body).toEqual({ now: '2026-11-21T01:00:00.000Z' });
});

test('the behaviour can be changed, until the next reset', async () => {
  await control('POST', '/_simulator/behaviour', {
    zilliz: { projectField: 'projectId' },
    cockroach: { lockedStatus: 400 },
  });
  expect(simulator.zilliz.behaviour.projectField).toBe('projectId');
  expect(simulator.cockroach.behaviour.lockedStatus).toBe(400);

  await control('POST', '/_simulator/reset');
  expect(simulator.zilliz.behaviour.projectField).toBe('either');
  expect(simulator.cockroach.behaviour.lockedStatus).toBe(503);
});

test('the next job and the next restore can be scripted', async () => {
  const zillizJob = { vendor: 'zilliz', script: { end: 'FAILED', reason: 'no space' } };
  expect((await control('POST', '/_simulator/jobs', zillizJob)).status).toBe(200);
  const restore = { vendor: 'cockroach', script: { end: 'never' }, match: { type: 'CLUSTER' } };
  expect((await control('POST', '/_simulator/jobs', restore)).status).toBe(200);
});

test('objects can be added, and answer their ids', async () => {
  const { body } = await control('POST', '/_simulator/objects', {
    vendor: 'zilliz',
    kind: 'clusters',
    count: 2,
    fields: { description: 'one of many' },
  });
  const added = simulator.zilliz.clusters.filter(
    ({ description }) => description === 'one of many',
  );

  expect(body).toEqual({ ids: added.map(({ clusterId }) => clusterId) });
  expect(added).toHaveLength(2);
});

test('an operator changes the world: no record, no fault, no time', async () => {
  await control('POST', '/_simulator/faults', { times: 'always', fault: { kind: 'drop' } });
  const path = '/v2/clusters/in01-3b1c0a5d4e6f789/drop';
  const { body } = await control('POST', '/_simulator/operator', { method: 'DELETE', path });

  expect(body).toMatchObject({ status: 200, body: { code: 0 } });
  expect(simulator.zilliz.clusters[0]?.status).toBe('DELETED');
  expect([simulator.requests, simulator.now().toISOString()]).toEqual([
    [],
    '2026-11-21T00:00:00.000Z',
  ]);
});

test('an answer that hangs can be ended', async () => {
  await control('POST', '/_simulator/faults', { fault: { kind: 'hang' } });
  const hanging = zilliz('GET', '/v2/projects').then(
    () => 'answered',
    () => 'closed',
  );
  await until(() => simulator.requests.length > 0, hanging);

  expect((await control('DELETE', '/_simulator/hanging')).body).toEqual({ closed: 1 });
  expect(await hanging).toBe('closed');
  expect(simulator.endHanging()).toBe(0);
});

test('a request is shown to the observer as it is recorded', async () => {
  const seen: unknown[] = [];
  const observed = await startSimulator({ observer: (request) => seen.push(request) });
  await client(observed, 'sim-zilliz-owner-key')('GET', '/v2/projects');
  await observed.stop();

  expect(seen).toEqual(observed.requests);
  expect(seen).toHaveLength(1);
});

test('a reset brings back the seed, the clock, the records and the numbers', async () => {
  const path = '/v2/clusters/in01-3b1c0a5d4e6f789/backups/backup11_0f5d2c9a7e3b41d/restoreCluster';
  const body = {
    projectId: 'proj-7c41d0b2e98f4a6d5e3c1f',
    clusterName: 'staging',
    cuSize: 1,
    collectionStatus: 'KEEP',
  };
  const first = await zilliz('POST', path, body);
  await control('POST', '/_simulator/faults', { fault: { kind: 'drop' } });
  await control('POST', '/_simulator/reset');
  const second = await zilliz('POST', path, body);

  expect(second.body).toEqual(first.body);
  expect(simulator.requests).toHaveLength(1);
  expect(simulator.requests[0]?.at).toBe('2026-11-21T00:00:00.000Z');
});

test.each([
  ['a fault that is text', 'faults', '"drop"', 'The body must be a fault rule, got "drop".'],
  [
    'a clock that would go back',
    'clock',
    { advanceSeconds: -1 },
    'advanceSeconds must be a number from 0, got -1.',
  ],
  [
    'a behaviour that does not exist',
    'behaviour',
    { zilliz: { projectFeild: 'either' } },
    /^A behaviour must be one of projectField, .*, got "projectFeild"\.$/,
  ],
  [
    'a vendor that does not exist',
    'behaviour',
    { zilizz: {} },
    'A vendor must be zilliz or cockroach, got "zilizz".',
  ],
  [
    'objects of a vendor that does not exist',
    'objects',
    { vendor: 'zilizz', kind: 'clusters', count: 1 },
    'vendor must be zilliz or cockroach, got "zilizz".',
  ],
  [
    'objects of a kind that does not exist',
    'objects',
    { vendor: 'zilliz', kind: 'jobs', count: 1 },
    'kind must be one of projects, clusters, backups, got "jobs".',
  ],
  [
    'no objects',
    'objects',
    { vendor: 'zilliz', kind: 'clusters', count: 0 },
    'count must be a whole number from 1 to 100000, got 0.',
  ],
  [
    'backups of no cluster',
    'objects',
    { vendor: 'cockroach', kind: 'backups', count: 1 },
    "fields.clusterId must be a cluster's id, got undefined.",
  ],
  [
    'an operator at no vendor',
    'operator',
    { method: 'GET', path: '/v3' },
    'path must be a path of a vendor, got "/v3".',
  ],
  ['a script for nobody', 'jobs', {}, 'The body must hold "vendor" and "script".'],
])('%s is refused', async (_title, path, sent, message) => {
  const { status, body } = await control('POST', `/_simulator/${path}`, sent);

  expect(status).toBe(400);
  expect(body.message).toMatch(message);
});

test('an unknown control path names the known ones', async () => {
  const { status, body } = await control('GET', '/_simulator/');

  expect(status).toBe(404);
  expect(body.message).toBe(
    'The simulator offers GET /_simulator/requests, GET /_simulator/state, ' +
      'GET /_simulator/limits, POST /_simulator/faults, DELETE /_simulator/faults, POST /_simulator/clock, ' +
      'POST /_simulator/behaviour, POST /_simulator/jobs, POST /_simulator/objects, ' +
      'POST /_simulator/operator, DELETE /_simulator/hanging, POST /_simulator/reset.',
  );
});

test('the same request gives the same answer in two simulators', async () => {
  const other = await startSimulator();
  const path = '/v2/backups?pageSize=2';
  const here = await zilliz('GET', path);
  const there = await client(other, 'sim-zilliz-owner-key')('GET', path);
  await other.stop();

  expect(there.body).toEqual(here.body);
  expect(there.headers.get('requestid')).toBe(here.headers.get('requestid'));
});
