import { choiceInTriggers } from '../../vendor/backup-choice';
import type { OperationDefinition } from '../../vendor/definition';
import { HASH } from '../../vendor/unique-name';
import {
  type ClusterDeclaration,
  clusterDeclarationSchema,
  SHAPE_RULE_ID,
} from '../model/declaration';
import { clusterRules } from '../rules';
import { clusterRequests } from './cluster-requests';
import { describeCluster } from './describe-cluster';
import { forSpec } from './spec-declaration';

function restoreBody(declaration: ClusterDeclaration) {
  return clusterRequests(declaration, {}).find(({ when }) => when === 'restore')?.body;
}

/** A cluster backup restored to a new cluster. */
export const restoreCluster: OperationDefinition<ClusterDeclaration> = {
  name: 'restoreCluster',
  schema: clusterDeclarationSchema,
  rules: clusterRules,
  targetProps: { project: 'targetProject' },
  shapeRuleId: SHAPE_RULE_ID,
  facts: {
    submitted: [
      ...['cluster_id', 'job_id', 'backup_id', 'username'],
      // What a drop and a verification are judged by: what was sent, and when.
      ...['cluster_name', 'project_id', 'source_cluster_ids', 'requested_at'],
      ...['request', 'region_id', 'project_plan'],
    ],
    drop: [
      ...['cluster_id', 'cluster_name', 'project_id', 'source_cluster_ids', 'requested_at'],
      'backup_id',
    ],
    next: ['source_cluster_id', 'backup_id', 'restore_version_policy'],
    restored: ['connect_address'],
    followed: ['cluster_id', 'job_id'],
  },
  hasPassword: true,
  isUnique: ({ uniqueName }) => uniqueName === true,
  outputs: {
    cluster_id: 'cluster_id',
    connect_address: 'connect_address',
    username: 'username',
    backup_id: 'backup_id',
  },
  inEnvironment: (declaration, environment) => {
    const { clusterName: name } = declaration;
    const clusterName = typeof name === 'string' ? `${name}-${environment}` : name;
    return { declaration: { ...declaration, clusterName } };
  },
  forSpec,

  identity: ({ backup, targetProject, clusterName, uniqueName }) => ({
    source_cluster_id: backup.clusterId,
    backup_id: choiceInTriggers(backup),
    target_project_id: targetProject,
    // The hash itself is made of this identity; that there is one is part of the name.
    cluster_name: uniqueName === true ? `${clusterName}${HASH}` : clusterName,
  }),

  details: (declaration) => ({
    cu_size: { json: declaration.cuSize },
    restore_version_policy: declaration.restoreVersionPolicy ?? 'the vendor’s default (LATEST)',
    request_body: { json: restoreBody(declaration) },
  }),

  requests: clusterRequests,
  describe: describeCluster,
};
