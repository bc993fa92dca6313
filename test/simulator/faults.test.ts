import { once } from 'node:events';
import { get } from 'node:http';
import { connect } from 'node:net';
import { ACTS_BY_DEFAULT, type Fault, type Simulator } from '../../src/simulator';
import { until } from '../support/until';
import { client, type Send, startSimulator } from './client';

const RESTORE = '/v2/clusters/in01-3b1c0a5d4e6f789/backups/backup11_0f5d2c9a7e3b41d/restoreCluster';
const CLUSTERS = '/api/v1/clusters';

const BODY = {
  targetProjectId: 'proj-7c41d0b2e98f4a6d5e3c1f',
  clusterName: 'staging',
  cuSize: 2,
  collectionStatus: 'KEEP',
};

let simulator: Simulator;
let zilliz: Send;
let cockroach: Send;

beforeEach(async () => {
  simulator = await startSimulator();
  zilliz = client(simulator, 'sim-zilliz-owner-key');
  cockroach = client(simulator, 'sim-cockroach-admin-key');
});

afterEach(() => simulator.stop());

function restoreWith(fault: Fault): ReturnType<Send> {
  simulator.inject({ operation: 'restoreCluster', fault });
  return zilliz('POST', RESTORE, BODY);
}

function created(): boolean {
  return simulator.zilliz.clusters.some(({ clusterName }) => clusterName === 'staging');
}

function lastRecord(): unknown {
  const { status, acted, fault } = simulator.requests.at(-1) ?? {};
  return { status, acted, fault };
}

describe('a connection fault', () => {
  test('refuse resets the connection before the body is read, and nothing happens', async () => {
    await expect(restoreWith({ kind: 'refuse' })).rejects.toThrow('fetch failed');

    expect(created()).toBe(false);
    expect(lastRecord()).toEqual({ status: 'dropped', acted: false, fault: 'refuse' });
    expect(simulator.requests[0]?.body).toBeUndefined();
  });

  test.each([
    ['drop closes the connection before acting', false],
    ['drop closes the connection after acting', true],
  ])('%s', async (_title, acts) => {
    await expect(restoreWith({ kind: 'drop', acts })).rejects.toThrow('fetch failed');

    expect(created()).toBe(acts);
    expect(lastRecord()).toEqual({ status: 'dropped', acted: acts, fault: 'drop' });
  });

  test.each([
    ['hang never answers, before acting', false],
    ['hang never answers, after acting', true],
  ])('%s', async (_title, acts) => {
    simulator.inject({ operation: 'restoreCluster', fault: { kind: 'hang', acts } });
    const pending = zilliz('POST', RESTORE, BODY).then(
      () => 'answered',
      () => 'closed',
    );
    await until(() => simulator.requests.length > 0, pending);
    expect(created()).toBe(acts);
    expect(lastRecord()).toEqual({ status: 'hung', acted: acts, fault: 'hang' });

    await simulator.stop();
    await expect(pending).resolves.toBe('closed');
  });
});

describe('a fault in the answer', () => {
  test('rate-limit names the seconds to wait', async () => {
    const { status, headers, body } = await restoreWith({
      kind: 'rate-limit',
      retryAfterSeconds: 7,
    });

    expect([status, headers.get('retry-after')]).toEqual([429, '7']);
    expect(body).toEqual({ code: 429, message: 'rate limit exceeded' });
    expect(created()).toBe(false);
  });

  test('rate-limit can name a date', async () => {
    const { headers } = await restoreWith({
      kind: 'rate-limit',
      retryAfterSeconds: 60,
      retryAfterAsDate: true,
    });
    const [due, now] = ['retry-after', 'date'].map((name) => Date.parse(headers.get(name) ?? ''));

    expect(Number(due) - Number(now)).toBe(60_000);
  });

  test('rate-limit can come without Retry-After', async () => {
    const { status, headers } = await restoreWith({ kind: 'rate-limit' });

    expect([status, headers.get('retry-after')]).toEqual([429, null]);
  });

  test('rate-limit can have any status, in the envelope of the vendor', async () => {
    simulator.inject({
      vendor: 'cockroach',
      fault: { kind: 'rate-limit', status: 400, retryAfterSeconds: 1 },
    });
    const { status, headers, body } = await cockroach('GET', CLUSTERS);

    expect([status, headers.get('retry-after')]).toEqual([400, '1']);
    expect(body).toEqual({ code: 8, message: 'rate limit exceeded', details: [] });
  });

  test.each([500, 503])('http-error %i comes in the envelope, without acting', async (wanted) => {
    const { status, body } = await restoreWith({ kind: 'http-error', status: wanted });

    expect(status).toBe(wanted);
    expect(body).toEqual({ code: wanted, message: `simulated failure ${wanted}` });
    expect(created()).toBe(false);
  });

  test.each([502, 504])('http-error %i is a page of HTML, and may act', async (wanted) => {
    const { status, headers, body } = await restoreWith({
      kind: 'http-error',
      status: wanted,
      acts: true,
    });

    expect([status, headers.get('content-type')]).toEqual([wanted, 'text/html']);
    expect(body).toContain('<h1>Gateway error</h1>');
    expect(created()).toBe(true);
  });

  test('http-error can have a body and headers of its own', async () => {
    const { status, headers, body } = await restoreWith({
      kind: 'http-error',
      status: 403,
      body: { code: 96016, message: 'no' },
      headers: { requestid: 'r-1' },
    });

    expect([status, headers.get('requestid')]).toEqual([403, 'r-1']);
    expect(body).toEqual({ code: 96016, message: 'no' });
  });

  test('truncated-body ends before its length is reached, after acting', async () => {
    await expect(restoreWith({ kind: 'truncated-body' })).rejects.toThrow('terminated');

    expect(created()).toBe(true);
    expect(lastRecord()).toEqual({ status: 200, acted: true, fault: 'truncated-body' });
  });

  test('wrong-content-type is a page of HTML with status 200', async () => {
    const { status, headers, body } = await restoreWith({ kind: 'wrong-content-type' });

    expect([status, headers.get('content-type')]).toEqual([200, 'text/html']);
    expect(body).toMatch(/^<html>/);
    expect(created()).toBe(true);
  });

  test('not-json is broken text under a JSON content type', async () => {
    const { headers, body } = await restoreWith({ kind: 'not-json', acts: false });

    expect(headers.get('content-type')).toBe('application/json');
    expect(body).toBe('{"code": 0, "data": {oops');
    expect(created()).toBe(false);
  });

  test('unknown-status replaces the status of a job', async () => {
    const { jobId } = (await zilliz('POST', RESTORE, BODY)).body.data;
    simulator.inject({ operation: 'describeJob', fault: { kind: 'unknown-status' } });

    const first = await zilliz('GET', `/v2/jobs/${jobId}`);
    const second = await zilliz('GET', `/v2/jobs/${jobId}`);

    expect(first.body.data).toMatchObject({ jobId, status: 'SOMETHING_NEW' });
    expect(second.body.data).toMatchObject({ jobId, status: 'IN_PROGRESS' });
  });

  test('unknown-status replaces the state of a cluster', async () => {
    simulator.inject({ fault: { kind: 'unknown-status', value: 'NAPPING' } });
    const { body } = await cockroach('GET', `${CLUSTERS}/7f3c1a52-6d0e-4b8a-9c21-5e4f3a2b1c0d`);

    expect(body).toMatchObject({ name: 'orders-production', state: 'NAPPING' });
  });

  test.each([
    [{ kind: 'slow-drip', pieces: 5, tickMilliseconds: 1 }, 5],
    [{ kind: 'byte-chunks' }, 'each'],
  ] as const)('%j comes in pieces', async (fault, wanted) => {
    simulator.inject({ operation: 'listProjects', fault });
    const headers = { authorization: 'Bearer sim-zilliz-owner-key' };
    const pieces: Buffer[] = [];
    await new Promise((resolve) => {
      get(`${simulator.url}/v2/projects`, { headers, agent: false }, (incoming) => {
        incoming.on('data', (piece) => pieces.push(piece)).on('end', resolve);
      });
    });
    const text = Buffer.concat(pieces).toString();

    expect(JSON.parse(text).data).toHaveLength(2);
    expect(pieces).toHaveLength(wanted === 'each' ? text.length : wanted);
  });

  test('byte-chunks can be padded', async () => {
    simulator.inject({ operation: 'listClusters', fault: { kind: 'byte-chunks', bytes: 50_000 } });
    const { body } = await cockroach('GET', CLUSTERS);

    expect(body.clusters).toHaveLength(5);
    expect(JSON.stringify(body).length).toBeGreaterThan(50_000);
  });

  test('large-headers is the true answer behind 20 kB of headers', async () => {
    simulator.inject({ operation: 'listProjects', fault: { kind: 'large-headers' } });
    const headers = { authorization: 'Bearer sim-zilliz-owner-key' };
    const options = { headers, agent: false, maxHeaderSize: 65_536 };
    const [incoming] = await once(get(`${simulator.url}/v2/projects`, options), 'response');
    incoming.resume();

    expect(incoming.headers['x-padding']).toHaveLength(20_000);
  });

  test('byte-order-mark is the true answer behind a mark', async () => {
    simulator.inject({ operation: 'listProjects', fault: { kind: 'byte-order-mark' } });
    const response = await fetch(`${simulator.url}/v2/projects`, {
      headers: { authorization: 'Bearer sim-zilliz-owner-key' },
    });
    const bytes = Buffer.from(await response.arrayBuffer());

    expect([...bytes.subarray(0, 4)]).toEqual([0xef, 0xbb, 0xbf, 0x7b]);
    expect(JSON.parse(bytes.subarray(3).toString()).code).toBe(0);
  });

  test.each([
    ['a numeric job id', { changes: { data: { jobId: 42 } } }, 200, { jobId: 42 }],
    ['no job id', { changes: { data: { jobId: null } } }, 200, { password: expect.any(String) }],
    ['status 500', { status: 500 }, 500, { password: expect.any(String) }],
    ['a long name', { changes: { data: { jobId: 'x'.repeat(200_000) } } }, 200, {}],
  ])('changed-answer can be the true one with %s', async (_title, fault, status, data) => {
    const answer = await restoreWith({ kind: 'changed-answer', ...fault });

    expect(answer.status).toBe(status);
    expect(answer.body).toMatchObject({ code: 0, data: { username: 'db_admin', ...data } });
    if (_title === 'no job id') expect(answer.body.data).not.toHaveProperty('jobId');
    if (_title === 'a long name') expect(answer.body.data.jobId).toHaveLength(200_000);
    expect(created()).toBe(true);
  });

  test.each([[{}], [{ databases: [] }], [{ code: 14 }], ['']])(
    'changed-answer can be %j in its place',
    async (body) => {
      simulator.inject({ operation: 'listDatabases', fault: { kind: 'changed-answer', body } });
      const path = `${CLUSTERS}/7f3c1a52-6d0e-4b8a-9c21-5e4f3a2b1c0d/databases`;

      expect(await cockroach('GET', path)).toMatchObject({ status: 200, body });
    },
  );

  test('changed-answer need not act', async () => {
    const { body } = await restoreWith({ kind: 'changed-answer', body: { code: 0 }, acts: false });

    expect([body, created()]).toEqual([{ code: 0 }, false]);
  });

  test('slow-drip finishes, a few bytes at a time', async () => {
    const { body } = await restoreWith({
      kind: 'slow-drip',
      bytesPerTick: 16,
      tickMilliseconds: 1,
    });

    expect(body).toMatchObject({ code: 0, data: { username: 'db_admin' } });
  });

  test('redirect points to another host, and nothing happens', async () => {
    const { status, headers } = await restoreWith({ kind: 'redirect' });

    expect(status).toBe(307);
    expect(headers.get('location')).toBe(`http://elsewhere.invalid${RESTORE}`);
    expect(created()).toBe(false);
  });

  test('redirect takes a place and a status', async () => {
    const location = 'https://example.invalid/other';
    const { status, headers } = await restoreWith({ kind: 'redirect', status: 302, location });

    expect([status, headers.get('location')]).toEqual([302, location]);
  });

  test('oversized-body is the true answer with padding', async () => {
    const { body } = await restoreWith({ kind: 'oversized-body', bytes: 1_000_000 });

    expect(body.data.username).toBe('db_admin');
    expect(body.padding).toHaveLength(1_000_000);
  });

  test('echo-key repeats the key in the message and in a header', async () => {
    const { status, headers, body } = await restoreWith({ kind: 'echo-key' });

    expect(status).toBe(400);
    expect(headers.get('x-echoed-authorization')).toBe('Bearer sim-zilliz-owner-key');
    expect(body.message).toBe('cannot handle "Bearer sim-zilliz-owner-key"');
    expect(JSON.stringify(simulator.requests)).not.toContain('sim-zilliz-owner-key');
  });
});

describe('a fault rule', () => {
  test('starts at its nth fitting request and lasts for its times', async () => {
    simulator.inject({
      operation: 'listClusters',
      nth: 2,
      times: 2,
      fault: { kind: 'http-error', status: 503 },
    });
    const statuses: number[] = [];
    for (const path of [CLUSTERS, '/v2/projects', CLUSTERS, CLUSTERS, CLUSTERS]) {
      const send = path === CLUSTERS ? cockroach : zilliz;
      statuses.push((await send('GET', path)).status);
    }

    expect(statuses).toEqual([200, 200, 503, 503, 200]);
  });

  test('is unmet until its request has come', async () => {
    const rule = { operation: 'listProjects', nth: 2, fault: { kind: 'drop' } } as const;
    simulator.inject(rule);
    await zilliz('GET', '/v2/projects');
    expect(simulator.unmetFaults).toEqual([rule]);
    await expect(zilliz('GET', '/v2/projects')).rejects.toThrow();
    expect(simulator.unmetFaults).toEqual([]);
  });

  test('can last until it is taken back', async () => {
    simulator.inject({ times: 'always', fault: { kind: 'http-error', status: 500 } });
    expect((await zilliz('GET', '/v2/projects')).status).toBe(500);
    expect((await zilliz('GET', '/v2/projects')).status).toBe(500);
    simulator.clearFaults();
    expect((await zilliz('GET', '/v2/projects')).status).toBe(200);
  });

  test('can name a method and a path', async () => {
    simulator.inject({
      method: 'get',
      path: '/v2/clusters/:clusterId',
      fault: { kind: 'http-error', status: 500 },
    });

    expect((await zilliz('GET', '/v2/clusters')).status).toBe(200);
    expect((await zilliz('GET', '/v2/clusters/in01-3b1c0a5d4e6f789')).status).toBe(500);
  });

  test('two rules that fit both count, and the first that is due wins', async () => {
    simulator.inject({ nth: 2, fault: { kind: 'http-error', status: 500 } });
    simulator.inject({ times: 2, fault: { kind: 'http-error', status: 503 } });
    const statuses: number[] = [];
    for (let request = 0; request < 3; request += 1) {
      statuses.push((await zilliz('GET', '/v2/projects')).status);
    }

    expect(statuses).toEqual([503, 500, 200]);
  });

  test.each([
    [
      'an unknown kind',
      { fault: { kind: 'explode' } },
      `fault.kind must be one of ${Object.keys(ACTS_BY_DEFAULT).join(', ')}, got "explode".`,
    ],
    ['no fault', {}, /^fault\.kind must be one of .*, got undefined\.$/],
    [
      'an http-error without a status',
      { fault: { kind: 'http-error' } },
      'fault.status must be an HTTP status, got undefined.',
    ],
    [
      'an nth below 1',
      { nth: 0, fault: { kind: 'drop' } },
      'nth must be a whole number from 1, got 0.',
    ],
    [
      'times that are not whole',
      { times: 1.5, fault: { kind: 'drop' } },
      'times must be a whole number from 1, got 1.5.',
    ],
    [
      'an unknown operation',
      { operation: 'restoreClutser', fault: { kind: 'drop' } },
      /^operation must be one of unknown, listProjects, .*, got "restoreClutser"\.$/,
    ],
  ])('is refused with %s', (_title, rule, message) => {
    expect(() => simulator.inject(rule as Parameters<Simulator['inject']>[0])).toThrow(message);
  });
});

describe('the listener', () => {
  test('refuses connections while it is down, and serves the same world when it is up', async () => {
    await zilliz('POST', RESTORE, BODY);
    await simulator.down();
    const socket = connect(simulator.port, '127.0.0.1');
    const [error] = await once(socket, 'error');
    expect(error).toMatchObject({ code: 'ECONNREFUSED' });

    await simulator.up();
    expect((await zilliz('GET', '/v2/clusters')).body.data.count).toBe(2);
  });

  test('ignores a request whose body never arrives in full', async () => {
    const socket = connect(simulator.port, '127.0.0.1');
    await once(socket, 'connect');
    socket.write(`POST ${RESTORE} HTTP/1.1\r\nhost: x\r\ncontent-length: 100\r\n\r\n{"cu`);
    socket.end();
    await once(socket.resume(), 'close');
    await zilliz('GET', '/v2/projects');

    expect(simulator.requests.map(({ operation }) => operation)).toEqual(['listProjects']);
  });

  test('answers an internal error with HTTP 500 and its reason', async () => {
    jest.spyOn(simulator.zilliz, 'answer').mockImplementationOnce(() => {
      throw new Error('oh');
    });
    const { status, body } = await zilliz('GET', '/v2/projects');

    expect(status).toBe(500);
    expect(body).toEqual({ message: 'The simulator has a fault of its own: Error: oh' });
  });

  test('can be stopped twice', async () => {
    await simulator.stop();
    await expect(simulator.stop()).resolves.toBeUndefined();
  });

  test('fails to start on a port that is taken', async () => {
    await expect(startSimulator({ port: simulator.port })).rejects.toThrow('EADDRINUSE');
  });
});
