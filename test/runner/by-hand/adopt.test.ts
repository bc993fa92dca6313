import { cpSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Simulator } from '../../../src/simulator';
import { synthesised } from '../../support/app';
import { type RunnerEnd, runProgram, runStep, stepOf } from '../../support/runner';
import {
  BACKUP,
  restoredCluster,
  SOURCE_CLUSTER,
  STAGING_PROJECT,
  ZILLIZ_KEY,
} from '../../support/zilliz';

let simulator: Simulator;
let folder: string;
beforeEach(async () => {
  simulator = await Simulator.start();
  folder = synthesised((stack) => restoredCluster(stack));
});
afterEach(() => simulator.stop());

const variables = (change: NodeJS.ProcessEnv = {}) => ({
  ZILLIZ_API_KEY: ZILLIZ_KEY,
  ZILLIZ_BASE_URL: simulator.url,
  CLUSTER_RESTORE_POLL_SECONDS: '0',
  ...change,
});
const submit = (change?: NodeJS.ProcessEnv) => runStep(folder, 'submit', variables(change));
const adopt = (...pairs: string[]): Promise<RunnerEnd> => {
  const { command } = stepOf(folder, 'submit');
  return runProgram(folder, [command, 'adopt', 'articles', ...pairs], variables());
};
const journal = () => readFileSync(join(folder, '.cluster-restore/articles/journal.json'), 'utf8');
const posts = () =>
  simulator.requests.filter(({ operation }) => operation === 'restoreCluster').length;
const made = () => simulator.zilliz.clusters.find(({ restoredFrom }) => restoredFrom !== undefined);

/** A restore that began, and whose answer was lost. */
async function answerLost(): Promise<void> {
  simulator.inject({ operation: 'restoreCluster', fault: { kind: 'drop', acts: true } });
  expect((await submit()).code).toBe(6);
}

async function expectNotAdopted(pairs: readonly string[], doubt: string): Promise<void> {
  const before = journal();
  const { code, stderr } = await adopt(...pairs);
  expect(stderr).toContain(
    `was not adopted, because it is not proven to be this restore: ${doubt}`,
  );
  expect(code).toBe(4);
  expect(journal()).toBe(before);
}

describe('adopt proves before it writes', () => {
  test('the restored cluster is adopted, and nothing is sent again', async () => {
    await answerLost();
    expect(await adopt(`cluster_id=${made()?.clusterId}`)).toMatchObject({ code: 0 });
    expect(await submit()).toMatchObject({ code: 0 });
    expect(posts()).toBe(1);
  });

  test('the cluster that was backed up is not', async () => {
    await answerLost();
    const { clusterName, projectId } = simulator.zilliz.cluster(SOURCE_CLUSTER);
    await expectNotAdopted([`cluster_id=${SOURCE_CLUSTER}`], `its name is "${clusterName}"`);
    // Nor where it is made to look like the restored one.
    const createTime = simulator.now().toISOString();
    const { clusterName: name } = made() ?? {};
    Object.assign(simulator.zilliz.cluster(SOURCE_CLUSTER), {
      clusterName: name,
      projectId: STAGING_PROJECT,
      createTime,
    });
    expect(projectId).not.toBe('');
    await expectNotAdopted([`cluster_id=${SOURCE_CLUSTER}`], 'a restore reads from its backups');
  });

  test.each<[string, object, string]>([
    ['of another name', { clusterName: 'production' }, 'its name is "production"'],
    ['of another project', { projectId: 'proj-production' }, 'its project is "proj-production"'],
    [
      'from before the request',
      { createTime: '2026-01-01T00:00:00Z' },
      'it was created at 2026-01-01T00:00:00Z, before the request',
    ],
  ])('a cluster %s is not', async (_title, change, doubt) => {
    await answerLost();
    const { clusterId } = simulator.zilliz.addCluster({
      clusterName: 'articles-staging',
      projectId: STAGING_PROJECT,
      createTime: simulator.now().toISOString(),
      ...change,
    });
    await expectNotAdopted([`cluster_id=${clusterId}`], doubt);
  });

  test('a cluster that does not exist, or a job alone, leads nowhere', async () => {
    await answerLost();
    await expectNotAdopted(['cluster_id=in01-none'], 'cluster "in01-none" does not exist');
    const { jobId } = simulator.zilliz.jobs.at(-1) ?? {};
    await expectNotAdopted([`job_id=${jobId}`], 'a restored cluster is adopted by its id');
    await expectNotAdopted(
      [`cluster_id=${made()?.clusterId}`, 'job_id=job-none'],
      'there is no job "job-none"',
    );
  });

  test('what the vendor accepted is not overwritten', async () => {
    expect(await submit()).toMatchObject({ code: 0 });
    const before = journal();
    const { code, stderr } = await adopt(`cluster_id=${SOURCE_CLUSTER}`);
    expect(stderr).toContain('no request has an unknown outcome');
    expect(code).toBe(2);
    expect(journal()).toBe(before);
  });

  test('without a key nothing is adopted', async () => {
    await answerLost();
    const { command } = stepOf(folder, 'submit');
    const args = [command, 'adopt', 'articles', `cluster_id=${made()?.clusterId}`];
    const { code, stderr } = await runProgram(folder, args, {});
    expect(stderr).toContain('ZILLIZ_API_KEY is not set');
    expect(code).toBe(3);
  });
});

describe('each job in a fresh container', () => {
  /** The folder as it comes from the code: without the journal. */
  function freshContainer(): void {
    const from = folder;
    folder = synthesised((stack) => restoredCluster(stack));
    cpSync(join(from, 'cdk.tf.json'), join(folder, 'cdk.tf.json'));
  }

  test('the printed variable adopts the cluster where the printed command finds no journal', async () => {
    await answerLost();
    freshContainer();
    const { code, stderr } = await submit();
    expect(code).toBe(4);
    const [, pair = ''] = /apply once with CLUSTER_RESTORE_ADOPT=([\w=-]+)/.exec(stderr) ?? [];
    expect(pair).toBe(`cluster_id=${made()?.clusterId}`);
    freshContainer();
    expect((await adopt(pair)).stderr).toContain('CLUSTER_RESTORE_ADOPT');
    // It was made before this run, not before its backup.
    const since = simulator.zilliz.backups.find(({ backupId }) => backupId === BACKUP)?.createTime;
    Object.assign(made() ?? {}, { createTime: since });
    const end = await submit({ CLUSTER_RESTORE_ADOPT: pair });
    expect(end.stdout).toContain(`adopted ${pair}, which CLUSTER_RESTORE_ADOPT names`);
    expect(end.code).toBe(0);
    expect(posts()).toBe(1);
    const result = readFileSync(join(folder, '.cluster-restore/articles/submitted-1.json'), 'utf8');
    expect(JSON.parse(result).requested_at).toBe('adopted');
  });

  test('a cluster of that name that is older than the backup is not adopted', async () => {
    const { clusterId } = simulator.zilliz.addCluster({
      clusterName: 'articles-staging',
      projectId: STAGING_PROJECT,
      createTime: '2020-01-01T00:00:00Z',
    });
    const end = await submit({ CLUSTER_RESTORE_ADOPT: `cluster_id=${clusterId}` });
    expect(end.stderr).toContain('before the backup');
    expect(end.code).toBe(4);
    expect(posts()).toBe(0);
  });

  test('another id than the one that was found changes nothing', async () => {
    await answerLost();
    freshContainer();
    const end = await submit({ CLUSTER_RESTORE_ADOPT: `cluster_id=${SOURCE_CLUSTER}` });
    expect(end.stderr).toContain('already has a cluster named');
    expect(end.code).toBe(4);
  });
});

describe('a lost response with uniqueName', () => {
  beforeEach(() => {
    folder = synthesised((stack) => restoredCluster(stack, { uniqueName: true }));
  });

  test.each([
    ['did not act', false, 2],
    ['acted', true, 1],
  ])('recovers automatically where the request %s', async (_title, acts, sent) => {
    simulator.inject({ operation: 'restoreCluster', fault: { kind: 'drop', acts } });
    expect(await submit()).toMatchObject({ code: 0 });
    expect(posts()).toBe(sent);
    expect(simulator.zilliz.clusters.filter(({ restoredFrom }) => restoredFrom)).toHaveLength(1);
  });

  test('heals where the list does not show the cluster yet: the vendor refuses a second one', async () => {
    simulator.inject({ operation: 'restoreCluster', fault: { kind: 'drop', acts: true } });
    const empty = { code: 0, data: { count: 0, clusters: [] } };
    for (const nth of [2, 3]) {
      const fault = { kind: 'changed-answer', body: empty } as const;
      simulator.inject({ operation: 'listClusters', nth, fault });
    }
    expect(await submit()).toMatchObject({ code: 0 });
    expect(posts()).toBe(2);
    expect(simulator.zilliz.clusters.filter(({ restoredFrom }) => restoredFrom)).toHaveLength(1);
  });
});
