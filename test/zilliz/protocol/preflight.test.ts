import { ROLES } from '../../../src/zilliz/definition/roles';
import { preflightCluster, preflightCollections } from '../../../src/zilliz/protocol/preflight';
import { fakeApi, protocolContext } from '../../support/protocol';

const BACKUP = 'GET /v2/clusters/in01-source/backups/b1';
const PROJECT = 'GET /v2/projects/proj-a';
const SOURCE = 'GET /v2/clusters/in01-source';
const TARGET = 'GET /v2/clusters/in01-target';
const CLUSTERS = 'GET /v2/clusters';
const backup = {
  backupId: 'b1',
  backupType: 'CLUSTER',
  status: 'AVAILABLE',
  createTime: '2026-11-20T00:00:00Z',
};
const project = { projectId: 'proj-a', projectName: 'staging', plan: 'Enterprise', regionIds: [] };
const roles = {
  check: 'roles',
  state: 'unknown',
  text: 'the key may read; no read request shows whether it may restore',
  fix: `Use a key of ${ROLES}`,
};

interface World {
  readonly declared?: object;
  readonly backup?: object;
  readonly project?: object;
  readonly clusters?: readonly object[];
  readonly unknown?: readonly string[];
}

/** The lines of a restore of a cluster, by their checks; everything is well unless told otherwise. */
async function clusterLines(world: World = {}) {
  const api = fakeApi({
    [BACKUP]: { ...backup, ...world.backup },
    [PROJECT]: { ...project, ...world.project },
    [CLUSTERS]: { clusters: world.clusters ?? [] },
    [SOURCE]: { clusterId: 'in01-source', clusterName: 'articles', status: 'RUNNING' },
  });
  const declaration = {
    backup: { clusterId: 'in01-source', backupId: 'b1' },
    targetProject: 'proj-a',
    clusterName: 'clone',
    ...world.declared,
  };
  const isUnknown = (path: string) => world.unknown?.includes(path) === true;
  const context = { ...protocolContext(api, declaration), isUnknown };
  const lines = await preflightCluster(context as never);
  return { lines, of: (check: string) => lines.find((line) => line.check === check) };
}

test('where all is well, each condition is reported, and what nobody can look at', async () => {
  expect((await clusterLines()).lines).toEqual([
    { check: 'backup', state: 'ok', text: '`b1`, taken `2026-11-20T00:00:00Z`, can be restored' },
    { check: 'version policy', state: 'ok', text: 'the vendor’s default' },
    {
      check: 'target project',
      state: 'ok',
      text: '`staging` (`proj-a`) exists, on plan `Enterprise`',
    },
    { check: 'name', state: 'ok', text: '`clone` is free' },
    roles,
  ]);
});

const ANOTHER = 'Choose one of these, or another backup';

test.each<[string, World, object]>([
  [
    'backup',
    { backup: { expireTime: '2026-11-21T00:00:00Z' } },
    {
      state: 'wrong',
      text: '`b1`, taken `2026-11-20T00:00:00Z`, expired `2026-11-21T00:00:00Z`',
      fix: 'Choose a newer one',
    },
  ],
  [
    'backup',
    { backup: { expireTime: '2026-11-21T00:00:01Z' } },
    {
      state: 'ok',
      text: '`b1`, taken `2026-11-20T00:00:00Z`, can be restored until `2026-11-21T00:00:01Z`',
    },
  ],
  ['backup', { backup: { backupType: 'COLLECTION' } }, { state: 'wrong' }],
  [
    'version policy',
    { declared: { restoreVersionPolicy: 'LATEST' } },
    {
      state: 'unknown',
      text: 'the API does not say what the backup offers',
      fix: 'The vendor decides',
    },
  ],
  [
    'version policy',
    { declared: { restoreVersionPolicy: 'LATEST' }, unknown: ['restoreVersionPolicy'] },
    { state: 'ok', text: 'the vendor’s default' },
  ],
  [
    'version policy',
    {
      declared: { restoreVersionPolicy: 'LATEST' },
      backup: { restoreNewInstancePolicies: ['LATEST'] },
    },
    { state: 'ok', text: '`LATEST` is offered' },
  ],
  [
    'version policy',
    {
      declared: { restoreVersionPolicy: 'ORIGINAL' },
      backup: { restoreNewInstancePolicies: ['LATEST', 'OTHER'] },
    },
    {
      state: 'wrong',
      text: 'the backup offers `LATEST`, `OTHER`, not `ORIGINAL`',
      fix: ANOTHER,
    },
  ],
  [
    'target project',
    { declared: { targetProject: undefined } },
    { state: 'unknown', text: 'targetProject is known after apply' },
  ],
  ['target project', { declared: { targetProjectPlan: 'Enterprise' } }, { state: 'ok' }],
  [
    'target project',
    { declared: { targetProjectPlan: 'Standard' }, project: { plan: '' } },
    { state: 'ok' },
  ],
  [
    'target project',
    { declared: { targetProjectPlan: 'Standard' } },
    {
      state: 'wrong',
      text: '`staging` (`proj-a`) is on plan `Enterprise`, not `Standard` as declared',
      fix: 'Correct targetProjectPlan or targetProject',
    },
  ],
  ['target project', { backup: { regionId: 'r1' } }, { state: 'ok' }],
  [
    'target project',
    { backup: { regionId: 'r1' }, project: { regionIds: ['r0', 'r1'] } },
    { state: 'ok' },
  ],
  ['target project', { project: { regionIds: ['r0'] } }, { state: 'ok' }],
  [
    'target project',
    { backup: { regionId: 'r1' }, project: { regionIds: ['r0'] } },
    {
      state: 'wrong',
      text: '`staging` (`proj-a`) has no region `r1`, where the backup is',
      fix: 'Bind the region to the project, or choose another project',
    },
  ],
  [
    'name',
    { declared: { clusterName: undefined } },
    { state: 'unknown', text: 'the name or the project is known after apply' },
  ],
  ['name', { declared: { targetProject: undefined } }, { state: 'unknown' }],
  [
    'name',
    {
      clusters: [
        { clusterId: 'in01-x', clusterName: 'clone', projectId: 'proj-a', status: 'RUNNING' },
      ],
    },
    {
      state: 'wrong',
      text: 'the project has a cluster `clone` already (`in01-x`)',
      fix: 'Nothing to do if this restore made it; otherwise choose another clusterName, set uniqueName, or drop that cluster',
    },
  ],
  [
    'key',
    { declared: { cmek: { kmsKeyArn: 'arn:a' } } },
    {
      state: 'unknown',
      text: 'no read request shows whether the vendor may use `arn:a`',
      fix: 'The runner fails the restore when the restored cluster does not report the key',
    },
  ],
  [
    'key',
    { unknown: ['cmek.kmsKeyArn'] },
    {
      state: 'unknown',
      text: 'no read request shows whether the vendor may use the key, which is known after apply',
    },
  ],
])('%s, in %j', async (check, world, expected) => {
  const { lines, of } = await clusterLines(world);
  expect(of(check)).toMatchObject(expected);
  expect(lines.at(-1)).toEqual(roles);
});

test('a unique name is not looked for', async () => {
  const { of } = await clusterLines({ declared: { uniqueName: true } });
  expect(of('name')).toMatchObject({ check: 'name', state: 'ok' });
  expect(of('name')?.text).toMatch(
    /^`clone-.+` is free: the hash belongs only to this restore in this state$/,
  );
});

test.each<[string, object | undefined]>([
  ['nothing', undefined],
  ['no cluster', { backupId: 'b1' }],
  ['no backup', { clusterId: 'in01-source' }],
])('of a reference that names %s nothing is checked yet', async (_title, reference) => {
  const { lines, of } = await clusterLines({ declared: { backup: reference } });
  expect(of('backup')).toMatchObject({
    state: 'unknown',
    text: 'the backup is known after apply',
  });
  expect(lines.map(({ check }) => check)).not.toContain('version policy');
});

test.each([{ latest: true }, { before: { time: '2026-11-21T00:00:00Z' } }])(
  'the backup of %j is chosen as the runner chooses it',
  async (choice) => {
    const api = fakeApi({
      'GET /v2/backups': { backups: [backup] },
      [BACKUP]: backup,
      [TARGET]: { clusterId: 'in01-target', clusterName: 'a', status: 'RUNNING' },
    });
    const declaration = {
      backup: { clusterId: 'in01-source', ...choice },
      targetCluster: 'in01-target',
    };
    const [line] = await preflightCollections(protocolContext(api, declaration) as never);
    expect(line).toMatchObject({ check: 'backup', state: 'ok' });
  },
);

test.each([
  ['RUNNING', 'ok', 'is made first, of `articles` (`in01-source`), which runs', undefined],
  [
    'SUSPENDED',
    'wrong',
    'is made first, of `articles` (`in01-source`), which is `SUSPENDED`',
    'Wait until it runs, or resume it',
  ],
])('a backup that is made first of a cluster that is %s', async (status, state, text, fix) => {
  const api = fakeApi({
    [SOURCE]: { clusterId: 'in01-source', clusterName: 'articles', status },
  });
  const declaration = { backup: { clusterId: 'in01-source', now: {} } };
  const lines = await preflightCollections(protocolContext(api, declaration) as never);
  expect(lines).toEqual([
    { check: 'backup', state, text, ...(fix === undefined ? {} : { fix }) },
    {
      check: 'target cluster',
      state: 'unknown',
      text: 'targetCluster is known after apply',
      fix: 'The runner checks it before it sends anything',
    },
    roles,
  ]);
});

test.each<[object, object, string, string, string | undefined]>([
  [{}, {}, 'ok', '`a` (`in01-target`) runs', undefined],
  [
    { status: 'SUSPENDED' },
    {},
    'wrong',
    '`a` (`in01-target`) is `SUSPENDED`',
    'Wait until it runs, or resume it',
  ],
  [{ regionId: 'r1' }, { regionId: 'r1' }, 'ok', '`a` (`in01-target`) runs', undefined],
  [{ regionId: '' }, { regionId: 'r1' }, 'ok', '`a` (`in01-target`) runs', undefined],
  [{ regionId: 'r1' }, { regionId: '' }, 'ok', '`a` (`in01-target`) runs', undefined],
  [
    { regionId: 'r2' },
    { regionId: 'r1' },
    'wrong',
    '`a` (`in01-target`) is in `r2`, the backup in `r1`',
    'Choose a cluster in the region of the backup',
  ],
])('a target %j for a backup %j is %s', async (target, described, state, text, fix) => {
  const api = fakeApi({
    [BACKUP]: { ...backup, backupType: 'COLLECTION', ...described },
    [TARGET]: { clusterId: 'in01-target', clusterName: 'a', status: 'RUNNING', ...target },
  });
  const declaration = {
    backup: { clusterId: 'in01-source', backupId: 'b1' },
    targetCluster: 'in01-target',
  };
  const lines = await preflightCollections(protocolContext(api, declaration) as never);
  expect(lines.map(({ check }) => check)).toEqual(['backup', 'target cluster', 'roles']);
  expect(lines[1]).toEqual({
    check: 'target cluster',
    state,
    text,
    ...(fix === undefined ? {} : { fix }),
  });
});
