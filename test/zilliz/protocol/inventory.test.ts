import { inventory } from '../../../src/zilliz/protocol/inventory';
import { unrecordedClusters } from '../../../src/zilliz/protocol/unrecorded';
import { fakeApi } from '../../support/protocol';
import { DISAGREEMENTS, cluster as ownCluster, recorded as ownRecord } from './drop-cases';

const now = new Date('2026-11-21T00:00:00Z');
const cluster = (change: object = {}) => ({
  clusterId: 'in01-clone',
  clusterName: 'clone',
  projectId: 'proj-a',
  status: 'RUNNING',
  description: '',
  createTime: '2026-11-21T00:01:00Z',
  ...change,
});
const clusters = (...list: object[]) => ({ 'GET /v2/clusters': { clusters: list } });

describe('a cluster that a submission made, found by its name', () => {
  const recorded = {
    project_id: 'proj-a',
    cluster_name: 'clone',
    requested_at: '2026-11-21T00:00:00Z',
    source_cluster_ids: 'in01-source',
  };
  const found = (list: object[], change: Record<string, string> = {}) =>
    inventory.findCreated?.(fakeApi(clusters(...list)), { ...recorded, ...change });

  test('has its id next to what was recorded', async () => {
    expect(await found([cluster()])).toEqual({ ...recorded, cluster_id: 'in01-clone' });
  });

  test('is none where it is not proven to be that one', async () => {
    expect(await found([cluster({ createTime: '2026-11-20T00:00:00Z' })])).toBeUndefined();
    expect(await found([])).toBeUndefined();
  });

  // Its id comes from the list, and whoever drops it knows the sources of today.
  const rows = DISAGREEMENTS.filter((one) => one.sources === undefined && !one.cluster?.clusterId);
  test.each(rows)('is none for $title', async ({ cluster: change, recorded: facts }) => {
    expect(await found([{ ...ownCluster, ...change }], { ...ownRecord, ...facts })).toBeUndefined();
  });

  test.each([{ project_id: '' }, { cluster_name: '' }, { project_id: '', cluster_name: '' }])(
    'is not looked for without project or name: %j',
    async (change) => {
      const api = fakeApi(clusters(cluster({ projectId: '', clusterName: '' })));
      expect(await inventory.findCreated?.(api, { ...recorded, ...change })).toBeUndefined();
      expect(await inventory.findCreated?.(api, {})).toBeUndefined();
      expect(api.calls).toEqual([]);
    },
  );
});

describe('the backups of a cluster', () => {
  const backup = (id: string, createTime: string, change: object = {}) => ({
    backupId: id,
    createTime,
    backupType: 'CLUSTER',
    creationMethod: 'AUTO',
    status: 'AVAILABLE',
    size: 1024 ** 3,
    ...change,
  });
  const LISTED = [
    backup('a', '2026-11-20T00:00:00Z', { expireTime: '2026-11-27T00:00:00Z' }),
    backup('b', '2026-11-19T00:00:00Z', { restoreNewInstancePolicies: ['LATEST', 'ORIGINAL'] }),
    backup('c', '2026-11-18T00:00:00Z', { expireTime: '' }),
  ];
  const listed = async (range: { from?: Date; to?: Date } = {}) => {
    const api = fakeApi({ 'GET /v2/backups': { backups: LISTED } });
    const result = await inventory.backups(api, {
      clusterId: 'in01-source',
      from: range.from,
      to: range.to,
      now,
    } as never);
    return { ...result, asked: api.requests[0]?.query };
  };

  test('are a table, and whole for programs', async () => {
    const { columns, rows, backups, asked } = await listed();
    expect(columns).toEqual([
      'backup',
      'time',
      'type',
      'made',
      'status',
      'size',
      'expires',
      'allowed versions',
    ]);
    expect(rows).toEqual([
      ['a', '2026-11-20T00:00:00Z', 'CLUSTER', 'AUTO', 'AVAILABLE', '1.0 GiB', 'in 6 days', ''],
      [
        'b',
        '2026-11-19T00:00:00Z',
        'CLUSTER',
        'AUTO',
        'AVAILABLE',
        '1.0 GiB',
        'never',
        'LATEST, ORIGINAL',
      ],
      ['c', '2026-11-18T00:00:00Z', 'CLUSTER', 'AUTO', 'AVAILABLE', '1.0 GiB', 'never', ''],
    ]);
    expect(backups).toMatchObject([
      { id: 'a', time: '2026-11-20T00:00:00Z', expiresAt: '2026-11-27T00:00:00Z', size: 1024 ** 3 },
      { id: 'b', expiresAt: null, restoreNewInstancePolicies: ['LATEST', 'ORIGINAL'] },
      { id: 'c', expiresAt: null },
    ]);
    expect(asked).toMatchObject({ clusterId: 'in01-source' });
  });

  test.each([
    [{ from: new Date('2026-11-19T00:00:00Z') }, ['a', 'b']],
    [{ to: new Date('2026-11-19T00:00:00Z') }, ['c']],
    [{ from: new Date('2026-11-18T12:00:00Z'), to: new Date('2026-11-20T00:00:00Z') }, ['b']],
  ])('%j is from then on, and before the end', async (range, ids) => {
    expect((await listed(range)).rows.map(([id]) => id)).toEqual(ids);
  });
});

describe('a catalog', () => {
  const pulled = async (projectId: unknown, project: unknown = { plan: 'Enterprise' }) => {
    const backup = (backupId: string) => ({
      backupId,
      clusterId: 'in01-source',
      backupType: 'CLUSTER',
      status: 'AVAILABLE',
      createTime: '2026-11-20T00:00:00Z',
    });
    const api = fakeApi({
      'GET /v2/clusters/in01-source': { ...cluster(), clusterId: 'in01-source', projectId },
      'GET /v2/backups': { backups: [{ backupId: 'a' }, { backupId: 'b' }] },
      'GET /v2/clusters/in01-source/backups/a': backup('a'),
      'GET /v2/clusters/in01-source/backups/b': backup('b'),
      'GET /v2/projects/proj-a': project,
    });
    const catalog = (await inventory.catalog?.(api, 'in01-source', now)) as unknown;
    return { text: JSON.stringify(catalog), calls: api.calls, query: api.requests[1]?.query };
  };

  test('has each backup as it describes itself, and the plan of the project', async () => {
    const { text, calls, query } = await pulled('proj-a');
    expect(calls).toEqual([
      'GET /v2/clusters/in01-source',
      'GET /v2/backups',
      'GET /v2/clusters/in01-source/backups/a',
      'GET /v2/clusters/in01-source/backups/b',
      'GET /v2/projects/proj-a',
    ]);
    expect(query).toMatchObject({ clusterId: 'in01-source' });
    for (const part of ['Enterprise', '"a"', '"b"', '2026-11-21']) expect(text).toContain(part);
  });

  test.each([[undefined], ['']])('has no plan where the project is %j', async (projectId) => {
    const { text, calls } = await pulled(projectId);
    expect(calls).not.toContain('GET /v2/projects/proj-a');
    expect(text).not.toContain('projectPlan');
  });

  test('has no plan where the project does not say it', async () => {
    expect((await pulled('proj-a', { projectId: 'proj-a' })).text).not.toContain('projectPlan');
  });
});

describe('clusters of which nothing is recorded', () => {
  const declared = [
    {
      path: 'stack/clone',
      triggers: { cluster_name: 'clone-<hash>', target_project_id: 'proj-a' },
    },
    { path: 'stack/plain', triggers: { cluster_name: 'plain', target_project_id: 'proj-a' } },
    { path: 'stack/none', triggers: {} },
  ];
  const found = async (one: object, known: object = {}, described: unknown = undefined) => {
    const api = fakeApi({
      ...clusters(cluster(one)),
      'GET /v2/clusters/in01-clone': described,
    });
    const here = { declared, recorded: [], sources: [], ...known };
    return (await unrecordedClusters(api, here as never)).flatMap(({ signs }) => signs);
  };

  test.each<[string, object, string[]]>([
    ['a name like none', { clusterName: 'other' }, []],
    ['a name that is given', { clusterName: 'plain' }, ['its name is one that stack/plain gives']],
    ['a name that only begins so', { clusterName: 'plain-1' }, []],
    [
      'a name with a hash',
      { clusterName: 'clone-0123abcd' },
      ['its name is one that stack/clone gives'],
    ],
    ['the name without its hash', { clusterName: 'clone' }, []],
    ['a name in another project', { clusterName: 'plain', projectId: 'proj-b' }, []],
    ['no name at all', { clusterName: '', projectId: '' }, []],
    [
      'a name of a drill',
      { clusterName: 'restore-drill-0123abcd' },
      ['its name is one that a drill gives'],
    ],
    ['one that was dropped', { clusterName: 'plain', status: 'DELETED' }, []],
  ])('%s', async (_title, one, signs) => {
    expect(await found(one)).toEqual(signs);
  });

  test('what is recorded, or restored from, is left out', async () => {
    expect(await found({ clusterName: 'plain' }, { sources: ['in01-clone'] })).toEqual([]);
    const recorded = [{ cluster_id: 'in01-clone' }];
    expect(await found({ clusterName: 'plain' }, { recorded })).toEqual([]);
  });

  test('a cluster whose list leaves its description out is described', async () => {
    const untold = { clusterName: 'other', description: undefined };
    const described = cluster({ clusterName: 'plain', description: null });
    expect(await found(untold, {}, described)).toEqual(['its name is one that stack/plain gives']);
    // One that says nothing of itself is not asked again.
    expect(await found({ clusterName: 'other', description: null }, {}, described)).toEqual([]);
  });
});
