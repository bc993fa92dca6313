import { mark } from '../../text/marked';
import type { OperationDefinition, VendorDefinition } from '../../vendor/definition';
import { ClusterDeclaration, SHAPE_RULE_ID } from '../model/declaration';
import { shards } from '../rules/shards';

export const restoreCluster: OperationDefinition<ClusterDeclaration> = {
  name: 'restoreCluster',
  schema: () => ClusterDeclaration,
  rules: [shards],
  shapeRuleId: SHAPE_RULE_ID,
  targetProps: { cluster: 'targetCluster' },
  facts: { submitted: ['job_id', 'backup_id'], drop: [], restored: ['finished_at'] },
  identity: ({ backup, targetCluster }) => ({
    source_cluster_id: backup.clusterId,
    backup_id: backup.backupId ?? 'latest',
    target_cluster_id: targetCluster,
  }),
  details: (declaration) => ({ shards: { json: declaration.shards } }),
  requests: ({ backup, targetCluster, shards: count }, chosen) => [
    {
      name: 'restoreCluster',
      when: 'restore',
      method: 'POST',
      path: ['v1', 'clusters', targetCluster, 'restores'],
      body: { backup: chosen.backupId ?? backup.backupId ?? '{the latest backup}', shards: count },
    },
  ],
  describe: ({ backup, targetCluster }) => ({
    action: 'overwrite',
    headline: `replaces cluster ${mark(targetCluster)}`,
    erases: [`all data of ${mark(targetCluster)}`],
    source: { kind: 'cluster', clusterId: backup.clusterId },
    backup: { id: backup.backupId },
    target: { kind: 'cluster', clusterId: targetCluster },
    contents: 'everything in the backup',
    items: [],
    onDestroy: 'drops nothing',
    onRerun: 'replaces the cluster again',
    rerunErases: true,
  }),
};

export const meadow: VendorDefinition = {
  vendor: 'meadow',
  title: 'Meadow Cloud',
  keyVariable: 'MEADOW_API_KEY',
  serverVariable: 'MEADOW_SERVER',
  server: 'https://meadow.example',
  requestsPerSecond: 10,
  headers: {},
  roles: 'a gardener',
  clusterIdForm: /^meadow-/,
  operations: { restoreCluster: restoreCluster as OperationDefinition },
};
