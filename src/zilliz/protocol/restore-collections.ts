import { UnusableAnswer } from '../../client/errors';
import type { Operation, RestoreRequest } from '../../vendor/driver';
import { describeCollections } from '../definition/describe-collections';
import {
  type CollectionMappingDeclaration,
  CollectionsDeclaration,
  SHAPE_RULE_ID,
} from '../model/declaration';
import { collectionRules } from '../rules';
import { chosenBackup } from './backups';
import { clusterOf } from './clusters';
import { pollJob } from './jobs';
import { preflightCollections } from './preflight';

/**
 * Restores collections and whole databases into a cluster that is there: one call and one job for each
 * mapping, because the reference allows one collection a call.
 */
export const restoreCollections: Operation<CollectionsDeclaration> = {
  name: 'restoreCollections',
  schema: CollectionsDeclaration,
  rules: collectionRules,
  shapeRuleId: SHAPE_RULE_ID,
  summary: 'POST /v2/clusters/{clusterId}/backups/{backupId}/restoreCollection',
  repeatsFailedJobs: true,

  target: ({ backup, targetCluster }) => ({
    source_cluster_id: backup.clusterId,
    backup_id: backup.backupId ?? 'latest',
    target_cluster_id: targetCluster,
  }),

  describe: (declaration, context) =>
    describeCollections(declaration, context, (backupId) => requestsOf(declaration, backupId)),
  preflight: preflightCollections,

  async prepare({ declaration, api }, facts) {
    // What an earlier run began stays as it is, whatever has become of the backup since.
    if (facts.backup_id) return { requests: requestsOf(declaration, facts.backup_id), facts };
    const backup = await chosenBackup(api, declaration.backup);
    return {
      requests: requestsOf(declaration, backup.backupId),
      facts: { backup_id: backup.backupId },
    };
  },

  accept(_request, body) {
    const { jobId } = (body ?? {}) as Record<string, unknown>;
    if (typeof jobId !== 'string') {
      throw new UnusableAnswer('the answer to restoreCollection names no job');
    }
    return { jobId, facts: {} };
  },

  async reconcile() {
    const what = 'the API has no list of jobs in which to look for it';
    return { found: 'unproven', what, adopt: 'job_id=<from the job center of the project>' };
  },

  poll: ({ api }, jobId) => pollJob(api, jobId),

  async verify({ api, declaration }) {
    const { status } = await clusterOf(api, declaration.targetCluster);
    return status === 'RUNNING'
      ? { problems: [], facts: { cluster_id: declaration.targetCluster } }
      : undefined;
  },
};

/** The calls that a declaration makes, in its order. */
export function requestsOf(
  declaration: CollectionsDeclaration,
  backupId: string,
): RestoreRequest[] {
  const { backup, targetCluster, collectionMappings } = declaration;
  const [cluster, id] = [backup.clusterId, backupId].map(encodeURIComponent);
  const path = `/v2/clusters/${cluster}/backups/${id}/restoreCollection`;
  const request = (name: string, more: Record<string, unknown>): RestoreRequest => ({
    name,
    method: 'POST',
    path,
    body: { destClusterId: targetCluster, ...more },
  });
  if (collectionMappings === undefined) return [request('everything', {})];
  return collectionMappings.map((mapping) =>
    request(nameOf(mapping), { dbCollections: [groupOf(mapping)] }),
  );
}

/** A mapping as people read it: `default.articles -> archive.articles_2025`. */
export function nameOf(mapping: CollectionMappingDeclaration): string {
  const { dbName, collectionName, destDbName, destCollectionName } = mapping;
  const to = destDbName ?? dbName;
  return collectionName === undefined
    ? `${dbName}.* -> ${to}.*`
    : `${dbName}.${collectionName} -> ${to}.${destCollectionName ?? collectionName}`;
}

function groupOf(mapping: CollectionMappingDeclaration): Record<string, unknown> {
  const { dbName, collectionName, destDbName, destCollectionName, destCollectionStatus } = mapping;
  const group = { dbName, ...(destDbName === undefined ? {} : { destDbName }) };
  if (collectionName === undefined) return group;
  const collection = {
    collectionName,
    ...(destCollectionName === undefined ? {} : { destCollectionName }),
    ...(destCollectionStatus === undefined ? {} : { destCollectionStatus }),
  };
  return { ...group, collections: [collection] };
}
