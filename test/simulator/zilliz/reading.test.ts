import { ARTICLES_ONLY, NIGHTLY, OLD, PRODUCTION, SOURCE, startWorld, stopWorld } from './world';

afterEach(stopWorld);

describe('projects', () => {
  test('are listed as an array', async () => {
    const { send } = await startWorld();
    const { body } = await send('GET', '/v2/projects');

    expect(body.code).toBe(0);
    expect(body.data[0]).toEqual({
      projectId: PRODUCTION,
      projectName: 'production',
      description: 'What customers use',
      regionIds: ['aws-us-west-2'],
      instanceCount: 1,
      createTime: '2026-03-01T09:00:00Z',
      plan: 'BusinessCritical',
      orgType: 'SAAS',
    });
    expect(body.data).toHaveLength(2);
  });

  test('are described one by one', async () => {
    const { send } = await startWorld();
    const { body } = await send('GET', `/v2/projects/${PRODUCTION}`);

    expect(body.data).toMatchObject({ projectId: PRODUCTION, instanceCount: 1 });
  });
});

describe('clusters', () => {
  test('are described without anything that the API does not have', async () => {
    const { send } = await startWorld();
    const { body } = await send('GET', `/v2/clusters/${SOURCE}`);

    expect(body).toEqual({
      code: 0,
      data: {
        clusterId: SOURCE,
        clusterName: 'articles-production',
        projectId: PRODUCTION,
        description: 'Articles and their authors',
        regionId: 'aws-us-west-2',
        cuType: 'Performance-optimized',
        plan: 'BusinessCritical',
        status: 'RUNNING',
        connectAddress: `https://${SOURCE}.aws-us-west-2.vectordb.simulator.invalid:19530`,
        privateLinkAddress: '',
        replica: 1,
        cuSize: 8,
        storageSize: 48_318_382_080,
        snapshotNumber: 3,
        createProgress: 100,
        createTime: '2026-03-02T08:15:30Z',
        deploymentOption: 'Dedicated',
      },
    });
  });

  test('are listed in pages, and by region', async () => {
    const { simulator, send } = await startWorld();
    simulator.zilliz.addCluster({ clusterName: 'second', regionId: 'aws-eu-central-1' });
    const page = await send('GET', '/v2/clusters?pageSize=1&currentPage=2');
    const region = await send('GET', '/v2/clusters?region=aws-eu-central-1');

    expect(page.body.data).toMatchObject({ count: 2, currentPage: 2, pageSize: 1 });
    expect(page.body.data.clusters).toMatchObject([{ clusterName: 'second' }]);
    expect(region.body.data).toMatchObject({ count: 1, clusters: [{ clusterName: 'second' }] });
  });

  test.each([
    ['pageSize=0', 96008],
    ['pageSize=101', 96008],
    ['pageSize=ten', 96008],
    ['currentPage=0', 96009],
  ])('are not listed with %s', async (query, code) => {
    const { send } = await startWorld();

    expect((await send('GET', `/v2/clusters?${query}`)).body.code).toBe(code);
  });
});

describe('backups', () => {
  async function listed(query: string): Promise<string[]> {
    const { send } = await startWorld();
    const { body } = await send('GET', `/v2/backups?${query}`);
    return body.data.backups.map(({ backupId }: { backupId: string }) => backupId);
  }

  test.each([
    ['all, newest first', '', [NIGHTLY, ARTICLES_ONLY, OLD]],
    ['by how they were made', 'creationMethod=AUTO', [NIGHTLY]],
    ['by type', 'backupType=COLLECTION', [ARTICLES_ONLY]],
    ['by project', 'projectId=proj-7c41d0b2e98f4a6d5e3c1f', []],
    ['by cluster', `clusterId=${SOURCE}`, [NIGHTLY, ARTICLES_ONLY, OLD]],
    ['from a time on', 'start=2026-11-18T11:45:00Z', [NIGHTLY, ARTICLES_ONLY]],
    ['up to a time', 'end=2026-11-18T11:45:00Z', [ARTICLES_ONLY, OLD]],
    ['in pages', 'pageSize=2&currentPage=2', [OLD]],
  ])('are listed %s', async (_title, query, ids) => {
    expect(await listed(query)).toEqual(ids);
  });

  test('can come oldest first', async () => {
    const { send } = await startWorld({ backupOrder: 'oldest-first' });
    const { body } = await send('GET', '/v2/backups');

    expect(body.data.backups[0].backupId).toBe(OLD);
  });

  test.each([
    ['creationMethod=DAILY', 96030],
    ['backupType=FULL', 96029],
    ['start=yesterday', 96007],
    ['end=2026-11-18', 96007],
  ])('are not listed with %s', async (query, code) => {
    const { send } = await startWorld();

    expect((await send('GET', `/v2/backups?${query}`)).body.code).toBe(code);
  });

  test('are described with region and collections', async () => {
    const { send } = await startWorld();
    const { body } = await send('GET', `/v2/clusters/${SOURCE}/backups/${NIGHTLY}`);

    expect(body.data).toEqual({
      backupId: NIGHTLY,
      backupName: 'articles-production_nightly',
      projectId: PRODUCTION,
      clusterId: SOURCE,
      clusterName: 'articles-production',
      backupType: 'CLUSTER',
      creationMethod: 'AUTO',
      size: 42_949_672_960,
      createTime: '2026-11-20T02:00:00Z',
      expireTime: '2026-11-27T02:00:00Z',
      status: 'AVAILABLE',
      restoreNewInstancePolicies: ['LATEST', 'ORIGINAL'],
      regionId: 'aws-us-west-2',
      dbCollections: [
        {
          dbName: 'default',
          collections: [
            { collectionName: 'medium_articles', description: 'Articles', status: 'LOADED' },
            { collectionName: 'authors', description: 'Authors', status: 'UNLOADED' },
          ],
        },
        {
          dbName: 'analytics',
          collections: [
            { collectionName: 'events', description: 'Reading events', status: 'LOADED' },
          ],
        },
      ],
    });
  });

  test('offer version policies only when they are of a whole cluster', async () => {
    const { send } = await startWorld();
    const policies = async (id: string): Promise<unknown> =>
      (await send('GET', `/v2/clusters/${SOURCE}/backups/${id}`)).body.data
        .restoreNewInstancePolicies;

    expect(await policies(OLD)).toEqual(['LATEST']);
    expect(await policies(ARTICLES_ONLY)).toBeUndefined();
  });

  test.each([
    ['on its thirtieth day', '2.5', 29 * 86_400, ['LATEST', 'ORIGINAL']],
    ['after its thirtieth day', '2.5', 30 * 86_400 + 1, ['LATEST']],
    ['of the latest release', '2.6', 0, ['LATEST']],
  ])('offer these policies %s', async (_title, milvusVersion, age, policies) => {
    const { simulator, send } = await startWorld();
    const { backupId } = simulator.zilliz.addBackup({ milvusVersion });
    simulator.advance(age);
    const { body } = await send('GET', `/v2/clusters/${SOURCE}/backups/${backupId}`);

    expect(body.data.restoreNewInstancePolicies).toEqual(policies);
  });

  test('can offer whatever a test wants', async () => {
    const { simulator, send } = await startWorld();
    const restoreNewInstancePolicies = ['LATEST', 'NEWEST'];
    const { backupId } = simulator.zilliz.addBackup({ restoreNewInstancePolicies });
    const { body } = await send('GET', `/v2/clusters/${SOURCE}/backups/${backupId}`);

    expect(body.data.restoreNewInstancePolicies).toEqual(restoreNewInstancePolicies);
  });

  test('are gone from the list when they have expired', async () => {
    const { simulator, send } = await startWorld();
    simulator.advance(7 * 86_400);
    const list = await send('GET', '/v2/backups?creationMethod=AUTO');
    const one = await send('GET', `/v2/clusters/${SOURCE}/backups/${NIGHTLY}`);

    expect(list.body.data.count).toBe(0);
    expect(one.body.data.status).toBe('DELETED');
  });

  test('that do not exist have a code that no list has', async () => {
    const { send } = await startWorld();

    expect((await send('GET', `/v2/clusters/${SOURCE}/backups/nothing`)).body.code).toBe(96999);
    expect((await send('GET', '/v2/clusters/in01-x/backups/nothing')).body.code).toBe(96018);
  });
});
