import { ZILLIZ_ORGANIZATION } from '../../../src/simulator';
import { client } from '../client';
import { SOURCE, startWorld, stopWorld } from './world';

afterEach(stopWorld);

const CLUSTER = `/v2/clusters/${SOURCE}`;

async function world(behaviour: Parameters<typeof startWorld>[0] = {}) {
  const started = await startWorld(behaviour);
  const orgid = ZILLIZ_ORGANIZATION;
  const patch = client(started.simulator, 'sim-zilliz-owner-key', { orgid });
  const cluster = async () => (await started.send('GET', CLUSTER)).body.data;
  return { ...started, patch, cluster };
}

describe('name and description', () => {
  test('are changed in place', async () => {
    const { patch, cluster } = await world();
    const change = { clusterName: 'renamed', description: 'owner: search team' };
    const { body } = await patch('PATCH', CLUSTER, change);

    expect(body).toEqual({
      code: 0,
      data: { clusterId: SOURCE, prompt: 'The cluster has been updated.' },
    });
    expect(await cluster()).toMatchObject(change);
  });

  test('can be changed one at a time, and the own name again', async () => {
    const { patch, cluster } = await world();

    expect((await patch('PATCH', CLUSTER, { description: '' })).body.code).toBe(0);
    const { clusterName } = await cluster();
    expect((await patch('PATCH', CLUSTER, { clusterName })).body.code).toBe(0);
    expect(await cluster()).toMatchObject({ clusterName, description: '' });
  });

  test.each([
    ['nothing', {}, 96999],
    ['a name with a space', { clusterName: 'a b' }, 96010],
    ['a name that is taken', { clusterName: 'taken' }, 96017],
    ['a description of 256 characters', { description: 'x'.repeat(256) }, 96999],
    ['a description that is no text', { description: 1 }, 96999],
  ])('are not changed to %s', async (_title, change, code) => {
    const { simulator, patch, cluster } = await world();
    simulator.zilliz.addCluster({ clusterName: 'taken' });

    expect((await patch('PATCH', CLUSTER, change)).body.code).toBe(code);
    expect(await cluster()).toMatchObject({
      clusterName: 'articles-production',
      description: 'Articles and their authors',
    });
  });

  test('need the organization in a header, unless it is not looked at', async () => {
    const { simulator, send } = await world();
    const foreign = client(simulator, 'sim-zilliz-owner-key', { orgid: 'org-another' });
    const change = { description: 'x' };

    expect((await send('PATCH', CLUSTER, change)).body).toEqual({
      code: 96999,
      message: 'The header OrgId is required',
    });
    expect((await foreign('PATCH', CLUSTER, change)).body.code).toBe(96014);
    simulator.adjust({ zilliz: { orgIdHeader: 'ignored' } });
    expect((await send('PATCH', CLUSTER, change)).body.code).toBe(0);
  });
});

test('a cluster is suspended and resumed, each after a while', async () => {
  const { simulator, send, cluster } = await world({ modifySeconds: 3600 });
  const status = async () => (await cluster()).status;

  expect((await send('POST', `${CLUSTER}/suspend`)).body.data.clusterId).toBe(SOURCE);
  expect(await status()).toBe('STOPPING');
  expect((await send('POST', `${CLUSTER}/resume`)).body.code).toBe(96999);
  simulator.advance(3600);
  expect(await status()).toBe('STOPPED');
  expect((await send('POST', `${CLUSTER}/suspend`)).body.code).toBe(96999);
  expect((await send('POST', `${CLUSTER}/resume`)).body.code).toBe(0);
  expect(await status()).toBe('RESUMING');
  simulator.advance(3600);
  expect(await status()).toBe('RUNNING');
});

test('a cluster gets its new size after a while', async () => {
  const { simulator, send, cluster } = await world({ modifySeconds: 3600 });

  expect((await send('POST', `${CLUSTER}/modify`, { cuSize: 16, replica: 2 })).body.code).toBe(0);
  expect(await cluster()).toMatchObject({ status: 'MODIFYING', cuSize: 8, replica: 1 });
  simulator.advance(3600);
  expect(await cluster()).toMatchObject({ status: 'RUNNING', cuSize: 16, replica: 2 });
});

test.each([
  ['nothing', {}, 96999],
  ['a size that is no step', { cuSize: 7 }, 96023],
  ['more than the largest size', { cuSize: 2064 }, 96023],
  ['101 replicas', { replica: 101 }, 96023],
  ['0 replicas', { replica: 0 }, 96023],
])('a cluster is not modified to %s', async (_title, change, code) => {
  const { send, cluster } = await world();

  expect((await send('POST', `${CLUSTER}/modify`, change)).body.code).toBe(code);
  expect((await cluster()).status).toBe('RUNNING');
});

test('a cluster that is dropped while it changes stays dropped', async () => {
  const { simulator, send } = await world({ afterDrop: 'deleted-status' });
  await send('POST', `${CLUSTER}/suspend`);
  await send('DELETE', `${CLUSTER}/drop`);
  simulator.advance(3600);

  expect((await send('GET', CLUSTER)).body.data.status).toBe('DELETED');
});

test.each([
  ['PATCH', '', { description: 'x' }],
  ['POST', '/modify', { cuSize: 16 }],
  ['POST', '/suspend', undefined],
  ['POST', '/resume', undefined],
  ['POST', '/backups/create', { backupType: 'CLUSTER' }],
  ['POST', '/backups/policy', { enabled: false }],
])('a key that may only look is refused %s %s', async (method, path, body) => {
  const { simulator } = await world({ orgIdHeader: 'ignored' });
  const send = client(simulator, 'sim-zilliz-viewer-key');

  expect((await send(method, CLUSTER + path, body)).body.code).toBe(96015);
});
