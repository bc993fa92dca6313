import type { CollectionsDeclaration } from '../../../src/zilliz/model/declaration';
import { restoreCollections } from '../../../src/zilliz/protocol/restore-collections';
import { fakeApi, protocolContext, refused } from '../../support/protocol';

const declaration: CollectionsDeclaration = {
  backup: { clusterId: 'in01-source', backupId: 'backup11_a' },
  targetCluster: 'in01-target',
};
const NOW = '2026-11-21T00:00:00.000Z';
const BACKUP = 'GET /v2/clusters/in01-source/backups/backup11_a';

test('a verification looks at the target, and not at the source', async () => {
  const api = fakeApi({
    'GET /v2/clusters/in01-target': { clusterId: 'in01-target', status: 'RUNNING' },
    'GET /v2/clusters/in01-source': { clusterId: 'in01-source', status: 'SUSPENDED' },
  });
  expect(await restoreCollections.verify(protocolContext(api, declaration), {})).toEqual({
    problems: [],
    facts: { cluster_id: 'in01-target' },
  });
  expect(api.calls).toEqual(['GET /v2/clusters/in01-target']);
});

test('where the declaration names another target since, what was sent to the former one is verified and sent again there', async () => {
  const recorded = { backup_id: 'backup11_a', target_cluster_id: 'in01-former' };
  const api = fakeApi({
    'GET /v2/clusters/in01-former': { clusterId: 'in01-former', status: 'RUNNING' },
  });
  const context = protocolContext(api, declaration);
  expect(await restoreCollections.verify(context, recorded)).toEqual({
    problems: [],
    facts: { cluster_id: 'in01-former' },
  });
  const { requests } = await restoreCollections.prepare(context, recorded);
  expect(requests).toMatchObject([{ body: { destClusterId: 'in01-former' } }]);
});

test.each(['SUSPENDED', 'MODIFYING', ''])('it waits while the target is %j', async (status) => {
  const api = fakeApi({
    'GET /v2/clusters/in01-target': { clusterId: 'in01-target', status },
    'GET /v2/clusters/in01-source': { clusterId: 'in01-source', status: 'RUNNING' },
  });
  expect(await restoreCollections.verify(protocolContext(api, declaration), {})).toEqual({
    notThere: `the target cluster in01-target is ${status}`,
  });
});

test.each(['CREATING', 'DELETED'])('a backup that is %s is refused', async (status) => {
  const api = fakeApi({ [BACKUP]: { backupId: 'backup11_a', status } });
  await expect(restoreCollections.prepare(protocolContext(api, declaration), {})).rejects.toThrow(
    `backup "backup11_a" is ${status}. Choose one that is AVAILABLE.`,
  );
});

test.each(['CLUSTER', 'COLLECTION'])('a backup of type %s has collections', async (backupType) => {
  const api = fakeApi({ [BACKUP]: { backupId: 'backup11_a', status: 'AVAILABLE', backupType } });
  const { requests, facts } = await restoreCollections.prepare(
    protocolContext(api, declaration),
    {},
  );
  expect(facts).toEqual({
    backup_id: 'backup11_a',
    target_cluster_id: 'in01-target',
    requested_at: NOW,
  });
  expect(requests).toMatchObject([{ name: 'everything', body: { destClusterId: 'in01-target' } }]);
});

test('the latest backup may be of any type', async () => {
  const newest = { backupId: 'backup11_b', backupType: 'COLLECTION', status: 'AVAILABLE' };
  const api = fakeApi({
    'GET /v2/backups': { backups: [{ ...newest, createTime: '2026-11-20T00:00:00Z' }] },
    'GET /v2/clusters/in01-source/backups/backup11_b': {
      ...newest,
      createTime: '2026-11-20T00:00:00Z',
    },
  });
  const latest = { ...declaration, backup: { clusterId: 'in01-source', latest: true as const } };
  const prepared = await restoreCollections.prepare(protocolContext(api, latest), {});
  expect(prepared.facts).toMatchObject({ backup_id: 'backup11_b', requested_at: NOW });
  expect(api.requests[0]?.query).not.toHaveProperty('backupType');
});

test('a response without a job is not usable', () => {
  const request = { name: 'everything', when: 'restore', method: 'POST', path: [] } as const;
  expect(restoreCollections.accept(request, { jobId: 'job-1' }, {})).toEqual({
    jobId: 'job-1',
    facts: {},
  });
  // A wait follows no job without an id, and would end as if it was done; job ids are documented as strings.
  for (const body of [undefined, {}, { jobId: '' }, { jobId: 7 }, { jobId: ['job-1'] }]) {
    expect(() => restoreCollections.accept(request, body, {})).toThrow(
      'the response to restoreCollection names no job',
    );
  }
});

test('a backup that is made before the restore is not a request of the restore', async () => {
  const api = fakeApi({ [BACKUP]: { backupId: 'backup11_a', status: 'AVAILABLE' } });
  const declared = { ...declaration, backupBeforeRestore: true };
  const first = await restoreCollections.prepare(protocolContext(api, declared), {});
  expect(first.requests.map(({ name }) => name)).toEqual(['everything']);
  const again = await restoreCollections.prepare(protocolContext(api, declared), first.facts);
  expect(again.requests).toEqual(first.requests);
  expect(again.requests[0]?.path).toContain('backup11_a');
  expect(api.calls).toEqual([BACKUP]);
});

test('a target that is neither recorded nor declared is looked for under no name', async () => {
  const api = fakeApi({ 'GET /v2/clusters/': refused('96018') });
  const context = protocolContext<CollectionsDeclaration>(api, undefined as never);
  await expect(restoreCollections.awaited?.(context, {})).rejects.toThrow('96018');
});

test('a request without a response is never taken for ours', async () => {
  const api = fakeApi({});
  const request = { name: 'everything', when: 'restore', method: 'POST', path: [] } as const;
  const at = new Date('2026-11-21T00:00:00Z');
  expect(
    await restoreCollections.reconcile(protocolContext(api, declaration), request, {
      at,
      facts: {},
    }),
  ).toEqual({
    found: 'unproven',
    what: 'the API has no list of jobs in which to find it',
    adopt: 'job_id=<from the job center of the project>',
  });
  expect(api.calls).toEqual([]);
});

describe('a whole database', () => {
  const dbCollections = [
    { collections: [{ collectionName: 'articles' }, { collectionName: 'authors' }] },
    { dbName: 'analytics', collections: [{ collectionName: 'events' }] },
    { dbName: 'empty', collections: [] },
  ];
  const backup = { backupId: 'backup11_a', status: 'AVAILABLE', dbCollections };
  const prepare = (
    collectionMappings: CollectionsDeclaration['collectionMappings'],
    answer: object = backup,
    facts: Record<string, string> = {},
  ) => {
    const whole = { ...declaration, collectionMappings };
    return restoreCollections.prepare(protocolContext(fakeApi({ [BACKUP]: answer }), whole), facts);
  };
  const unloaded = (collectionName: string) => [
    { collectionName, destCollectionStatus: 'UNLOADED' },
  ];

  test('is sent as its collections, one in a call, because a call without any restores all of the backup', async () => {
    const { requests } = await prepare([{ dbName: 'analytics', destDbName: 'archive' }]);
    expect(requests.map(({ name, body }) => ({ name, body }))).toEqual([
      {
        name: 'analytics.events -> archive.events',
        body: {
          destClusterId: 'in01-target',
          dbCollections: [
            { dbName: 'analytics', destDbName: 'archive', collections: unloaded('events') },
          ],
        },
      },
    ]);
  });

  test('the default one is sent under the name that the backup has for it', async () => {
    const mappings = [{ dbName: 'default' }, { dbName: 'analytics', collectionName: 'events' }];
    const { requests } = await prepare(mappings);
    expect(requests.map(({ name }) => name)).toEqual([
      'default.articles -> default.articles',
      'default.authors -> default.authors',
      'analytics.events -> analytics.events',
    ]);
    expect(requests[0]?.body).toEqual({
      destClusterId: 'in01-target',
      dbCollections: [{ dbName: '', collections: unloaded('articles') }],
    });
    const one = await prepare([{ dbName: 'default', collectionName: 'articles' }]);
    expect(one.requests[0]?.body).toMatchObject({
      dbCollections: [{ dbName: '', collections: [{ collectionName: 'articles' }] }],
    });
  });

  test.each([
    [
      'that is empty',
      'empty',
      backup,
      'holds no collection of database "empty". Name each collection, or leave collectionMappings out for everything.',
    ],
    ['that is not there', 'other', backup, 'holds no collection of database "other"'],
    [
      'of a backup that is not described',
      'default',
      { ...backup, dbCollections: null },
      'does not list what backup "backup11_a" holds',
    ],
  ])('%s is refused before anything is sent', async (_title, dbName, answer, text) => {
    await expect(prepare([{ dbName }], answer)).rejects.toThrow(text);
  });

  test('next to one of its collections is refused, because two calls would be taken for one', async () => {
    const mappings = [{ dbName: 'analytics' }, { dbName: 'analytics', collectionName: 'events' }];
    await expect(prepare(mappings)).rejects.toThrow(
      'the mappings restore "analytics.events -> analytics.events" twice. Remove one of the two mappings.',
    );
  });

  test('of more than 500 collections is refused', async () => {
    const of = (count: number) => ({
      ...backup,
      dbCollections: [
        {
          dbName: 'large',
          collections: Array.from({ length: count }, (_, index) => ({
            collectionName: `c${index}`,
          })),
        },
      ],
    });
    expect((await prepare([{ dbName: 'large' }], of(500))).requests).toHaveLength(500);
    await expect(prepare([{ dbName: 'large' }], of(501))).rejects.toThrow(
      'the databases hold 501 collections, and one restore sends at most 500 calls. Divide them among several RestoredCollections, or leave collectionMappings out for everything.',
    );
  });

  test('of names that no wait could get is refused before anything is sent', async () => {
    const of = (length: number) => ({
      ...backup,
      dbCollections: [
        {
          dbName: 'large',
          collections: Array.from({ length: 500 }, (_, index) => ({
            collectionName: `c${index}`.padEnd(length, 'x'),
          })),
        },
      ],
    });
    expect((await prepare([{ dbName: 'large' }], of(60))).requests).toHaveLength(500);
    await expect(prepare([{ dbName: 'large' }], of(120))).rejects.toThrow(
      'the names of 500 collections are too long to be waited for by one restore. Divide them',
    );
  });

  test('is expanded again, in the same way, for a run that continues', async () => {
    const facts = { backup_id: 'backup11_a', requested_at: NOW };
    const expired = { ...backup, status: 'DELETED' };
    const again = await prepare([{ dbName: 'analytics' }], expired, facts);
    expect(again.requests.map(({ name }) => name)).toEqual([
      'analytics.events -> analytics.events',
    ]);
    expect(again.facts).toBe(facts);
  });
});

test('a job that the API does not know is neither done nor failed', async () => {
  const api = fakeApi({ 'GET /v2/jobs/job-1': refused('96026') });
  const context = protocolContext(api, declaration);
  expect(await restoreCollections.poll(context, 'job-1', {})).toMatchObject({ state: 'missing' });
});
