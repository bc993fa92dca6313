import { SOURCE, startWorld, stopWorld } from './world';

afterEach(stopWorld);

const BACKUPS = `/v2/clusters/${SOURCE}/backups`;

async function world(behaviour: Parameters<typeof startWorld>[0] = {}) {
  const started = await startWorld(behaviour);
  const create = (body: unknown) => started.send('POST', `${BACKUPS}/create`, body);
  const describeBackup = async (id: string) =>
    (await started.send('GET', `${BACKUPS}/${id}`)).body.data;
  return { ...started, create, describeBackup };
}

test('a backup of the whole cluster is made by a job, and can be restored then', async () => {
  const { simulator, send, create, describeBackup, restoreCluster } = await world();
  const { status, body } = await create({ backupType: 'CLUSTER' });
  const { backupId, backupName, jobId } = body.data;

  expect(status).toBe(200);
  expect(Object.keys(body.data)).toEqual(['backupId', 'backupName', 'jobId']);
  expect(await describeBackup(backupId)).toMatchObject({
    backupName,
    backupType: 'CLUSTER',
    creationMethod: 'MANUAL',
    status: 'CREATING',
  });
  expect((await restoreCluster({}, backupId)).body.code).toBe(96040);
  simulator.advance(600);
  expect((await send('GET', `/v2/jobs/${jobId}`)).body.data).toMatchObject({
    type: 'BACKUP',
    status: 'SUCCESSFUL',
  });
  expect((await describeBackup(backupId)).status).toBe('AVAILABLE');
  expect((await restoreCluster({}, backupId)).body.code).toBe(0);
});

test('a backup of collections holds those alone', async () => {
  const { create, describeBackup } = await world();
  const dbCollections = [{ dbName: '', collectionNames: ['authors'] }];
  const { backupId } = (await create({ backupType: 'COLLECTION', dbCollections })).body.data;

  expect((await describeBackup(backupId)).dbCollections).toEqual([
    {
      dbName: 'default',
      collections: [{ collectionName: 'authors', description: 'Authors', status: 'UNLOADED' }],
    },
  ]);
});

test('a failed job leaves no backup', async () => {
  const { simulator, create, describeBackup } = await world();
  simulator.zilliz.failNextJob('no space', { operation: 'createBackup' });
  const { backupId } = (await create({ backupType: 'CLUSTER' })).body.data;
  simulator.advance(600);

  expect((await describeBackup(backupId)).status).toBe('DELETED');
});

test('a copy in another region is a separate backup that starts later', async () => {
  const { simulator, send, create, describeBackup } = await world();
  const crossRegionCopies = [{ regionId: 'aws-eu-central-1' }];
  const { backupId } = (await create({ backupType: 'CLUSTER', crossRegionCopies })).body.data;
  const before = (await send('GET', '/v2/backups')).body.data.count;
  simulator.advance(600);
  const { count, backups } = (await send('GET', '/v2/backups')).body.data;
  const copy = await describeBackup(backups[0].backupId);
  const original = await describeBackup(backupId);

  expect([count - before, backups[0].backupId === backupId]).toEqual([1, false]);
  expect([copy.regionId, original.regionId]).toEqual(['aws-eu-central-1', 'aws-us-west-2']);
  expect(copy.createTime > original.createTime).toBe(true);
});

test('one backup is made at a time', async () => {
  const { simulator, create } = await world();
  await create({ backupType: 'CLUSTER' });

  expect((await create({ backupType: 'CLUSTER' })).body).toMatchObject({ code: 96038 });
  simulator.advance(600);
  expect((await create({ backupType: 'CLUSTER' })).body.code).toBe(0);
});

test.each([
  ['no type', {}, 96029],
  ['an unknown type', { backupType: 'TABLE' }, 96029],
  ['collections that are not named', { backupType: 'COLLECTION' }, 96038],
  [
    'a collection that is not there',
    { backupType: 'COLLECTION', dbCollections: [{ dbName: 'default', collectionNames: ['x'] }] },
    96038,
  ],
  [
    'two databases',
    {
      backupType: 'COLLECTION',
      dbCollections: [
        { dbName: 'default', collectionNames: ['authors'] },
        { dbName: 'analytics', collectionNames: ['events'] },
      ],
    },
    96038,
  ],
  ['a copy without a region', { backupType: 'CLUSTER', crossRegionCopies: [{}] }, 96001],
])('%s is refused', async (_title, body, code) => {
  const { simulator, create } = await world();

  expect((await create(body)).body.code).toBe(code);
  expect(simulator.zilliz.backups).toHaveLength(3);
});

describe('the backup policy', () => {
  const POLICY = {
    enabled: true,
    frequency: '1,3,5',
    startTime: '23:00-01:00',
    retentionDays: 14,
    crossRegionCopies: [{ regionId: 'aws-eu-central-1', retentionDays: 3 }],
  };

  test('is disabled at first, set and read back, and disabled again', async () => {
    const { send, simulator } = await world();
    const read = async () => (await send('GET', `${BACKUPS}/policy`)).body.data;
    const disabled = {
      clusterId: SOURCE,
      status: 'DISABLED',
      frequency: null,
      startTime: null,
      retentionDays: 0,
      crossRegionCopies: [],
    };
    expect(await read()).toEqual(disabled);
    const answer = await send('POST', `${BACKUPS}/policy`, POLICY);
    expect(answer.body.data).toEqual({ clusterId: SOURCE, status: 'ENABLED' });
    const { enabled, ...policy } = POLICY;
    expect(await read()).toEqual({ clusterId: SOURCE, status: 'ENABLED', ...policy });
    expect(simulator.zilliz.backups.at(-1)?.creationMethod).toBe('AUTO');
    await send('POST', `${BACKUPS}/policy`, { enabled: false });
    expect(await read()).toEqual(disabled);
  });

  test.each([
    ['no enabled', { enabled: undefined }, 96999],
    ['an eighth day', { frequency: '1,8' }, 96032],
    ['no day', { frequency: undefined }, 96032],
    ['a window of three hours', { startTime: '01:00-04:00' }, 96033],
    ['an hour that does not exist', { startTime: '24:00-02:00' }, 96033],
    ['31 days', { retentionDays: 31 }, 96034],
    ['0 days', { retentionDays: 0 }, 96034],
    [
      'a copy kept for 31 days',
      { crossRegionCopies: [{ regionId: 'a', retentionDays: 31 }] },
      96034,
    ],
  ])('is refused with %s', async (_title, change, code) => {
    const { send } = await world();
    const { body } = await send('POST', `${BACKUPS}/policy`, { ...POLICY, ...change });

    expect(body.code).toBe(code);
    expect((await send('GET', `${BACKUPS}/policy`)).body.data.status).toBe('DISABLED');
  });
});
