import { zilliz } from '../../src';
import { Simulator } from '../../src/simulator';
import { synthesised } from '../support/app';
import { hostedTerraform } from '../support/hosted-terraform';
import { plainText } from '../support/terraform';
import { restoredCluster, SOURCE_CLUSTER, zillizEnvironment } from '../support/zilliz';

let simulator: Simulator;
beforeEach(async () => {
  simulator = await Simulator.start();
});
afterEach(() => simulator.stop());

/** Every request that writes, as it arrived. */
function written() {
  return simulator.requests
    .filter(({ method }) => method !== 'GET')
    .map(({ method, path, body }) => ({ method, path, ...(body === undefined ? {} : { body }) }));
}

test('backups are made first, once, and stay; one is chosen by its time', async () => {
  const earlier = simulator.zilliz.addBackup({
    clusterId: SOURCE_CLUSTER,
    createTime: '2026-11-19T10:00:00Z',
  });
  const later = simulator.zilliz.addBackup({
    clusterId: SOURCE_CLUSTER,
    createTime: '2026-11-19T10:00:01Z',
  });
  const folder = synthesised((stack) => {
    const clone = restoredCluster(stack, {
      backup: zilliz.Backup.now({ clusterId: SOURCE_CLUSTER }),
      restoreVersionPolicy: undefined,
    });
    new zilliz.RestoredCollections(stack, 'authors', {
      backup: zilliz.Backup.before({ clusterId: SOURCE_CLUSTER, time: '2026-11-19T10:00:00Z' }),
      targetCluster: clone.clusterId,
      backupBeforeRestore: true,
      collectionMappings: [
        { dbName: 'default', collectionName: 'authors', destCollectionName: 'authors_of_before' },
      ],
    });
  });
  const terraform = await hostedTerraform(folder, zillizEnvironment(simulator));
  await terraform.must('init');
  const applied = plainText(await terraform.must('apply')).replace(/\s+/g, ' ');
  const [made, safety] = simulator.zilliz.backups.filter(
    ({ backupId }) => ![earlier.backupId, later.backupId].includes(backupId) && isNew(backupId),
  );
  const clone = simulator.zilliz.clusters.find(
    ({ clusterName }) => clusterName === 'articles-staging',
  );
  const source = `/v2/clusters/${SOURCE_CLUSTER}/backups`;
  expect(written()).toEqual([
    { method: 'POST', path: `${source}/create`, body: { backupType: 'CLUSTER' } },
    {
      method: 'POST',
      path: `${source}/${made?.backupId}/restoreCluster`,
      body: {
        targetProjectId: 'proj-7c41d0b2e98f4a6d5e3c1f',
        clusterName: 'articles-staging',
        cuSize: 2,
        collectionStatus: 'KEEP',
      },
    },
    {
      method: 'POST',
      path: `/v2/clusters/${clone?.clusterId}/backups/create`,
      body: { backupType: 'CLUSTER' },
    },
    {
      method: 'POST',
      path: `${source}/${earlier.backupId}/restoreCollection`,
      body: {
        destClusterId: clone?.clusterId,
        dbCollections: [
          {
            dbName: 'default',
            collections: [{ collectionName: 'authors', destCollectionName: 'authors_of_before' }],
          },
        ],
      },
    },
  ]);
  expect(clone?.restoredFrom).toEqual({ clusterId: SOURCE_CLUSTER, backupId: made?.backupId });
  expect(made).toMatchObject({
    clusterId: SOURCE_CLUSTER,
    creationMethod: 'MANUAL',
    status: 'AVAILABLE',
  });
  // The backup of the target existed before anything was restored into it.
  expect(safety?.clusterId).toBe(clone?.clusterId);
  expect(JSON.stringify(safety?.databases)).not.toContain('authors_of_before');
  expect(JSON.stringify(clone?.databases)).toContain('authors_of_before');
  for (const backup of [made, safety]) {
    expect(applied).toContain(
      `backup ${backup?.backupId} of cluster ${backup?.clusterId} was made first; it stays until somebody deletes it: curl`,
    );
  }
  // A newer backup, and one that was made by it, restore nothing again.
  expect(await terraform.must('plan')).toContain('No changes.');
  const destroyed = plainText(await terraform.must('destroy')).replace(/\s+/g, ' ');
  expect(destroyed).toContain(`backup ${made?.backupId}, which was made for this restore, stays`);
  expect(written().slice(4)).toEqual([
    { method: 'DELETE', path: `/v2/clusters/${clone?.clusterId}/drop` },
  ]);
  expect(made?.status).toBe('AVAILABLE');
});

test('a clone is stamped after its restore, and another stamp restores nothing again', async () => {
  const declared = (owner: string, outdir?: string) =>
    synthesised((stack) => {
      restoredCluster(stack, {
        owner,
        dataClass: 'customer data',
        expiresOn: '2026-12-31',
        stampOrganization: 'org-simulatedorganization',
      });
    }, outdir);
  const folder = declared('search');
  const terraform = await hostedTerraform(folder, zillizEnvironment(simulator));
  await terraform.must('init');
  await terraform.must('apply');
  const clone = simulator.zilliz.clusters.find(
    ({ clusterName }) => clusterName === 'articles-staging',
  );
  const path = `/v2/clusters/${clone?.clusterId}`;
  const stamp = (owner: string) => ({
    description: `[restored: owner ${owner}; data class customer data; expires 2026-12-31]`,
  });
  expect(written().slice(1)).toEqual([{ method: 'PATCH', path, body: stamp('search') }]);
  expect(simulator.requests.at(-2)?.headers.orgid).toBe('org-simulatedorganization');
  if (clone) clone.description = `Of the team. ${clone.description}`;
  declared('ads', folder.replace('/stacks/stack', ''));
  await terraform.must('apply');
  expect(written().slice(2)).toEqual([
    { method: 'PATCH', path, body: { description: `Of the team. ${stamp('ads').description}` } },
  ]);
  expect(await terraform.must('plan')).toContain('No changes.');
});

// A plan takes a tenth of a second at least: one of these is of another second than the last apply.
const MOST_PLANS = 60;

test('a policy is written where it differs, and what was changed elsewhere is found', async () => {
  const folder = synthesised((stack) => {
    new zilliz.BackupPolicy(stack, 'policy', {
      cluster: SOURCE_CLUSTER,
      days: [zilliz.Weekday.WEDNESDAY, zilliz.Weekday.MONDAY],
      startTime: '22:00-00:00',
      retentionDays: 14,
      crossRegionCopies: [{ regionId: 'aws-us-east-1', retentionDays: 3 }],
    });
  });
  const body = {
    enabled: true,
    frequency: '1,3',
    startTime: '22:00-00:00',
    retentionDays: 14,
    crossRegionCopies: [{ regionId: 'aws-us-east-1', retentionDays: 3 }],
  };
  const policy = { method: 'POST', path: `/v2/clusters/${SOURCE_CLUSTER}/backups/policy`, body };
  const terraform = await hostedTerraform(folder, zillizEnvironment(simulator));
  await terraform.must('init');
  await terraform.must('apply');
  expect(written()).toEqual([policy]);
  // Somebody changes it in the console; the next plan of another second compares it.
  const cluster = simulator.zilliz.cluster(SOURCE_CLUSTER);
  if (cluster.backupPolicy) cluster.backupPolicy = { ...cluster.backupPolicy, retentionDays: 1 };
  for (let count = 0; count < MOST_PLANS && written().length < 2; count += 1) {
    await terraform.must('apply');
  }
  expect(written()).toEqual([policy, policy]);
  expect(cluster.backupPolicy).toEqual(body);
});

/** Whether a backup is none of the world that the simulator starts with. */
const isNew = (id: string) => !seeded.includes(id);
let seeded: string[] = [];
beforeEach(() => {
  seeded = simulator.zilliz.backups.map(({ backupId }) => backupId);
});
