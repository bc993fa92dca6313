import { PRODUCTION, SOURCE, STAGING, startWorld, stopWorld } from './world';

afterEach(stopWorld);

const BOTH = { targetProjectId: STAGING, projectId: STAGING };
const NEITHER = { targetProjectId: undefined, projectId: undefined };
const OTHER = { targetProjectId: undefined, projectId: STAGING };

test.each([
  ['targetProjectId', {}, 0],
  ['targetProjectId', OTHER, 96005],
  ['targetProjectId', BOTH, 0],
  ['projectId', {}, 96005],
  ['projectId', OTHER, 0],
  ['projectId', BOTH, 0],
  ['either', {}, 0],
  ['either', OTHER, 0],
  ['either', NEITHER, 96005],
] as const)('an API that takes %s answers %j with %i', async (projectField, fields, code) => {
  const { simulator, restoreCluster } = await startWorld({ projectField });
  const { status, body } = await restoreCluster(fields);

  expect([status, body.code]).toEqual([200, code]);
  expect(simulator.zilliz.clusters).toHaveLength(code === 0 ? 2 : 1);
});

test.each([
  [96005, 200, 96005, 'projectId is invalid, it should look like proj-***'],
  [96012, 200, 96012, 'The project and the API key belong to different organizations'],
  [96013, 200, 96013, 'Only an organization or project owner may use this project'],
  [96027, 200, 96027, 'The API key has no access to this project'],
  ['http-400-missing', 400, 400, 'Field "projectId" is required'],
  ['http-400-unknown', 400, 400, 'Unrecognized field "targetProjectId"'],
] as const)('the refusal can be %s', async (projectRefusal, status, code, message) => {
  const { simulator, restoreCluster } = await startWorld({
    projectField: 'projectId',
    projectRefusal,
  });
  const answer = await restoreCluster();

  expect(answer).toMatchObject({ status, body: { code, message } });
  expect(simulator.zilliz.clusters).toHaveLength(1);
  expect((await restoreCluster(OTHER)).body.code).toBe(0);
});

test('an API that knows only its own field refuses the other next to it', async () => {
  const { restoreCluster } = await startWorld({
    projectField: 'projectId',
    projectRefusal: 'http-400-unknown',
  });

  expect((await restoreCluster(BOTH)).status).toBe(400);
});

test('an API that ignores the field restores into the first project', async () => {
  const { send, restoreCluster } = await startWorld({ projectField: 'ignored' });
  const { clusterId } = (await restoreCluster()).body.data;

  expect((await send('GET', `/v2/clusters/${clusterId}`)).body.data.projectId).toBe(PRODUCTION);
});

test('a restored cluster answers what the restore is verified by', async () => {
  const { send, restoreCluster } = await startWorld();
  const { clusterId } = (await restoreCluster()).body.data;

  expect((await send('GET', `/v2/clusters/${clusterId}`)).body.data).toMatchObject({
    projectId: STAGING,
    clusterName: 'staging',
    regionId: 'aws-us-west-2',
    cuSize: 2,
    plan: 'BusinessCritical',
    cuType: 'Performance-optimized',
  });
});

test.each([
  { projectId: PRODUCTION },
  { clusterName: 'another' },
  { regionId: 'aws-eu-central-1' },
  { cuSize: 1 },
  { plan: 'Enterprise' },
  { cuType: 'Capacity-optimized' },
])('a restored cluster can be another than was asked for: %j', async (restoredAs) => {
  const { send, restoreCluster } = await startWorld({ restoredAs });
  const { clusterId } = (await restoreCluster()).body.data;

  expect((await send('GET', `/v2/clusters/${clusterId}`)).body.data).toMatchObject(restoredAs);
});

test('the key of an encrypted cluster can be left out of its description', async () => {
  const { simulator, send } = await startWorld({ describedKey: 'absent' });
  simulator.zilliz.cluster(SOURCE).keyIdentifier = 'arn:aws:kms:us-west-2:111122223333:key/a';
  const path = `/v2/clusters/${SOURCE}`;

  expect((await send('GET', path)).body.data).not.toHaveProperty('keyIdentifier');
  simulator.adjust({ zilliz: { describedKey: 'shown' } });
  expect((await send('GET', path)).body.data).toHaveProperty('keyIdentifier');
});

test.each([
  ['SAAS', 96040],
  ['BYOC', 0],
] as const)(
  'a key of the customer in an Enterprise project of type %s: %i',
  async (orgType, code) => {
    const { simulator, restoreCluster } = await startWorld();
    const { projectId } = simulator.zilliz.addProject({ plan: 'Enterprise', orgType });
    const keyIdentifier = 'arn:aws:kms:us-west-2:111122223333:key/a';

    expect((await restoreCluster({ targetProjectId: projectId, keyIdentifier })).body.code).toBe(
      code,
    );
  },
);
