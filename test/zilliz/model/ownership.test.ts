import {
  doubtsOfAdoption,
  doubtsOfOwnership,
  ownershipOf,
} from '../../../src/zilliz/model/ownership';

const recorded = {
  cluster_id: 'in01-0000000000000001',
  cluster_name: 'articles-staging',
  project_id: 'proj-staging',
  requested_at: '2026-11-21T00:00:00Z',
  source_cluster_ids: 'in01-source in01-other',
};
const cluster = {
  clusterId: 'in01-0000000000000001',
  clusterName: 'articles-staging',
  projectId: 'proj-staging',
  createTime: '2026-11-21T00:01:00Z',
};

test('a cluster of which everything agrees is proven', () => {
  expect(doubtsOfOwnership(recorded, cluster)).toEqual([]);
});

test('clocks may differ by five minutes', () => {
  const created = (createTime: string) => doubtsOfOwnership(recorded, { ...cluster, createTime });
  expect(created('2026-11-20T23:55:00Z')).toEqual([]);
  expect(created('2026-11-20T23:54:59Z')).toEqual([
    'it was created at 2026-11-20T23:54:59Z, before the request (2026-11-21T00:00:00Z)',
  ]);
});

// Each row has one thing that disagrees, so that each proof is needed.
test.each<[string, object, object, string]>([
  [
    'another cluster than asked for',
    {},
    { clusterId: 'in01-2' },
    'the API describes cluster "in01-2", but "in01-0000000000000001" is recorded',
  ],
  [
    'another name',
    {},
    { clusterName: 'articles-production' },
    'its name is "articles-production", but "articles-staging" is recorded',
  ],
  [
    'another project',
    {},
    { projectId: 'proj-production' },
    'its project is "proj-production", but "proj-staging" is recorded',
  ],
  [
    'an older cluster',
    {},
    { createTime: '2026-03-01T00:00:00Z' },
    'it was created at 2026-03-01T00:00:00Z, before the request (2026-11-21T00:00:00Z)',
  ],
  ['no time of creation', {}, { createTime: '' }, 'the API gives no time of its creation'],
  [
    'a source of this restore',
    { source_cluster_ids: cluster.clusterId },
    {},
    'a restore reads from its backups',
  ],
  [
    'a source of another restore of the app',
    { source_cluster_ids: `in01-source ${cluster.clusterId}` },
    {},
    'a restore reads from its backups',
  ],
  ['no recorded name', { cluster_name: '' }, {}, 'its name was not recorded'],
  ['no recorded project', { project_id: undefined }, {}, 'its project was not recorded'],
  ['no recorded time', { requested_at: '' }, {}, 'the time of the request was not recorded'],
  [
    'no recorded source',
    { source_cluster_ids: '' },
    {},
    'the source of the restore was not recorded',
  ],
])('%s is a doubt', (_title, changedRecord, changedCluster, doubt) => {
  const facts = { ...recorded, ...changedRecord } as Record<string, string>;
  expect(doubtsOfOwnership(facts, { ...cluster, ...changedCluster })).toEqual([doubt]);
});

describe('a cluster that was adopted and is not of a request of this app', () => {
  const adopted = { ...recorded, requested_at: 'adopted' };
  const kept = ['it was adopted, and this app did not request it'];

  test('is never proven to a drop, however new it is', () => {
    expect(doubtsOfOwnership(adopted, cluster)).toEqual(kept);
  });

  test('is what is recorded all the same, and has no doubts but those of other facts', () => {
    expect(ownershipOf(adopted, cluster, [])).toEqual({ doubts: [], kept });
    expect(ownershipOf(adopted, { ...cluster, clusterName: 'b' }, [])).toEqual({
      doubts: ['its name is "b", but "articles-staging" is recorded'],
      kept,
    });
    expect(ownershipOf(recorded, cluster, [])).toEqual({ doubts: [], kept: [] });
  });
});

test('a state without an id proves nothing', () => {
  const { cluster_id: _, ...rest } = recorded;
  expect(doubtsOfOwnership(rest, { ...cluster, clusterId: '' })[0]).toContain('is recorded');
});

describe('a cluster that a person adopts', () => {
  const backed = { ...recorded, backup_time: '2026-11-20T00:00:00Z' };
  const made = (createTime: string) => ({ ...cluster, createTime });

  test('is not older than the request, where one was sent from here', () => {
    expect(doubtsOfAdoption(backed, cluster, true)).toEqual([]);
    expect(doubtsOfAdoption(backed, made('2026-11-20T12:00:00Z'), true)).toEqual([
      'it was created at 2026-11-20T12:00:00Z, before the request (2026-11-21T00:00:00Z)',
    ]);
  });

  test('is not older than the backup that is in it, where another run sent the request', () => {
    expect(doubtsOfAdoption(backed, made('2026-11-20T12:00:00Z'), false)).toEqual([]);
    expect(doubtsOfAdoption(backed, made('2026-03-01T00:00:00Z'), false)).toEqual([
      'it was created at 2026-03-01T00:00:00Z, before the backup (2026-11-20T00:00:00Z)',
    ]);
    expect(doubtsOfAdoption(recorded, cluster, false)).toEqual([
      'the time of the backup was not recorded',
    ]);
  });

  test.each([true, false])('is not a source and has name and project (%s)', (wasSentHere) => {
    const facts = { ...backed, source_cluster_ids: cluster.clusterId };
    const other = { ...cluster, clusterName: 'production', projectId: 'proj-production' };
    expect(doubtsOfAdoption(facts, other, wasSentHere)).toEqual([
      'its name is "production", but "articles-staging" is recorded',
      'its project is "proj-production", but "proj-staging" is recorded',
      'a restore reads from its backups',
    ]);
  });
});
