import { client } from '../client';
import { NIGHTLY, SOURCE, startWorld, stopWorld } from './world';

afterEach(stopWorld);

const CLUSTER = `/v2/clusters/${SOURCE}`;

test.each([
  ['clusters', '/v2/clusters', 251],
  ['backups', '/v2/backups', 253],
  ['projects', '/v2/projects', 252],
])('%s can be more than two pages', async (kind, path, total) => {
  const { simulator, send } = await startWorld();
  const ids = simulator.populate({ vendor: 'zilliz', kind, count: 250 });
  expect(new Set(ids).size).toBe(250);
  if (kind === 'projects') {
    expect((await send('GET', path)).body.data).toHaveLength(total);
    return;
  }
  const pages: number[] = [];
  for (const page of [1, 2, 3, 4]) {
    const { data } = (await send('GET', `${path}?pageSize=100&currentPage=${page}`)).body;
    expect(data.count).toBe(total);
    pages.push(data[kind].length);
  }

  expect(pages).toEqual([100, 100, total - 200, 0]);
});

test.each(['clusters', 'backups'])('the count of %s can be of the page alone', async (kind) => {
  const { simulator, send } = await startWorld({ listCount: 'page' });
  simulator.populate({ vendor: 'zilliz', kind, count: 150 });
  const counts: number[] = [];
  for (const page of [1, 2, 3]) {
    const path = `/v2/${kind}?pageSize=100&currentPage=${page}`;
    counts.push((await send('GET', path)).body.data.count);
  }

  expect(counts).toEqual([100, kind === 'clusters' ? 51 : 53, 0]);
});

test.each(['clusters', 'backups'])('a list of %s can continue for ever', async (kind) => {
  const { simulator, send } = await startWorld();
  simulator.inject({ times: 'always', fault: { kind: 'endless-pages' } });
  const path = `/v2/${kind}?pageSize=100&currentPage=`;

  for (const page of [1, 2, 977]) {
    const { data } = (await send('GET', path + page)).body;
    expect(data[kind]).toHaveLength(100);
    expect(data.count).toBe(1_000_000_000);
  }
});

test('a listed backup has no region, a described one has', async () => {
  const { send } = await startWorld();
  const { backups } = (await send('GET', '/v2/backups')).body.data;

  expect(backups.map((backup: object) => 'regionId' in backup)).toEqual([false, false, false]);
  expect((await send('GET', `${CLUSTER}/backups/${NIGHTLY}`)).body.data.regionId).toBe(
    'aws-us-west-2',
  );
});

test('the time of a listed backup can be that of its cluster', async () => {
  const { send } = await startWorld({ listedCreateTime: 'cluster' });
  const { backups } = (await send('GET', '/v2/backups')).body.data;
  const { createTime } = (await send('GET', CLUSTER)).body.data;

  expect(new Set(backups.map((backup: { createTime: string }) => backup.createTime))).toEqual(
    new Set([createTime]),
  );
  expect((await send('GET', `${CLUSTER}/backups/${NIGHTLY}`)).body.data.createTime).toBe(
    '2026-11-20T02:00:00Z',
  );
});

test.each([
  ['left-out', 'not-found', [], 96018],
  ['listed', 'deleted-status', ['DELETED'], 0],
] as const)('a dropped cluster is %s in lists and %s when described', async (...row) => {
  const [droppedInLists, afterDrop, listed, code] = row;
  const { send } = await startWorld({ droppedInLists, afterDrop });
  await send('DELETE', `${CLUSTER}/drop`);
  const { clusters } = (await send('GET', '/v2/clusters')).body.data;

  expect(clusters.map(({ status }: { status: string }) => status)).toEqual(listed);
  expect((await send('GET', CLUSTER)).body.code).toBe(code);
});

describe('the key of another organization', () => {
  test.each([96018, 96014] as const)('finds no cluster, with %i', async (foreignCluster) => {
    const { simulator } = await startWorld({ foreignCluster });
    const send = client(simulator, 'sim-zilliz-other-organization-key');
    const backup = `${CLUSTER}/backups/${NIGHTLY}`;
    const codes = [
      await send('GET', CLUSTER),
      await send('DELETE', `${CLUSTER}/drop`),
      await send('GET', backup),
      await send('GET', `${CLUSTER}/backups/backup11_unknown`),
      await send('POST', `${backup}/restoreCluster`, { clusterName: 'staging' }),
      await send('POST', `${backup}/restoreCollection`, { destClusterId: SOURCE }),
    ].map(({ status, body }) => [status, body.code]);

    expect(new Set(codes.map(String))).toEqual(new Set([`200,${foreignCluster}`]));
    expect(simulator.zilliz.cluster(SOURCE).status).toBe('RUNNING');
  });

  test('sees empty lists, and no job and no project', async () => {
    const { simulator, restoreCluster } = await startWorld();
    const { jobId } = (await restoreCluster()).body.data;
    const send = client(simulator, 'sim-zilliz-other-organization-key');

    expect((await send('GET', '/v2/clusters')).body.data).toMatchObject({ count: 0, clusters: [] });
    expect((await send('GET', '/v2/backups')).body.data).toMatchObject({ count: 0, backups: [] });
    expect((await send('GET', '/v2/projects')).body.data).toEqual([]);
    expect((await send('GET', `/v2/jobs/${jobId}`)).body.code).toBe(96026);
    const { projectId = '' } = simulator.zilliz.projects[0] ?? {};
    expect((await send('GET', `/v2/projects/${projectId}`)).body.code).toBe(96012);
  });
});
