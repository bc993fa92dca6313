import { SteppingClock } from '../../../src/simulator';
import { START } from '../client';
import {
  ARTICLES_ONLY,
  NIGHTLY,
  OLD,
  PRODUCTION,
  SOURCE,
  STAGING,
  startWorld,
  stopWorld,
} from './world';

afterEach(stopWorld);

const KEY_ARN = 'arn:aws:kms:us-west-2:111122223333:key/0d1e2f';

test('a restore answers with the cluster, a new password and a job', async () => {
  const { restoreCluster } = await startWorld();
  const { status, body } = await restoreCluster();
  const other = await restoreCluster({ clusterName: 'second' });

  expect(status).toBe(200);
  expect(body).toEqual({
    code: 0,
    data: {
      clusterId: expect.stringMatching(/^in01-[0-9a-f]{15}$/),
      username: 'db_admin',
      password: expect.stringMatching(/^Sim-Pw-[0-9a-f]{24}$/),
      jobId: expect.stringMatching(/^job-[0-9a-f]{22}$/),
    },
  });
  expect(other.body.data.password).not.toBe(body.data.password);
});

test('the cluster and its job go through their states together', async () => {
  const clock = new SteppingClock(START, 0);
  const { send, restoreCluster } = await startWorld({}, { clock });
  const { clusterId, jobId } = (await restoreCluster()).body.data;
  const seen: unknown[] = [];
  for (const seconds of [0, 44, 45, 89, 90, 299, 300]) {
    clock.reset();
    clock.advance(seconds);
    const job = (await send('GET', `/v2/jobs/${jobId}`)).body.data;
    const cluster = (await send('GET', `/v2/clusters/${clusterId}`)).body.data;
    seen.push([job.status, job.progress, cluster.status, cluster.connectAddress !== '']);
  }

  expect(seen).toEqual([
    ['PENDING', '0', 'CREATING', false],
    ['PENDING', '0', 'CREATING', false],
    ['IN_PROGRESS', '0', 'CREATING', false],
    ['IN_PROGRESS', '17', 'CREATING', false],
    ['IN_PROGRESS', '17', 'RESTORE_BACKUP', false],
    ['IN_PROGRESS', '99', 'RESTORE_BACKUP', false],
    ['SUCCESSFUL', '100', 'RUNNING', true],
  ]);
  expect((await send('GET', `/v2/jobs/${jobId}`)).body).toEqual({
    code: 0,
    data: {
      jobId,
      type: 'RESTORE',
      status: 'SUCCESSFUL',
      progress: '100',
      startTime: '2026-11-21T00:00:00Z',
      endTime: '2026-11-21T00:05:00Z',
      reason: '',
    },
  });
});

test('a cluster may run later than its job is done', async () => {
  const { simulator, restoreCluster } = await startWorld({ runningLagSeconds: 600 });
  const { clusterId } = (await restoreCluster()).body.data;
  const statusAfter = (seconds: number): string => {
    simulator.advance(seconds);
    return simulator.zilliz.cluster(clusterId).status;
  };

  expect([statusAfter(301), simulator.zilliz.jobs[0]?.status]).toEqual([
    'RESTORE_BACKUP',
    'SUCCESSFUL',
  ]);
  expect(statusAfter(600)).toBe('RUNNING');
});

test('the new cluster has the size asked for and the source’s region and CU type', async () => {
  const { send, restoreCluster } = await startWorld();
  const { clusterId } = (await restoreCluster()).body.data;
  const { body } = await send('GET', `/v2/clusters/${clusterId}`);

  expect(body.data).toMatchObject({
    clusterName: 'staging',
    projectId: STAGING,
    regionId: 'aws-us-west-2',
    cuType: 'Performance-optimized',
    plan: 'BusinessCritical',
    cuSize: 2,
  });
  expect(body.data).not.toHaveProperty('keyIdentifier');
  expect(body.data).not.toHaveProperty('password');
});

test.each([
  ['KEEP keeps the collections’ load state', 'KEEP', ['LOADED', 'UNLOADED', 'LOADED']],
  ['RELEASE releases all', 'RELEASE', ['UNLOADED', 'UNLOADED', 'UNLOADED']],
])('%s', async (_title, collectionStatus, states) => {
  const { simulator, restoreCluster } = await startWorld();
  const { clusterId } = (await restoreCluster({ collectionStatus })).body.data;
  const { databases } = simulator.zilliz.cluster(clusterId);

  expect(databases.flatMap(({ collections }) => collections.map(({ status }) => status))).toEqual(
    states,
  );
});

test.each([
  [undefined, '2.6'],
  ['LATEST', '2.6'],
  ['ORIGINAL', '2.5'],
])('restoreVersionPolicy %s gives Milvus %s', async (restoreVersionPolicy, version) => {
  const { simulator, restoreCluster } = await startWorld();
  const { clusterId } = (await restoreCluster({ restoreVersionPolicy })).body.data;

  expect(simulator.zilliz.cluster(clusterId).milvusVersion).toBe(version);
});

describe('a refusal creates nothing:', () => {
  test.each([
    ['a project id of another form', { targetProjectId: 'staging' }, 96005],
    ['no project', { targetProjectId: undefined }, 96005],
    ['a project of another organization', { targetProjectId: 'proj-00' }, 96012],
    ['a name with a space', { clusterName: 'my clone' }, 96010],
    ['no name', { clusterName: undefined }, 96010],
    ['a cuSize of zero', { cuSize: 0 }, 96002],
    ['a cuSize that is text', { cuSize: '2' }, 96002],
    ['a cuSize between two steps', { cuSize: 3 }, 96023],
    ['a cuSize above the plan’s largest', { cuSize: 2064 }, 96023],
    ['no collectionStatus', { collectionStatus: undefined }, 96031],
    ['another vocabulary of collectionStatus', { collectionStatus: 'LOADED' }, 96031],
    ['a policy that does not exist', { restoreVersionPolicy: 'OLDEST' }, 96040],
  ])('%s', async (_title, changes, code) => {
    const { simulator, restoreCluster } = await startWorld();
    const { status, body } = await restoreCluster(changes);

    expect([status, body.code]).toEqual([200, code]);
    expect([simulator.zilliz.clusters.length, simulator.zilliz.jobs.length]).toEqual([1, 0]);
  });

  test('a backup of collections', async () => {
    const { restoreCluster } = await startWorld();

    expect((await restoreCluster({}, ARTICLES_ONLY)).body).toEqual({
      code: 96040,
      message: 'restore cluster failed (the backup is not a cluster backup)',
    });
  });

  test('ORIGINAL for a backup that does not offer it', async () => {
    const { restoreCluster } = await startWorld();

    expect((await restoreCluster({ restoreVersionPolicy: 'ORIGINAL' }, OLD)).body).toEqual({
      code: 96040,
      message: 'restore cluster failed (restoreVersionPolicy must be LATEST for this backup)',
    });
  });

  test('an expired backup', async () => {
    const { simulator, restoreCluster } = await startWorld();
    simulator.advance(7 * 86_400);

    expect((await restoreCluster()).body.message).toBe(
      'restore cluster failed (backup is DELETED)',
    );
  });

  test('a project without the backup’s region', async () => {
    const { simulator, restoreCluster } = await startWorld();
    const { projectId } = simulator.zilliz.addProject({ regionIds: ['aws-eu-central-1'] });

    expect((await restoreCluster({ targetProjectId: projectId })).body.message).toBe(
      `restore cluster failed (region aws-us-west-2 is not bound to ${projectId})`,
    );
  });

  test('a small cuSize for tiered storage', async () => {
    const { simulator, restoreCluster } = await startWorld();
    const { backupId } = simulator.zilliz.addBackup({ cuType: 'Tiered-storage' });

    expect((await restoreCluster({ cuSize: 4 }, backupId)).body.code).toBe(96023);
    expect((await restoreCluster({ cuSize: 8 }, backupId)).body.code).toBe(0);
  });
});

test.each([
  ['Standard', 32, 36],
  ['Enterprise', 2048, 2064],
  ['BusinessCritical', 2048, 2064],
] as const)('a %s project takes %i CU and not %i', async (plan, largest, above) => {
  const { simulator, restoreCluster } = await startWorld();
  const targetProjectId = simulator.zilliz.addProject({ plan }).projectId;

  expect((await restoreCluster({ targetProjectId, cuSize: above })).body.code).toBe(96023);
  expect((await restoreCluster({ targetProjectId, cuSize: largest })).body.code).toBe(0);
});

test('the largest size can be that of the reference', async () => {
  const maxCuSize = { Standard: 32, Enterprise: 1024, BusinessCritical: 1024 };
  const { restoreCluster } = await startWorld({ maxCuSize });

  expect((await restoreCluster({ cuSize: 1040 })).body.code).toBe(96023);
  expect((await restoreCluster({ cuSize: 1024 })).body.code).toBe(0);
});

describe('the name of the project field', () => {
  test.each([
    ['targetProjectId', { projectId: STAGING, targetProjectId: undefined }, 96005],
    ['targetProjectId', { targetProjectId: STAGING }, 0],
    ['projectId', { targetProjectId: STAGING }, 96005],
    ['projectId', { projectId: STAGING, targetProjectId: undefined }, 0],
    ['either', { projectId: STAGING, targetProjectId: undefined }, 0],
    ['either', { targetProjectId: STAGING }, 0],
  ] as const)('with %s: %j answers %i', async (projectField, changes, code) => {
    const { restoreCluster } = await startWorld({ projectField });

    expect((await restoreCluster(changes)).body.code).toBe(code);
  });
});

describe('a name', () => {
  test.each([96017, 40013] as const)(
    'that exists is refused with %i',
    async (duplicateNameCode) => {
      const { restoreCluster } = await startWorld({ duplicateNameCode });
      await restoreCluster();

      expect((await restoreCluster()).body).toEqual({
        code: duplicateNameCode,
        message: 'A cluster named staging exists in this project',
      });
    },
  );

  test('of another project is free', async () => {
    const { restoreCluster } = await startWorld();
    await restoreCluster();

    expect((await restoreCluster({ targetProjectId: PRODUCTION })).body.code).toBe(0);
  });

  test.each([
    ['reusable', 0],
    ['taken', 96017],
  ] as const)('of a dropped cluster is %s', async (droppedName, code) => {
    const { send, restoreCluster } = await startWorld({ droppedName });
    const { clusterId } = (await restoreCluster()).body.data;
    await send('DELETE', `/v2/clusters/${clusterId}/drop`);

    expect((await restoreCluster()).body.code).toBe(code);
  });
});

describe('a KMS key', () => {
  async function restored(
    cmek: 'honoured' | 'ignored' | 'refused',
    field = 'keyIdentifier',
  ): Promise<unknown> {
    const { send, restoreCluster } = await startWorld({ cmek, cmekField: field });
    const { body } = await restoreCluster({ [field]: KEY_ARN });
    if (body.code !== 0) {
      return body;
    }
    const described = await send('GET', `/v2/clusters/${body.data.clusterId}`);
    return described.body.data.keyIdentifier;
  }

  test('is reported by the new cluster', async () => {
    expect(await restored('honoured')).toBe(KEY_ARN);
  });

  test('can be sent by another name', async () => {
    expect(await restored('honoured', 'kmsKey')).toBe(KEY_ARN);
  });

  test('can be ignored', async () => {
    expect(await restored('ignored')).toBeUndefined();
  });

  test('can be refused as an unknown field', async () => {
    expect(await restored('refused')).toEqual({
      code: 96999,
      message: 'Unknown field keyIdentifier',
    });
  });

  test.each([
    ['of a project that is not Business Critical', { plan: 'Enterprise' as const }],
    ['that is not registered in the project', { kmsKeys: ['arn:aws:kms:other'] }],
  ])('%s is not available', async (_title, project) => {
    const { simulator, restoreCluster } = await startWorld();
    const targetProjectId = simulator.zilliz.addProject(project).projectId;

    expect((await restoreCluster({ targetProjectId, keyIdentifier: KEY_ARN })).body).toEqual({
      code: 96040,
      message: 'restore cluster failed (the KMS key is not available)',
    });
  });
});

test.each([
  ['honoured', true],
  ['ignored', false],
] as const)('an RBAC flag that is %s is recorded as %s', async (rbac, includesRbac) => {
  const { simulator, restoreCluster } = await startWorld({ rbac });
  const { clusterId } = (await restoreCluster({ includeRbac: true })).body.data;

  expect(simulator.zilliz.cluster(clusterId).includesRbac).toBe(includesRbac);
});

test('an RBAC flag can be refused as an unknown field', async () => {
  const { restoreCluster } = await startWorld({ rbac: 'refused-unknown-field' });

  expect((await restoreCluster({ includeRbac: true })).body.code).toBe(96999);
});

describe('dropping', () => {
  test('takes the cluster and its automatic backups away, and leaves the manual ones', async () => {
    const { send, restoreCluster } = await startWorld();
    const { body } = await send('DELETE', `/v2/clusters/${SOURCE}/drop`);

    expect(body).toEqual({
      code: 0,
      data: {
        clusterId: SOURCE,
        prompt: 'The cluster has been moved to the recycle bin, where it stays for 30 days.',
      },
    });
    expect((await send('GET', `/v2/clusters/${SOURCE}`)).body.code).toBe(96018);
    expect((await send('DELETE', `/v2/clusters/${SOURCE}/drop`)).body.code).toBe(96018);
    expect((await send('GET', '/v2/clusters')).body.data.count).toBe(0);
    expect((await restoreCluster({}, NIGHTLY)).body.code).toBe(96040);
    expect((await restoreCluster({}, OLD)).body.code).toBe(0);
  });

  test('can leave a cluster that is described as DELETED', async () => {
    const { send } = await startWorld({ afterDrop: 'deleted-status' });
    await send('DELETE', `/v2/clusters/${SOURCE}/drop`);

    expect((await send('GET', `/v2/clusters/${SOURCE}`)).body.data.status).toBe('DELETED');
  });

  test('a cluster during its restore does not bring it back', async () => {
    const { simulator, send, restoreCluster, jobStatuses } = await startWorld();
    const { clusterId, jobId } = (await restoreCluster()).body.data;
    await send('DELETE', `/v2/clusters/${clusterId}/drop`);
    simulator.advance(600);

    expect(await jobStatuses(jobId, 1)).toEqual(['SUCCESSFUL']);
    expect((await send('GET', `/v2/clusters/${clusterId}`)).body.code).toBe(96018);
  });

  test.each([
    ['DELETE', 'POST', 405],
    ['POST', 'DELETE', 405],
    ['either', 'POST', 200],
    ['either', 'DELETE', 200],
  ] as const)('by %s answers %s with %i', async (dropMethod, method, wanted) => {
    const { send } = await startWorld({ dropMethod });

    expect((await send(method, `/v2/clusters/${SOURCE}/drop`)).status).toBe(wanted);
  });
});
