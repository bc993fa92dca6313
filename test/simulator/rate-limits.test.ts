import type { Simulator } from '../../src/simulator';
import { client, type Send, startSimulator } from './client';

let simulator: Simulator;
let now: number;
let zilliz: Send;
let cockroach: Send;
let control: Send;
beforeEach(async () => {
  now = 0;
  simulator = await startSimulator({
    behaviour: { zilliz: { requestsPerSecond: 20 }, cockroach: { requestsPerSecond: 10 } },
    limitClock: () => now,
  });
  zilliz = client(simulator, simulator.zilliz.ownerKey);
  cockroach = client(simulator, simulator.cockroach.ownerKey);
  control = client(simulator, undefined);
});
afterEach(() => simulator.stop());

const CLUSTERS = { zilliz: '/v2/clusters', cockroach: '/api/v1/clusters' };

async function statuses(send: Send, path: string, count: number): Promise<number[]> {
  const all: number[] = [];
  for (let index = 0; index < count; index += 1) all.push((await send('GET', path)).status);
  return all;
}
const times = (count: number, status: number) => Array<number>(count).fill(status);

test('a key gets as many responses in any second as documented, and 429 beyond', async () => {
  expect(await statuses(cockroach, CLUSTERS.cockroach, 11)).toEqual([...times(10, 200), 429]);
  now = 999;
  expect(await statuses(cockroach, CLUSTERS.cockroach, 1)).toEqual([429]);
  now = 1000;
  expect(await statuses(cockroach, CLUSTERS.cockroach, 11)).toEqual([...times(10, 200), 429]);
});

test('the limit of Zilliz Cloud is one of each endpoint', async () => {
  expect(await statuses(zilliz, CLUSTERS.zilliz, 21)).toEqual([...times(20, 200), 429]);
  expect(await statuses(zilliz, '/v2/projects', 1)).toEqual([200]);
});

test('one vendor says when to come again, the other does not', async () => {
  await statuses(zilliz, CLUSTERS.zilliz, 20);
  await statuses(cockroach, CLUSTERS.cockroach, 10);
  const refused = await Promise.all([
    zilliz('GET', CLUSTERS.zilliz),
    cockroach('GET', CLUSTERS.cockroach),
  ]);
  expect(refused.map(({ headers }) => headers.get('retry-after'))).toEqual([null, '1']);
  expect(refused.map(({ body }) => body)).toEqual([
    { code: 429, message: 'rate limit exceeded' },
    { code: 8, message: 'rate limit exceeded', details: [] },
  ]);
});

test('what is refused does nothing, and is recorded so', async () => {
  await statuses(cockroach, CLUSTERS.cockroach, 10);
  const { id } = simulator.cockroach.clusters[0] ?? {};
  await cockroach('DELETE', `/api/v1/clusters/${id}/databases/orders`);
  expect(simulator.requests.at(-1)).toMatchObject({ status: 429, acted: false });
});

test('the control address counts them', async () => {
  await statuses(cockroach, CLUSTERS.cockroach, 12);
  const { body } = await control('GET', '/_simulator/limits');
  expect(body).toEqual({
    zilliz: { allowed: 0, refused: 0, mostInASecond: 0 },
    cockroach: { allowed: 10, refused: 2, mostInASecond: 10 },
  });
});

test('without the behaviour every request is answered', async () => {
  await control('POST', '/_simulator/behaviour', { cockroach: { requestsPerSecond: 0 } });
  expect(await statuses(cockroach, CLUSTERS.cockroach, 30)).toEqual(times(30, 200));
});
