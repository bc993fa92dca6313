import { ARTICLES_ONLY, NIGHTLY, SOURCE, startWorld, stopWorld, type World } from './world';

afterEach(stopWorld);

interface Prepared extends World {
  readonly destClusterId: string;
}

async function prepared(...settings: Parameters<typeof startWorld>): Promise<Prepared> {
  const world = await startWorld(...settings);
  const { clusterId } = world.simulator.zilliz.addCluster({ clusterName: 'staging' });
  return { ...world, destClusterId: clusterId };
}

function one(entry: Record<string, unknown>, group: Record<string, unknown> = {}): unknown {
  return [{ ...group, collections: [entry] }];
}

async function contents(world: Prepared): Promise<Record<string, string[]>> {
  world.simulator.advance(600);
  const { databases } = world.simulator.zilliz.cluster(world.destClusterId);
  return Object.fromEntries(
    databases.map(({ dbName, collections }) => [
      dbName,
      collections.map(({ collectionName, status }) => `${collectionName} ${status}`),
    ]),
  );
}

test('one collection arrives under its new name when the job is done', async () => {
  const world = await prepared();
  const { status, body } = await world.restoreCollection({
    destClusterId: world.destClusterId,
    dbCollections: one({
      collectionName: 'medium_articles',
      destCollectionName: 'restore_medium_articles',
      destCollectionStatus: 'LOADED',
    }),
  });

  expect(status).toBe(200);
  expect(body).toEqual({
    code: 0,
    data: { jobId: expect.stringMatching(/^job-[0-9a-f]{22}$/) },
  });
  expect(await world.jobStatuses(body.data.jobId, 5)).toEqual([
    'PENDING',
    'IN_PROGRESS',
    'IN_PROGRESS',
    'IN_PROGRESS',
    'SUCCESSFUL',
  ]);
  expect(await contents(world)).toEqual({ default: ['restore_medium_articles LOADED'] });
});

test.each([
  [
    'a whole database, unloaded',
    [{ dbName: 'default' }],
    { default: ['medium_articles UNLOADED', 'authors UNLOADED'] },
  ],
  [
    'a database under another name',
    [{ dbName: 'analytics', destDbName: 'reports', collections: [] }],
    { default: [], reports: ['events UNLOADED'] },
  ],
  [
    'everything, without a mapping',
    undefined,
    {
      default: ['medium_articles UNLOADED', 'authors UNLOADED'],
      analytics: ['events UNLOADED'],
    },
  ],
  [
    'everything, with an empty mapping',
    [],
    {
      default: ['medium_articles UNLOADED', 'authors UNLOADED'],
      analytics: ['events UNLOADED'],
    },
  ],
  [
    'one collection into another database',
    one({ collectionName: 'events' }, { dbName: 'analytics', destDbName: 'default' }),
    { default: ['events UNLOADED'] },
  ],
])('it restores %s', async (_title, dbCollections, wanted) => {
  const world = await prepared();
  const { destClusterId } = world;
  const { body } = await world.restoreCollection({ destClusterId, dbCollections });

  expect(body.code).toBe(0);
  expect(await contents(world)).toEqual(wanted);
});

test('a backup of collections can be restored too', async () => {
  const world = await prepared();
  await world.restoreCollection({ destClusterId: world.destClusterId }, ARTICLES_ONLY);

  expect(await contents(world)).toEqual({ default: ['medium_articles UNLOADED'] });
});

describe('it refuses', () => {
  test.each([
    ['no destination', { destClusterId: undefined }, 96025, 'destClusterId must not be empty'],
    ['an unknown destination', { destClusterId: 'in01-x' }, 96018, 'Cluster in01-x not found'],
    [
      'mappings that are no array',
      { dbCollections: {} },
      96039,
      'restore collection failed (dbCollections must be an array)',
    ],
    [
      'an unknown database',
      { dbCollections: [{ dbName: 'sales' }] },
      96039,
      'restore collection failed (database sales is not in the backup)',
    ],
    [
      'an unknown collection',
      { dbCollections: one({ collectionName: 'films' }) },
      96039,
      'restore collection failed (collection films is not in the backup)',
    ],
    [
      'a status of another vocabulary',
      { dbCollections: one({ collectionName: 'authors', destCollectionStatus: 'KEEP' }) },
      96037,
      'The target collection status must be LOADED or UNLOADED',
    ],
    [
      'two collections in one call',
      {
        dbCollections: [
          { collections: [{ collectionName: 'authors' }, { collectionName: 'medium_articles' }] },
        ],
      },
      96039,
      'restore collection failed (one collection can be restored at a time)',
    ],
  ])('%s', async (_title, changes, code, message) => {
    const world = await prepared();
    const { destClusterId } = world;
    const { body } = await world.restoreCollection({ destClusterId, ...changes });

    expect(body).toEqual({ code, message });
    expect(world.simulator.zilliz.jobs).toEqual([]);
  });

  test('an expired backup', async () => {
    const world = await prepared();
    world.simulator.advance(7 * 86_400);

    expect((await world.restoreCollection({ destClusterId: world.destClusterId })).body).toEqual({
      code: 96039,
      message: 'restore collection failed (backup is DELETED)',
    });
  });

  test.each([
    ['in another region', { regionId: 'aws-eu-central-1' }, 96039],
    ['of another CU type', { cuType: 'Capacity-optimized' }, 96039],
    ['that is not running', { status: 'RESTORE_BACKUP' }, 96039],
    ['that is free', { deploymentOption: 'Free' as const }, 96021],
    ['that is serverless', { deploymentOption: 'Serverless' as const }, 96022],
  ])('a destination %s', async (_title, given, code) => {
    const world = await startWorld();
    const destClusterId = world.simulator.zilliz.addCluster(given).clusterId;

    expect((await world.restoreCollection({ destClusterId })).body.code).toBe(code);
  });
});

test('several collections in one call and any destination can be allowed', async () => {
  const world = await startWorld({ collectionsPerCall: 'many', collectionTarget: 'any' });
  const destClusterId = world.simulator.zilliz.addCluster({ regionId: 'gcp-x' }).clusterId;
  const { body } = await world.restoreCollection({
    destClusterId,
    dbCollections: [
      { collections: [{ collectionName: 'authors' }, { collectionName: 'medium_articles' }] },
    ],
  });

  expect(body.code).toBe(0);
  expect(await contents({ ...world, destClusterId })).toEqual({
    default: ['authors UNLOADED', 'medium_articles UNLOADED'],
  });
});

describe('a collection that exists', () => {
  const dbCollections = one({ collectionName: 'authors' });

  test('fails the job', async () => {
    const { simulator, restoreCollection } = await startWorld();
    const { body } = await restoreCollection({ destClusterId: SOURCE, dbCollections });
    simulator.advance(600);

    expect(body.code).toBe(0);
    expect(simulator.zilliz.jobs[0]).toMatchObject({
      status: 'FAILED',
      reason: 'collection default.authors already exists',
    });
  });

  test('can be refused at once', async () => {
    const { restoreCollection } = await startWorld({ existingCollection: 'refuse' });

    expect((await restoreCollection({ destClusterId: SOURCE, dbCollections })).body).toEqual({
      code: 96039,
      message: 'restore collection failed (collection default.authors already exists)',
    });
  });
});

describe('a database that does not exist', () => {
  const dbCollections = [{ dbName: 'analytics' }];

  test('can fail the job', async () => {
    const { simulator, restoreCollection, destClusterId } = await prepared({
      missingDatabase: 'fail-job',
    });
    await restoreCollection({ destClusterId, dbCollections });
    simulator.advance(600);

    expect(simulator.zilliz.jobs[0]?.reason).toBe('database analytics does not exist');
  });

  test('can be refused at once', async () => {
    const { restoreCollection, destClusterId } = await prepared({ missingDatabase: 'refuse' });

    expect((await restoreCollection({ destClusterId, dbCollections })).body.code).toBe(96039);
  });
});

describe('a group without collections', () => {
  const body = {
    destClusterId: SOURCE,
    dbCollections: [{ dbName: 'analytics', destDbName: 'copy' }],
  };

  test.each([
    ['database', ['events']],
    ['backup', ['medium_articles', 'authors', 'events']],
  ] as const)('can mean all of the %s', async (collectionsLeftOut, names) => {
    const { simulator, restoreCollection } = await startWorld({ collectionsLeftOut });
    expect((await restoreCollection(body)).body.code).toBe(0);
    simulator.advance(600);
    const { databases } = simulator.zilliz.cluster(SOURCE);
    const restored = databases.find(({ dbName }) => dbName === 'copy');

    expect(restored?.collections.map(({ collectionName }) => collectionName)).toEqual(names);
    expect(new Set(restored?.collections.map(({ status }) => status))).toEqual(
      new Set(['UNLOADED']),
    );
  });
});

describe('a default database with an empty name', () => {
  const mapping = (dbName?: string) => ({
    destClusterId: SOURCE,
    dbCollections: [
      {
        ...(dbName === undefined ? {} : { dbName }),
        destDbName: '',
        collections: [{ collectionName: 'authors', destCollectionName: 'people' }],
      },
    ],
  });

  test('is described so, and accepted so or left out', async () => {
    const { simulator, send, restoreCollection } = await startWorld({ defaultDatabase: '' });
    const { dbCollections } = (await send('GET', `/v2/clusters/${SOURCE}/backups/${NIGHTLY}`)).body
      .data;
    expect(dbCollections.map(({ dbName }: { dbName: string }) => dbName)).toEqual([
      '',
      'analytics',
    ]);
    expect((await restoreCollection(mapping(''))).body.code).toBe(0);
    simulator.advance(600);
    expect(
      simulator.zilliz
        .cluster(SOURCE)
        .databases[0]?.collections.map(({ collectionName }) => collectionName),
    ).toEqual(['medium_articles', 'authors', 'people']);
  });

  test('has no other name', async () => {
    const { restoreCollection } = await startWorld({ defaultDatabase: '' });

    expect((await restoreCollection(mapping('default'))).body).toEqual({
      code: 96039,
      message: 'restore collection failed (database "default" is not in the backup)',
    });
    expect((await restoreCollection(mapping())).body.code).toBe(0);
  });
});

describe('an encrypted cluster', () => {
  const encrypted = async (behaviour: Parameters<typeof startWorld>[0] = {}) => {
    const world = await startWorld(behaviour);
    world.simulator.zilliz.cluster(SOURCE).keyIdentifier = 'arn:aws:kms:us-west-2:1:key/a';
    return world;
  };
  const into = (destDbName: string) => ({
    destClusterId: SOURCE,
    dbCollections: [
      {
        dbName: 'default',
        destDbName,
        collections: [{ collectionName: 'authors', destCollectionName: 'people' }],
      },
    ],
  });
  const message = 'default.authors of an encrypted cluster cannot move to database analytics';

  test('takes collections into their own database alone', async () => {
    const { restoreCollection } = await encrypted();

    expect((await restoreCollection(into('analytics'))).body).toEqual({
      code: 96039,
      message: `restore collection failed (${message})`,
    });
    expect((await restoreCollection(into('default'))).body.code).toBe(0);
  });

  test('can fail the job instead', async () => {
    const { simulator, send, restoreCollection } = await encrypted({ encryptedMove: 'fail-job' });
    const { jobId } = (await restoreCollection(into('analytics'))).body.data;
    simulator.advance(600);

    expect((await send('GET', `/v2/jobs/${jobId}`)).body.data).toMatchObject({
      status: 'FAILED',
      reason: message,
    });
  });
});
