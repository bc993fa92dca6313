import {
  collectionBackupRequests,
  deleteBackupCommand,
  sourceBackupRequests,
} from '../../../src/zilliz/definition/backup-requests';
import { restoreCluster } from '../../../src/zilliz/protocol/restore-cluster';
import { restoreCollections } from '../../../src/zilliz/protocol/restore-collections';
import { fakeApi, inTurn, protocolContext, refused } from '../../support/protocol';

const SOURCE = 'in01-source';
const CREATE = '/v2/clusters/in01-source/backups';
const LIST = 'GET /v2/backups';
const at = new Date('2026-11-20T00:00:00Z');
const declaration = {
  backup: { clusterId: SOURCE, now: {} },
  targetProject: 'proj-a',
  clusterName: 'clone',
  cuSize: 1,
  collectionStatus: 'KEEP' as const,
};
const [request] = sourceBackupRequests(declaration.backup);
const first = restoreCluster.backupsFirst;
if (request === undefined || first === undefined) throw new Error('a backup is made first');

const backup = (backupId: string, change: object = {}) => ({
  backupId,
  backupType: 'CLUSTER',
  creationMethod: 'MANUAL',
  status: 'CREATING',
  createTime: '2026-11-20T00:00:01Z',
  ...change,
});
const listed = (...backups: object[]) => ({ count: backups.length, pageSize: 100, backups });
const context = (answers: Readonly<Record<string, unknown>>) =>
  protocolContext(fakeApi(answers), declaration);

describe('the requests', () => {
  test('a backup of the cluster', () => {
    expect(sourceBackupRequests({ clusterId: SOURCE, now: {} })).toMatchObject([
      {
        when: 'backup',
        method: 'POST',
        path: ['v2', 'clusters', SOURCE, 'backups', 'create'],
        body: { backupType: 'CLUSTER' },
      },
    ]);
    expect(sourceBackupRequests({ clusterId: SOURCE, latest: true })).toEqual([]);
  });

  test('a backup of collections, and one of the target after it', () => {
    const now = { dbName: 'news', collectionNames: ['a', 'b'] };
    const requests = collectionBackupRequests({
      backup: { clusterId: SOURCE, now },
      targetCluster: 'in01-target',
      backupBeforeRestore: true,
    });
    expect(requests.map(({ path, body }) => [path[2], body])).toEqual([
      [
        SOURCE,
        {
          backupType: 'COLLECTION',
          dbCollections: [{ dbName: 'news', collectionNames: ['a', 'b'] }],
        },
      ],
      ['in01-target', { backupType: 'CLUSTER' }],
    ]);
  });

  test('how a backup is deleted, with ids that a shell cannot take apart', () => {
    expect(deleteBackupCommand('in01-a', 'b"c')).toBe(
      // biome-ignore lint/suspicious/noTemplateCurlyInString: a shell's.
      'curl --request DELETE --header "Authorization: Bearer $ZILLIZ_API_KEY" "${ZILLIZ_BASE_URL:-https://api.cloud.zilliz.com}/v2/clusters/in01-a/backups/b%22c"',
    );
  });
});

describe('before a backup is made', () => {
  const project = { projectId: 'proj-a' };
  const free = { 'GET /v2/projects/proj-a': project, 'GET /v2/clusters': { clusters: [] } };

  test('what is there is noted', async () => {
    const facts = await first.lookBefore(
      context({ ...free, [LIST]: listed(backup('b1'), backup('b2')) }),
      request,
    );
    expect(facts).toEqual({ backups_before: '["b1","b2"]' });
  });

  test('a name that is taken is refused: no backup is made in vain', async () => {
    const taken = {
      clusterId: 'in01-x',
      clusterName: 'clone',
      projectId: 'proj-a',
      status: 'RUNNING',
    };
    const answers = { ...free, 'GET /v2/clusters': { clusters: [taken] } };
    await expect(first.lookBefore(context(answers), request)).rejects.toThrow(
      'already has a cluster',
    );
  });

  test('so is a project, or a target, that the key cannot see', async () => {
    const answers = { ...free, 'GET /v2/projects/proj-a': refused('96005') };
    await expect(first.lookBefore(context(answers), request)).rejects.toThrow('96005');
    const api = fakeApi({ 'GET /v2/clusters/in01-target': refused('96018') });
    const collections = { backup: declaration.backup, targetCluster: 'in01-target' };
    await expect(
      restoreCollections.backupsFirst?.lookBefore(protocolContext(api, collections), request),
    ).rejects.toThrow('96018');
  });
});

describe('a response that was lost', () => {
  const facts = { backups_before: '["old"]' };
  const found = async (backups: readonly ReturnType<typeof backup>[], asked = request) => {
    const described = Object.fromEntries(
      backups.map((one) => [`GET ${CREATE}/${one.backupId}`, one]),
    );
    const api = context({ [LIST]: listed(...backups), ...described });
    const result = await first.reconcile(api, asked, { at, facts });
    return result.found === 'ours' ? result.submitted.facts.made_backup_id : result.found;
  };
  const [ofCollections] = sourceBackupRequests({
    clusterId: SOURCE,
    now: { collectionNames: ['a', 'b'] },
  });
  const holding = (...names: string[]) => ({
    backupType: 'COLLECTION',
    dbCollections: [{ collections: names.map((collectionName) => ({ collectionName })) }],
  });

  test.each([
    ['nothing new', [backup('old')], 'nothing'],
    ['a new one', [backup('old'), backup('new')], 'new'],
    ['a new one that is done', [backup('new', { status: 'AVAILABLE' })], 'new'],
    ['an automatic one', [backup('new', { creationMethod: 'AUTO' })], 'nothing'],
    ['one of collections', [backup('new', { backupType: 'COLLECTION' })], 'nothing'],
    [
      'two new ones: the older',
      [backup('later', { createTime: '2026-11-20T01:00:00Z' }), backup('new')],
      'new',
    ],
  ])('is looked for: %s', async (_title, backups, expected) => {
    expect(await found(backups)).toBe(expected);
  });

  test.each([
    ['the same', holding('a', 'b'), 'new'],
    ['more', holding('c', 'b', 'a'), 'new'],
    ['less', holding('a'), 'nothing'],
    ['as many others', holding('c', 'd'), 'nothing'],
    ['the same, of a type that is not told', { ...holding('a', 'b'), backupType: '' }, 'new'],
    ['nothing that the API tells', { backupType: 'COLLECTION' }, 'nothing'],
    ['the whole cluster', {}, 'nothing'],
  ])('a new backup of collections that holds %s', async (_title, change, expected) => {
    expect(await found([backup('new', change)], ofCollections)).toBe(expected);
  });

  test('it is looked for among those of its own cluster', async () => {
    const api = context({ [LIST]: listed() });
    const result = await first.reconcile(api, request, { at, facts });
    expect(result).toMatchObject({
      searched: 'looked for a manual backup of cluster "in01-source" that did not exist before',
    });
    const fake = api.api as ReturnType<typeof fakeApi>;
    expect(fake.requests.map(({ query }) => query?.clusterId)).toEqual([SOURCE]);
  });

  test('it may be asked for once more: the vendor makes one manual backup at a time', async () => {
    const api = context({ [LIST]: listed() });
    expect(await first.reconcile(api, request, { at, facts: {} })).toMatchObject({
      found: 'nothing',
      repeatIsSafe: true,
    });
  });
});

describe('a response', () => {
  test.each([
    [{ backupId: 'b1', backupName: 'x', jobId: 'job-1' }, 'job-1'],
    [{ backupId: 'b1', jobId: 42 }, '42'],
    [{ backupId: 'b1', jobId: null }, ''],
  ])('%j names the backup', (body, jobId) => {
    expect(first.accept(request, body, {})).toEqual({ jobId, facts: { made_backup_id: 'b1' } });
  });

  test.each([undefined, {}, { backupId: '' }, { backupId: 1 }, { jobId: 'job-1' }])(
    '%j names none',
    (body) => {
      expect(() => first.accept(request, body, {})).toThrow('names no backup');
    },
  );

  test('that names a backup from before is none', () => {
    const before = { backups_before: '["b0","b1"]' };
    expect(() => first.accept(request, { backupId: 'b1' }, before)).toThrow(
      'names "b1", which existed before, as the new one',
    );
  });
});

describe('how a backup stands', () => {
  const facts = { made_backup_id: 'b1' };
  const poll = (jobId: string, job: unknown, status = 'AVAILABLE') =>
    first.poll(
      context({ 'GET /v2/jobs/job-1': job, [`GET ${CREATE}/b1`]: backup('b1', { status }) }),
      request,
      jobId,
      facts,
    );

  test.each([
    ['a job that runs', 'job-1', { status: 'IN_PROGRESS', progress: '40' }, 'AVAILABLE', 'running'],
    ['a job that failed', 'job-1', { status: 'FAILED', reason: 'DDL' }, 'CREATING', 'failed'],
    ['a job that was canceled', 'job-1', { status: 'CANCELED' }, 'AVAILABLE', 'failed'],
    ['a job that ended well', 'job-1', { status: 'SUCCESSFUL' }, 'AVAILABLE', 'done'],
    ['… whose backup is not there yet', 'job-1', { status: 'SUCCESSFUL' }, 'CREATING', 'running'],
    [
      '… whose backup is in a status of tomorrow',
      'job-1',
      { status: 'SUCCESSFUL' },
      'NEW',
      'running',
    ],
    ['… whose backup was deleted', 'job-1', { status: 'SUCCESSFUL' }, 'DELETED', 'failed'],
    ['a job that nobody knows', 'job-1', refused('96026'), 'AVAILABLE', 'done'],
    ['no job', '', undefined, 'CREATING', 'running'],
    ['no job', '', undefined, 'AVAILABLE', 'done'],
  ])('%s', async (_title, jobId, job, status, state) => {
    expect(await poll(jobId, job, status)).toMatchObject({ state });
  });

  test('what is reported of it, and what the restore gets', () => {
    expect(first.madeFacts(request, facts)).toEqual({ new_backup_id: 'b1' });
    expect(first.madeText(request, facts)).toContain(
      'backup b1 of cluster in01-source was made first; it stays until somebody deletes it: curl',
    );
    const [safety] = collectionBackupRequests({
      backup: { clusterId: SOURCE, latest: true },
      targetCluster: 'in01-target',
      backupBeforeRestore: true,
    });
    expect(safety && first.madeFacts(safety, facts)).toEqual({ backup_before_id: 'b1' });
  });
});

test('without the backup that was to be made, nothing is restored', async () => {
  const api = context({ [LIST]: inTurn(listed()) });
  await expect(restoreCluster.prepare(api, {})).rejects.toThrow(
    'the backup that is made first does not exist',
  );
});

describe('a clone that is dropped before it is restored from a new backup', () => {
  const next = { source_cluster_id: SOURCE, backup_id: 'now', restore_version_policy: 'ORIGINAL' };
  const asked = `GET /v2/clusters/${SOURCE}`;

  test('needs the cluster that is backed up', async () => {
    const cluster = { clusterId: SOURCE, status: 'RUNNING' };
    const { api } = context({ [asked]: cluster });
    await expect(restoreCluster.requireNext?.({ api }, next)).resolves.toBeUndefined();
    const gone = context({ [asked]: refused('96018') });
    await expect(restoreCluster.requireNext?.({ api: gone.api }, next)).rejects.toThrow('96018');
  });

  test.each([
    ['now', { source_cluster_id: SOURCE, backup_id: 'now' }, 1],
    ['a backup by its id', { source_cluster_id: SOURCE, backup_id: 'b1' }, 0],
    ['nothing that synth knows', undefined, 0],
  ])('where %s is declared, the backup that stays is said %#', async (_title, declared, lines) => {
    const at = context({});
    await restoreCluster.drop?.({ ...at, sources: [] }, { backup_id: 'b1' }, declared);
    expect(at.said.filter((line) => line.includes('b1, which was made for this'))).toHaveLength(
      lines,
    );
  });
});
