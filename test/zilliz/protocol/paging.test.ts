import type { ApiRequest } from '../../../src/client/api-client';
import { chosenBackup, listBackups } from '../../../src/zilliz/protocol/backups';
import { findByName } from '../../../src/zilliz/protocol/clusters';

/** An API whose list has these items, a hundred on a page; `count` is counted by page or in all. */
function listing(list: string, items: readonly object[], counted: 'page' | 'all') {
  const asked: ApiRequest[] = [];
  const api = {
    read: async (request: ApiRequest) => {
      asked.push(request);
      const page = Number(request.query?.currentPage);
      const shown = items.slice((page - 1) * 100, page * 100);
      const count = counted === 'page' ? shown.length : items.length;
      return { data: { count, currentPage: page, pageSize: 100, [list]: shown } };
    },
    repeatableWrite: () => Promise.reject(new Error('nothing is written')),
  };
  return { api, asked };
}

const cluster = (index: number) => ({
  clusterId: `in01-${index}`,
  clusterName: `clone-${index}`,
  projectId: 'proj-a',
  status: 'RUNNING',
});
const backup = (index: number) => ({
  backupId: `backup-${index}`,
  status: 'AVAILABLE',
  createTime: new Date(Date.UTC(2026, 0, 1) + index * 60_000).toISOString(),
});
const many = (count: number, make: (index: number) => object) =>
  Array.from({ length: count }, (_, index) => make(index));

describe.each(['page', 'all'] as const)('where `count` is of the %s', (counted) => {
  test.each([
    [0, 1],
    [99, 1],
    [100, 2],
    [150, 2],
    [200, 3],
  ])('%i backups are read whole', async (count, pages) => {
    const { api, asked } = listing('backups', many(count, backup), counted);
    expect(await listBackups(api, { clusterId: 'in01-source' })).toHaveLength(count);
    expect(asked).toHaveLength(pages);
  });

  test('a name on a later page is found', async () => {
    const { api } = listing('clusters', many(150, cluster), counted);
    expect((await findByName(api, 'proj-a', 'clone-149'))?.clusterId).toBe('in01-149');
  });
});

test('a name counts in its project, and of clusters that exist', async () => {
  const { api } = listing(
    'clusters',
    [
      { ...cluster(1), projectId: 'proj-b' },
      { ...cluster(1), status: 'DELETED' },
    ],
    'all',
  );
  expect(await findByName(api, 'proj-a', 'clone-1')).toBeUndefined();
});

test.each([
  ['fewer than asked for', 50, [50, 50, 20], 120, 3],
  ['an empty one before the end', 100, [100, 0], 150, 2],
  ['one that is not full, while more are promised', 100, [30, 30], 60, 2],
  ['a size of nothing', 0, [1, 0], 1, 2],
])('a page has %s', async (_title, pageSize, sizes, count, pages) => {
  let calls = 0;
  const api = {
    read: async () => {
      const backups = many(sizes[calls] ?? 0, (index) => backup(calls * 100 + index));
      calls += 1;
      return { data: { count, pageSize, backups } };
    },
    repeatableWrite: () => Promise.reject(new Error('nothing is written')),
  };
  const found = await listBackups(api, { clusterId: 'in01-source' });
  expect(found).toHaveLength(sizes.reduce((sum, size) => sum + size, 0));
  expect(calls).toBe(pages);
});

test.each([
  [{ count: 0 }, 0],
  [{ backups: [] }, 0],
])('a response %j lists nothing', async (data, count) => {
  const api = { read: async () => ({ data }) };
  expect(await listBackups(api, { clusterId: 'in01-source' })).toHaveLength(count);
});

test.each([[{ backups: 'none' }], [{ backups: [{}] }], [null], [{ count: '1' }]])(
  'a response %j is not a list',
  async (data) => {
    const api = { read: async () => ({ data }) };
    await expect(listBackups(api, { clusterId: 'in01-source' })).rejects.toThrow(
      'the response to GET /v2/backups lists no backups',
    );
  },
);

describe('a list that is missing, or empty although some are counted,', () => {
  const answering = (data: unknown) => ({ read: async () => ({ data }) });

  test.each<[unknown]>([[{}], [undefined], [{ clusters: null }], [[]]])(
    'from %j is not an empty one',
    async (data) => {
      await expect(findByName(answering(data), 'proj-a', 'clone-1')).rejects.toThrow(
        'the response to GET /v2/clusters lists no clusters',
      );
    },
  );

  test.each<[object, string]>([
    [{ count: 3 }, '3 clusters'],
    [{ count: 3, clusters: [] }, '3 clusters'],
    [{ count: 1, clusters: [] }, '1 cluster'],
  ])('from %j may be what the key does not see', async (data, counted) => {
    await expect(findByName(answering(data), 'proj-a', 'clone-1')).rejects.toThrow(
      `the response to GET /v2/clusters counts ${counted} and lists none. Give the key access to the project`,
    );
  });

  test('is one where none are counted', async () => {
    expect(await findByName(answering({ count: 0 }), 'proj-a', 'clone-1')).toBeUndefined();
  });
});

test('a list without an end is given up', async () => {
  const page = many(100, cluster);
  let calls = 0;
  const api = {
    read: async () => {
      calls += 1;
      return { data: { count: 1_000_000, clusters: page } };
    },
    repeatableWrite: () => Promise.reject(new Error('nothing is written')),
  };
  await expect(findByName(api, 'proj-a', 'none')).rejects.toThrow('has more than 200 pages');
  expect(calls).toBe(200);
});

/** An API that lists these backups and describes each, perhaps with another time. */
function describing(listed: readonly object[], described: Readonly<Record<string, object>>) {
  const { api } = listing('backups', listed, 'all');
  const read = async (request: ApiRequest) => {
    const id = request.path.at(-1);
    if (request.path.length === 2) return api.read(request);
    const own = listed.find((one) => (one as { backupId: string }).backupId === id);
    return { data: { ...own, ...described[String(id)] } };
  };
  return { ...api, read };
}

describe('the latest backup', () => {
  const reference = { clusterId: 'in01-source', latest: true as const };

  test('is the newest that is AVAILABLE, as it describes itself', async () => {
    const listed = [
      { ...backup(3), status: 'CREATING' },
      backup(1),
      { ...backup(2), regionId: null },
    ];
    const api = describing(listed, { 'backup-2': { regionId: 'aws-us-west-2' } });
    const chosen = await chosenBackup(api, reference, 'CLUSTER');
    expect(chosen).toMatchObject({ backupId: 'backup-2', regionId: 'aws-us-west-2' });
  });

  test('goes by the times of the descriptions where the list has another', async () => {
    const createTime = '2026-01-01T00:00:00Z';
    const listed = [1, 2, 3].map((index) => ({ ...backup(index), createTime }));
    const own = (hour: string) => ({ createTime: `2026-11-20T${hour}:00:00Z` });
    const api = describing(listed, {
      'backup-1': own('01'),
      'backup-2': own('03'),
      'backup-3': own('02'),
    });
    expect((await chosenBackup(api, reference, 'CLUSTER')).backupId).toBe('backup-2');
  });

  describe.each([
    ['as the list has them', (time: string) => ({ createTime: time })],
    ['though the list has another time', () => ({ createTime: '2026-01-01T00:00:00Z' })],
  ])('not later than a moment, by the times of the descriptions, %s', (_title, asListed) => {
    const own = {
      'backup-1': { createTime: '2026-11-20T01:00:00Z' },
      'backup-2': { createTime: '2026-11-20T03:00:00Z' },
      'backup-3': { createTime: '2026-11-20T02:00:00Z' },
    };
    const listed = Object.entries(own).map(([backupId, { createTime }]) => ({
      ...backup(1),
      backupId,
      ...asListed(createTime),
    }));
    const before = (time: string) =>
      chosenBackup(
        describing(listed, own),
        { clusterId: 'in01-source', before: { time } },
        'CLUSTER',
      );

    test.each([
      ['2026-11-20T02:00:00Z', 'backup-3'],
      ['2026-11-20T02:59:59Z', 'backup-3'],
      ['2026-11-20T03:00:00Z', 'backup-2'],
      ['2026-11-20T01:00:00Z', 'backup-1'],
    ])('%s is %s', async (time, id) => {
      expect((await before(time)).backupId).toBe(id);
    });

    test('and none of that time is an error that names the oldest', async () => {
      await expect(before('2026-11-20T00:59:59Z')).rejects.toThrow(
        'the oldest is "backup-1" of 2026-11-20T01:00:00Z. Choose a later time',
      );
    });
  });

  test('is not one that its description calls deleted', async () => {
    const api = describing([backup(1)], { 'backup-1': { status: 'DELETED' } });
    await expect(chosenBackup(api, reference, 'CLUSTER')).rejects.toThrow('is DELETED');
  });

  test('is of type CLUSTER for a cluster', async () => {
    const listed = [
      { ...backup(2), backupType: 'COLLECTION' },
      { ...backup(1), backupType: 'CLUSTER' },
    ];
    const api = describing(listed, {});
    expect((await chosenBackup(api, reference, 'CLUSTER')).backupId).toBe('backup-1');
  });
});
