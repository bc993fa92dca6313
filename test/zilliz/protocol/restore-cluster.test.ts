import type { VendorRequest } from '../../../src/vendor/request';
import type { ClusterDeclaration } from '../../../src/zilliz/model/declaration';
import { restoreCluster } from '../../../src/zilliz/protocol/restore-cluster';
import { fakeApi, protocolContext, refused } from '../../support/protocol';

const declaration: ClusterDeclaration = {
  backup: { clusterId: 'in01-source', backupId: 'backup11_a' },
  targetProject: 'proj-a',
  clusterName: 'clone',
  cuSize: 2,
  collectionStatus: 'KEEP',
};
const BACKUP = 'GET /v2/clusters/in01-source/backups/backup11_a';
const backup = { backupId: 'backup11_a', backupType: 'CLUSTER', status: 'AVAILABLE' };
const cluster = {
  clusterId: 'in01-clone',
  clusterName: 'clone',
  projectId: 'proj-a',
  status: 'RUNNING',
  createTime: '2026-11-21T00:01:00Z',
};
const clusters = (...list: object[]) => ({
  'GET /v2/clusters': { count: list.length, clusters: list },
});
const prepare = (described: object, change: Partial<ClusterDeclaration> = {}) =>
  restoreCluster.prepare(
    protocolContext(fakeApi({ [BACKUP]: { ...backup, ...described } }), {
      ...declaration,
      ...change,
    }),
    {},
  );

describe('a backup is refused before a request is made of it', () => {
  test.each(['CREATING', 'DELETED', 'FAILED', 'RESTORING'])('when it is %s', async (status) => {
    await expect(prepare({ status })).rejects.toThrow(
      `backup "backup11_a" is ${status}. Choose one that is AVAILABLE.`,
    );
  });

  test('when it is of collections', async () => {
    await expect(prepare({ backupType: 'COLLECTION' })).rejects.toThrow(
      'backup "backup11_a" is of type COLLECTION. A cluster is restored from a backup of type CLUSTER; for collections use RestoredCollections.',
    );
  });

  test.each([
    ['LATEST', ['ORIGINAL'], 'ORIGINAL, not LATEST. Use ORIGINAL or another backup'],
    ['ORIGINAL', ['LATEST'], 'LATEST, not ORIGINAL. Use LATEST or another backup'],
    ['ORIGINAL', ['LATEST', 'NEXT'], 'LATEST or NEXT, not ORIGINAL. Use LATEST or another backup'],
  ] as const)('when it does not offer the version %s', async (policy, offered, rest) => {
    await expect(
      prepare({ restoreNewInstancePolicies: offered }, { restoreVersionPolicy: policy }),
    ).rejects.toThrow(`backup "backup11_a" offers restoreVersionPolicy ${rest}.`);
  });
});

test.each([
  ['its policy is offered', { restoreNewInstancePolicies: ['LATEST', 'ORIGINAL'] }, 'ORIGINAL'],
  ['nothing is said of policies', {}, 'ORIGINAL'],
  ['the list of policies is empty', { restoreNewInstancePolicies: [] }, 'LATEST'],
  ['no policy is declared', { restoreNewInstancePolicies: ['LATEST'] }, undefined],
  ['it tells no status and no type', { status: '', backupType: '' }, undefined],
] as const)('a backup is taken where %s', async (_title, described, restoreVersionPolicy) => {
  const { requests } = await prepare(described, { restoreVersionPolicy });
  expect(requests).toMatchObject([
    {
      method: 'POST',
      path: ['v2', 'clusters', 'in01-source', 'backups', 'backup11_a', 'restoreCluster'],
    },
  ]);
});

test('what was prepared once is prepared again without a look at the backup', async () => {
  const api = fakeApi({});
  const facts = { backup_id: 'backup11_b', cluster_name: 'older' };
  const first = { ...declaration, backup: { clusterId: 'in01-source', now: {} } };
  const again = await restoreCluster.prepare(protocolContext(api, first), facts);
  expect(again.requests.map(({ when }) => when)).toEqual(['restore']);
  const prepared = await restoreCluster.prepare(protocolContext(api, declaration), facts);
  expect(prepared.facts).toBe(facts);
  expect(prepared.requests[0]).toMatchObject({
    path: expect.arrayContaining(['backup11_b']) as unknown,
    body: { clusterName: 'older' },
  });
  expect(api.calls).toEqual([]);
});

test.each<Record<string, string>>([{ backup_id: 'backup11_b' }, { cluster_name: 'older' }])(
  'what was prepared in part, %j, is prepared anew',
  async (facts) => {
    const api = fakeApi({ [BACKUP]: backup });
    const prepared = await restoreCluster.prepare(protocolContext(api, declaration), facts);
    expect(prepared.facts).toMatchObject({ backup_id: 'backup11_a', cluster_name: 'clone' });
  },
);

test.each([
  [{}, {}, '', ''],
  [
    { targetProjectPlan: 'Enterprise' as const },
    { regionId: 'aws-us-west-2' },
    'Enterprise',
    'aws-us-west-2',
  ],
])(
  'what is recorded with the request: %j, of a backup %j',
  async (change, described, plan, region) => {
    const api = fakeApi({
      [BACKUP]: { ...backup, createTime: '2026-11-20T00:00:00Z', ...described },
    });
    const context = protocolContext(
      api,
      { ...declaration, ...change },
      { sources: ['in01-other', 'in01-source'] },
    );
    const { requests, facts } = await restoreCluster.prepare(context, {});
    expect(facts).toEqual({
      backup_id: 'backup11_a',
      cluster_name: 'clone',
      project_id: 'proj-a',
      project_plan: plan,
      region_id: region,
      backup_time: '2026-11-20T00:00:00Z',
      source_cluster_ids: 'in01-source in01-other',
      requested_at: '2026-11-21T00:00:00.000Z',
      request: JSON.stringify(requests[0]?.body),
    });
    expect(facts.request).toContain('"clusterName":"clone"');
  },
);

test('a unique name is that of the path, the identity and the place of the state', async () => {
  const nameWith = async (change: object) => {
    const context = protocolContext(
      fakeApi({ [BACKUP]: backup }),
      { ...declaration, uniqueName: true },
      change,
    );
    return (await restoreCluster.prepare(context, {})).facts.cluster_name;
  };
  const names = await Promise.all(
    [{}, { path: 'other' }, { identity: { backup_id: 'x' } }, { state: 'other' }].map(nameWith),
  );
  expect(new Set(names).size).toBe(4);
  for (const name of names) expect(name).toMatch(/^clone-[0-9a-f]{8}$/);
});

test('a password is found in whatever the response is', () => {
  expect(restoreCluster.passwordIn?.('{"data":{"password":"a')).toBeUndefined();
  expect(restoreCluster.passwordIn?.('{"data":{"password":"a"')).toBe('a');
});

describe('a name', () => {
  const beforeSending = (present: object) => {
    const context = protocolContext(fakeApi(clusters({ ...cluster, ...present })), declaration);
    const request = { name: 'restoreCluster', when: 'restore', method: 'POST', path: [] } as const;
    return restoreCluster.beforeSending?.(context, request, {}, () => undefined, false);
  };

  test('that the project has is refused, with what adopts that cluster', async () => {
    await expect(beforeSending({})).rejects.toMatchObject({
      message:
        'project proj-a already has a cluster named "clone" (in01-clone). Choose another clusterName, set uniqueName, or drop that cluster.',
      adopt: 'cluster_id=in01-clone',
    });
  });

  test.each([
    ['of another project', { projectId: 'proj-b' }],
    ['that differs', { clusterName: 'clone-2' }],
    ['of a cluster that was dropped', { status: 'DELETED' }],
  ])('%s is free', async (_title, present) => {
    expect(await beforeSending(present)).toBeUndefined();
  });
});

describe('a request without a response', () => {
  const AT = new Date('2026-11-21T00:00:00Z');
  const reconcile = (
    list: object[],
    change: Partial<ClusterDeclaration> = {},
    facts: Record<string, string> = { cluster_name: 'clone' },
  ) => {
    const context = protocolContext(fakeApi(clusters(...list)), { ...declaration, ...change });
    const request = { name: 'restoreCluster', when: 'restore', method: 'POST', path: [] } as const;
    return restoreCluster.reconcile(context, request, { at: AT, facts });
  };
  const unproven = {
    found: 'unproven',
    what: 'a cluster named "clone" exists now (in01-clone), and its name alone does not prove that it belongs to this restore',
    adopt: 'cluster_id=in01-clone',
  };

  test.each([true, false])('may be repeated where its name is unique: %s', async (uniqueName) => {
    expect(await reconcile([], { uniqueName })).toEqual({
      found: 'nothing',
      searched: 'looked for a cluster named "clone" in the project',
      repeatIsSafe: uniqueName,
    });
  });

  test('is ours where the name is unique and the cluster began since', async () => {
    expect(await reconcile([cluster], { uniqueName: true })).toEqual({
      found: 'ours',
      submitted: { jobId: '', facts: { cluster_id: 'in01-clone' } },
    });
  });

  test('is not proven by a name that others may give', async () => {
    expect(await reconcile([cluster])).toEqual(unproven);
  });

  test.each([
    ['2026-11-20T23:54:59Z', 'unproven'],
    ['2026-11-20T23:55:00Z', 'ours'],
    ['', 'unproven'],
    ['yesterday', 'unproven'],
  ])('a cluster of a unique name, created %j, is %s', async (createTime, found) => {
    expect(await reconcile([{ ...cluster, createTime }], { uniqueName: true })).toMatchObject({
      found,
    });
  });

  test('is dated by the clock of the vendor where that was recorded', async () => {
    const facts = { cluster_name: 'clone', requested_at: '2026-11-21T01:00:00Z' };
    expect(await reconcile([cluster], { uniqueName: true }, facts)).toEqual(unproven);
  });

  test('is not a cluster of the same name in another project', async () => {
    const theirs = { ...cluster, projectId: 'proj-b' };
    expect(await reconcile([theirs], { uniqueName: true })).toMatchObject({ found: 'nothing' });
  });
});

test.each([
  [
    'whose name is unique is dated by its backup: nobody else gives that name',
    'clone-<hash>',
    'then',
  ],
  [
    'of another name was not requested by this app, and has no time of a request',
    'clone',
    'adopted',
  ],
])('what is adopted %s', (_title, cluster_name, requested_at) => {
  expect(restoreCluster.factsOfNamed?.({ backup_time: 'then' }, { cluster_name })).toEqual({
    requested_at,
  });
});

describe('a verification', () => {
  const recorded = { cluster_id: 'in01-clone' };
  const verify = (described: object) => {
    const api = fakeApi({ 'GET /v2/clusters/in01-clone': { ...cluster, ...described } });
    return restoreCluster.verify(protocolContext(api, declaration), recorded);
  };

  test('looks at the restored cluster, and gives its address', async () => {
    expect(await verify({ connectAddress: 'https://clone' })).toMatchObject({
      facts: { connect_address: 'https://clone' },
    });
  });

  test.each(['https://admin:secret@clone:443/a@b', 'https://admin@clone:443/a@b'])(
    'gives no user and no password with it: %s',
    async (connectAddress) => {
      expect(await verify({ connectAddress })).toMatchObject({
        facts: { connect_address: 'https://clone:443/a@b' },
      });
    },
  );

  test.each(['CREATING', 'SUSPENDED', 'RESUMING', ''])('waits while it is %j', async (status) => {
    expect(await verify({ status })).toEqual({ notThere: `cluster in01-clone is ${status}` });
  });

  test.each([
    ['that the API does not know', refused('96018')],
    ['that was dropped', { ...cluster, status: 'DELETED' }],
  ])('ends for a cluster %s', async (_title, answer) => {
    const api = fakeApi({ 'GET /v2/clusters/in01-clone': answer });
    const context = protocolContext(api, declaration);
    expect(await restoreCluster.verify(context, recorded)).toEqual({
      notThere: 'the API does not know cluster "in01-clone"',
      isGone: true,
    });
  });

  test('follows the cluster where its job is not known any more', async () => {
    const api = fakeApi({ 'GET /v2/jobs/job-1': refused('96026') });
    expect(await restoreCluster.poll(protocolContext(api, declaration), 'job-1', {})).toEqual({
      state: 'done',
      status: 'the API does not know it, or the key cannot see it',
    });
  });

  test.each([
    ['IN_PROGRESS', 'running'],
    ['SUCCESSFUL', 'done'],
    ['FAILED', 'failed'],
  ])('a job that is %s is %s', async (status, state) => {
    const api = fakeApi({ 'GET /v2/jobs/job-1': { status } });
    expect(await restoreCluster.poll(protocolContext(api, declaration), 'job-1', {})).toMatchObject(
      { state },
    );
  });

  test('holds the cluster against what was sent', async () => {
    const request = JSON.stringify({ targetProjectId: 'proj-a', clusterName: 'clone', cuSize: 2 });
    const verifyWith = (cuSize: number) => {
      const api = fakeApi({ 'GET /v2/clusters/in01-clone': { ...cluster, cuSize } });
      return restoreCluster.verify(protocolContext(api, declaration), { ...recorded, request });
    };
    expect(await verifyWith(2)).toMatchObject({ problems: [], facts: { connect_address: '' } });
    expect(await verifyWith(1)).toMatchObject({ problems: [expect.stringContaining('1')] });
  });

  test('of a group waits for the cluster, and tells nothing else', async () => {
    const awaited = (answer: unknown, facts: Record<string, string> = recorded) =>
      restoreCluster.awaited?.(
        protocolContext(
          fakeApi({ 'GET /v2/clusters/in01-clone': answer, 'GET /v2/clusters/': refused('96018') }),
          declaration,
        ),
        facts,
      );
    expect(await awaited(cluster)).toBeUndefined();
    const creating = { ...cluster, status: 'CREATING' };
    expect(await awaited(creating)).toEqual({ notThere: 'cluster in01-clone is CREATING' });
    expect(await awaited(refused('96018'))).toMatchObject({ isGone: true });
    expect(await awaited(cluster, {})).toMatchObject({ isGone: true });
  });

  test('confirms nothing where the request is not recorded', async () => {
    expect(await verify({})).toMatchObject({
      problems: [],
      unconfirmed: ['what was requested, which is not recorded'],
    });
  });
});

test('a cluster that the API does not know is not adopted', async () => {
  const api = fakeApi({ 'GET /v2/clusters/in01-clone': refused('96018') });
  const context = protocolContext(api, declaration);
  const claim = { recorded: { cluster_id: 'in01-clone' } };
  expect(await restoreCluster.doubtsOfClaim(context, claim)).toEqual([
    'cluster "in01-clone" does not exist, or the key cannot see it',
  ]);
});

describe('what is restored from next', () => {
  const BACKUP = 'GET /v2/clusters/in01-source/backups/backup11_b';
  const next = {
    source_cluster_id: 'in01-source',
    backup_id: 'backup11_b',
    restore_version_policy: 'ORIGINAL',
  };
  const required = (backup: object) =>
    restoreCluster.requireNext?.(
      protocolContext(
        fakeApi({ [BACKUP]: { backupId: 'backup11_b', status: 'AVAILABLE', ...backup } }),
        declaration,
      ),
      next,
    );

  test('is there and allowed', async () => {
    await expect(required({})).resolves.toBeUndefined();
    await expect(required({ restoreNewInstancePolicies: ['ORIGINAL'] })).resolves.toBeUndefined();
  });

  test.each([
    ['it is gone', { status: 'DELETED' }, 'is DELETED'],
    ['it is of collections', { backupType: 'COLLECTION' }, 'is of type COLLECTION'],
    [
      'its version is not offered',
      { restoreNewInstancePolicies: ['LATEST'] },
      'offers restoreVersionPolicy LATEST, not ORIGINAL',
    ],
  ])('is not where %s', async (_title, backup, problem) => {
    await expect(required(backup)).rejects.toThrow(problem);
  });
});

describe('a response', () => {
  const request: VendorRequest = {
    name: 'restoreCluster',
    when: 'restore',
    method: 'POST',
    path: ['v2', 'clusters', 'in01-source', 'backups', 'b', 'restoreCluster'],
  };
  const facts = { source_cluster_ids: 'in01-source in01-other' };
  const accept = (body: unknown) => restoreCluster.accept(request, body, facts);

  test.each([{}, { clusterId: '' }, { clusterId: 7 }, { clusterId: null, jobId: 'job-1' }, null])(
    'that names no cluster is none: %j',
    (body) => {
      expect(() => accept(body)).toThrow('the response to restoreCluster names no cluster');
    },
  );

  test.each(['in01-source', 'IN01-Source', 'in01-other'])(
    'that names %s, a source, as the new cluster is none',
    (clusterId) => {
      expect(() => accept({ clusterId, jobId: 'job-1' })).toThrow(
        `names "${clusterId}", a cluster that is backed up, as the new one`,
      );
    },
  );

  test('that names a source of today, too many of which there are to record, is none', () => {
    const own = { source_cluster_ids: 'in01-source' };
    const sources = ['in01-a', 'in01-Last'];
    const named = (clusterId: string) => () =>
      restoreCluster.accept(request, { clusterId }, own, sources);
    expect(named('IN01-last')).toThrow('names "IN01-last", a cluster that is backed up');
    expect(named('in01-new')().facts.cluster_id).toBe('in01-new');
  });

  test.each([
    [{ clusterId: 'in01-1', jobId: 'job-1', username: 'db' }, 'job-1', 'db'],
    [{ clusterId: 'in01-1', jobId: 7 }, '7', ''],
    [{ clusterId: 'in01-1', jobId: null, username: 7, password: 7 }, '', ''],
    [{ clusterId: 'in01-1', password: '' }, '', ''],
  ])('needs nothing but the cluster: %j', (body, jobId, username) => {
    expect(accept(body)).toEqual({ jobId, facts: { cluster_id: 'in01-1', username } });
  });

  test('gives the password', () => {
    expect(accept({ clusterId: 'in01-1', password: 'p' }).password).toBe('p');
  });
});
