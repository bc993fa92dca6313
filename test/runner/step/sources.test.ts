import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TerraformStack, TerraformVariable } from 'cdktf';
import { PasswordSink, RemovalPolicy, zilliz } from '../../../src';
import { Simulator } from '../../../src/simulator';
import { synthesised } from '../../support/app';
import { runProgram, runStep, stepOf } from '../../support/runner';
import {
  BACKUP,
  clusterProps,
  restoredCluster,
  SOURCE_CLUSTER,
  zillizEnvironment,
} from '../../support/zilliz';

let simulator: Simulator;
beforeEach(async () => {
  simulator = await Simulator.start();
});
afterEach(() => simulator.stop());

const made = () => simulator.zilliz.clusters.find(({ restoredFrom }) => restoredFrom !== undefined);

/** A restore beside that of `articles`, which reads from this cluster. */
const readsFrom = (clusterId: string) => (stack: TerraformStack) => {
  restoredCluster(stack);
  const backup = zilliz.Backup.fromId({ clusterId, backupId: BACKUP });
  const passwordSink = PasswordSink.discard();
  const removalPolicy = RemovalPolicy.RETAIN;
  const props = clusterProps({ backup, passwordSink, removalPolicy, clusterName: 'other' });
  new zilliz.RestoredCluster(stack, 'other', props);
};

/** The facts that Terraform's state has of the submission, as a drop gets them. */
function recordedIn(folder: string): Record<string, string> {
  const file = join(folder, '.cluster-restore/articles/submitted-1.json');
  const facts = JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>;
  return Object.fromEntries(
    Object.entries(facts).map(([name, value]) => [
      `CLUSTER_RESTORE_VALUE_${name.toUpperCase()}`,
      value,
    ]),
  );
}

test('what another restore of the app reads from today is not dropped', async () => {
  const folder = synthesised(readsFrom(SOURCE_CLUSTER));
  const variables = zillizEnvironment(simulator);
  expect(await runStep(folder, 'submit', variables)).toMatchObject({ code: 0 });
  const recorded = recordedIn(folder);
  synthesised(readsFrom(made()?.clusterId ?? ''), join(folder, '../..'));
  const end = await runStep(folder, 'submitted', variables, recorded);
  expect(end.stdout).toContain('(a restore reads from its backups)');
  expect(end.code).toBe(0);
  expect(made()?.status).toBe('RESTORE_BACKUP');
  synthesised(readsFrom(SOURCE_CLUSTER), join(folder, '../..'));
  expect(await runStep(folder, 'submitted', variables, recorded)).toMatchObject({ code: 0 });
  expect(simulator.requests.at(-1)).toMatchObject({ operation: 'dropCluster' });
});

/** So many more clusters that the list of all is in a file. */
const readsFromMany = (clusterId: string) => (stack: TerraformStack) => {
  readsFrom(clusterId)(stack);
  for (let at = 0; at < 50; at += 1) {
    new zilliz.RestoredCollections(stack, `more${at}`, {
      backup: zilliz.Backup.fromId({ clusterId: `in01-${at + 1e14}`, backupId: BACKUP }),
      targetCluster: SOURCE_CLUSTER,
      collectionMappings: [
        { dbName: 'a', collectionName: 'b', destDbName: 'a', destCollectionName: `b${at}` },
      ],
    });
  }
};

test('of a list in a file, nothing is dropped, and without that very file nothing is called', async () => {
  const folder = synthesised(readsFromMany(SOURCE_CLUSTER));
  const variables = zillizEnvironment(simulator);
  expect(await runStep(folder, 'submit', variables)).toMatchObject({ code: 0 });
  const recorded = recordedIn(folder);
  // In the state of each of many restores the list of all would not fit.
  expect(recorded.CLUSTER_RESTORE_VALUE_SOURCE_CLUSTER_IDS).toBe(SOURCE_CLUSTER);
  synthesised(readsFromMany(made()?.clusterId ?? ''), join(folder, '../..'));
  const end = await runStep(folder, 'submitted', variables, recorded);
  expect(end).toMatchObject({ code: 0, stderr: '' });
  expect(end.stdout).toContain('(a restore reads from its backups)');

  const list = 'assets/cluster-restore/v1/zilliz-sources.txt';
  const calls = simulator.requests.length;
  const ends = async (why: string) => {
    const { code, stderr } = await runStep(folder, 'submitted', variables, recorded);
    expect(code).toBe(2);
    expect(stderr).toBe(
      `${list}, the list of the clusters that restores read from, ${why}. Nothing was called. Run cdktf synth again, and plan and apply the whole folder that it writes: a synth after the plan changes the list too. [exit 2]\n`,
    );
  };
  writeFileSync(join(folder, list), SOURCE_CLUSTER);
  await ends('is not the one that stack/articles was synthesised with');
  rmSync(join(folder, list));
  await ends('is missing');
  expect(simulator.requests).toHaveLength(calls);
});

test('what another restore of the app reads from is not adopted', async () => {
  const { clusterId } = simulator.zilliz.addCluster({ clusterName: 'production' });
  const folder = synthesised(readsFrom(clusterId));
  simulator.inject({ operation: 'restoreCluster', fault: { kind: 'drop', acts: true } });
  expect((await runStep(folder, 'submit', zillizEnvironment(simulator))).code).toBe(6);
  // It looks like the restored one in every other respect.
  const { clusterName, projectId, createTime } = made() ?? {};
  Object.assign(simulator.zilliz.cluster(clusterId), { clusterName, projectId, createTime });
  const { command } = stepOf(folder, 'submit');
  const pair = `cluster_id=${clusterId}`;
  const end = await runProgram(
    folder,
    [command, 'adopt', 'articles', pair],
    zillizEnvironment(simulator),
  );
  expect(end.stderr).toContain('not proven to be this restore: a restore reads from its backups');
  expect(end.code).toBe(4);
});

test('a source that only Terraform knows is recorded with the submission, and not dropped whatever the state says', async () => {
  const folder = synthesised((stack) => {
    const clusterId = new TerraformVariable(stack, 'source', { type: 'string' }).stringValue;
    restoredCluster(stack, { backup: zilliz.Backup.fromId({ clusterId, backupId: BACKUP }) });
  });
  const variables = zillizEnvironment(simulator);
  // In the identity and in the declaration.
  const known = {
    CLUSTER_RESTORE_VALUE_0: SOURCE_CLUSTER,
    CLUSTER_RESTORE_VALUE_1: SOURCE_CLUSTER,
  };
  expect(await runStep(folder, 'submit', variables, known)).toMatchObject({ code: 0, stderr: '' });
  const recorded = recordedIn(folder);
  expect(recorded.CLUSTER_RESTORE_VALUE_SOURCE_CLUSTER_IDS).toBe(SOURCE_CLUSTER);
  // The state was edited, and the source looks like the clone in every other respect.
  const { clusterName, projectId, createTime } = made() ?? {};
  Object.assign(simulator.zilliz.cluster(SOURCE_CLUSTER), { clusterName, projectId, createTime });
  const edited = { ...recorded, CLUSTER_RESTORE_VALUE_CLUSTER_ID: SOURCE_CLUSTER };
  const { code, stdout } = await runStep(folder, 'submitted', variables, edited);
  expect([code, stdout]).toEqual([
    0,
    expect.stringContaining('(a restore reads from its backups)'),
  ]);
  expect(simulator.zilliz.cluster(SOURCE_CLUSTER).status).toBe('RUNNING');
});
