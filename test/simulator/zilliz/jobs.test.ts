import { SOURCE, startWorld, stopWorld } from './world';

afterEach(stopWorld);

test('a failed job says why, and leaves its cluster abnormal', async () => {
  const { simulator, send, restoreCluster } = await startWorld();
  simulator.zilliz.failNextJob('the object store was not readable');
  const { clusterId, jobId } = (await restoreCluster()).body.data;
  simulator.advance(600);
  const job = await send('GET', `/v2/jobs/${jobId}`);

  expect(job.body.data).toMatchObject({
    status: 'FAILED',
    reason: 'the object store was not readable',
    progress: '0',
    endTime: '2026-11-21T00:05:00Z',
  });
  expect((await send('GET', `/v2/clusters/${clusterId}`)).body.data).toMatchObject({
    status: 'ABNORMAL',
    connectAddress: '',
  });
});

test('a failed job can take its cluster with it', async () => {
  const { simulator, send, restoreCluster } = await startWorld({ failedCluster: 'DELETED' });
  simulator.zilliz.failNextJob('no reason');
  const { clusterId } = (await restoreCluster()).body.data;
  simulator.advance(600);

  expect((await send('GET', `/v2/clusters/${clusterId}`)).body.code).toBe(96018);
});

test('a failure is for as many fitting jobs as it says', async () => {
  const { simulator, restoreCluster, restoreCollection } = await startWorld();
  simulator.zilliz.failNextJob('no', { operation: 'restoreCluster', times: 2 });
  await restoreCollection({ destClusterId: simulator.zilliz.addCluster().clusterId });
  for (const clusterName of ['a', 'b', 'c']) {
    await restoreCluster({ clusterName });
  }
  simulator.advance(600);

  expect(simulator.zilliz.jobs.map(({ status }) => status)).toEqual([
    'SUCCESSFUL',
    'FAILED',
    'FAILED',
    'SUCCESSFUL',
  ]);
});

test('a failure can be for one collection', async () => {
  const { simulator, restoreCollection } = await startWorld();
  const destClusterId = simulator.zilliz.addCluster().clusterId;
  simulator.zilliz.failNextJob('no', { collectionName: 'authors' });
  for (const collectionName of ['medium_articles', 'authors']) {
    await restoreCollection({
      destClusterId,
      dbCollections: [{ collections: [{ collectionName }] }],
    });
  }
  simulator.advance(600);

  expect(simulator.zilliz.jobs.map(({ status }) => status)).toEqual(['SUCCESSFUL', 'FAILED']);
});

test.each([
  [
    'is being canceled, then is canceled',
    { via: 'CANCELING', end: 'CANCELED', seconds: 90 },
    ['PENDING', 'CANCELING', 'CANCELED', 'CANCELED'],
  ],
  [
    'stays at being canceled',
    { end: 'CANCELING', seconds: 60 },
    ['PENDING', 'CANCELING', 'CANCELING', 'CANCELING'],
  ],
  [
    'shows a status that no document has',
    { via: 'VERIFYING', seconds: 90 },
    ['PENDING', 'VERIFYING', 'SUCCESSFUL', 'SUCCESSFUL'],
  ],
  [
    'never ends',
    { end: 'never', seconds: 90 },
    ['PENDING', 'IN_PROGRESS', 'IN_PROGRESS', 'IN_PROGRESS'],
  ],
  ['ends at once', { seconds: 0 }, ['SUCCESSFUL', 'SUCCESSFUL', 'SUCCESSFUL', 'SUCCESSFUL']],
])('a job that %s', async (_title, script, statuses) => {
  const { simulator, restoreCluster, jobStatuses } = await startWorld();
  simulator.zilliz.scriptNextJob(script);
  const { jobId } = (await restoreCluster()).body.data;

  expect(await jobStatuses(jobId, 4)).toEqual(statuses);
});

test('a status that a test writes into a cluster stays', async () => {
  const { simulator, send } = await startWorld();
  simulator.zilliz.cluster(SOURCE).status = 'SET_PRIVATE_LINK';
  await send('GET', '/v2/projects');

  expect((await send('GET', `/v2/clusters/${SOURCE}`)).body.data.status).toBe('SET_PRIVATE_LINK');
});

test('another world can be the seed', async () => {
  const empty = { projects: [], clusters: [], backups: [] };
  const { send } = await startWorld({}, { seed: { zilliz: empty } });

  expect((await send('GET', '/v2/projects')).body).toEqual({ code: 0, data: [] });
});
