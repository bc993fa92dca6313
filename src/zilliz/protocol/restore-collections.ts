import type { ApiClient } from '../../client/api-client';
import { UnusableResponse } from '../../client/errors';
import type { Chosen } from '../../vendor/definition';
import type { NotThere } from '../../vendor/outcomes';
import type { OperationProtocol } from '../../vendor/protocol';
import type { VendorRequest } from '../../vendor/request';
import { vendorNow } from '../../vendor/vendor-clock';
import { collectionBackupRequests } from '../definition/backup-requests';
import { collectionRequests } from '../definition/collection-requests';
import type { CollectionsDeclaration } from '../model/declaration';
import { backupOf, chosenBackup, madeOr } from './backups';
import { backupsFirst } from './backups-first';
import { doubtsOfJobClaim } from './claims';
import { clusterOf } from './clusters';
import { checkRequests, contentsFor, hasWholeDatabase } from './contents';
import { inspectTarget } from './inspect';
import { pollJob } from './jobs';
import { preflightCollections } from './preflight';

/**
 * Restores collections and whole databases into an existing cluster: one call and one job for each
 * mapping, because the reference allows one collection a call.
 */
export const restoreCollections: OperationProtocol<CollectionsDeclaration> = {
  repeatsFailedJobs: true,

  preflight: preflightCollections,

  backupsFirst: backupsFirst({
    requests: collectionBackupRequests,
    // A target that is not there gets nothing, whatever the backup.
    refuseInVain: async ({ api, declaration }) => {
      await clusterOf(api, declaration.targetCluster);
    },
  }),

  async prepare({ declaration: declared, api, now }, facts) {
    const chosen = facts.backup_id;
    // What failed is sent again to where the others are.
    const targetCluster = facts.target_cluster_id || declared.targetCluster;
    const declaration = { ...declared, targetCluster };
    // What an earlier run began stays as it is, whatever has become of the backup since.
    if (chosen && !hasWholeDatabase(declaration))
      return { requests: restoreRequests(declaration, { backupId: chosen }), facts };
    const backup = chosen
      ? await backupOf(api, declaration.backup.clusterId, chosen)
      : await chosenBackup(api, madeOr(declaration.backup, facts));
    const requests = restoreRequests(declaration, {
      backupId: backup.backupId,
      contents: contentsFor(declaration, backup),
    });
    checkRequests(requests);
    if (chosen) return { requests, facts };
    return {
      requests,
      facts: {
        backup_id: backup.backupId,
        target_cluster_id: targetCluster,
        // The vendor dates the jobs, so its clock dates the request too.
        requested_at: vendorNow({ api, now }),
      },
    };
  },

  accept(_request, body) {
    const { jobId } = (body ?? {}) as Record<string, unknown>;
    // Nothing else shows what becomes of it: without its job it would pass for done. Job ids are documented as strings.
    if (typeof jobId !== 'string' || jobId === '') {
      throw new UnusableResponse('the response to restoreCollection names no job');
    }
    return { jobId, facts: {} };
  },

  async reconcile() {
    const what = 'the API has no list of jobs in which to find it';
    return { found: 'unproven', what, adopt: 'job_id=<from the job center of the project>' };
  },

  doubtsOfClaim: ({ api }, claim) => doubtsOfJobClaim(api, claim),

  poll: ({ api }, jobId) => pollJob(api, jobId),

  inspect: ({ api }, recorded) => inspectTarget(api, recorded),

  awaited: ({ api, declaration }, recorded) => notRunning(api, targetOf(declaration, recorded)),

  async verify({ api, declaration }, recorded) {
    const target = targetOf(declaration, recorded);
    return (await notRunning(api, target)) ?? { problems: [], facts: { cluster_id: target } };
  },
};

/** The declaration may name another target since, which is not restored to yet. */
function targetOf(
  declaration: CollectionsDeclaration | undefined,
  { target_cluster_id: recorded }: Readonly<Record<string, string>>,
): string {
  return recorded || (declaration?.targetCluster ?? '');
}

async function notRunning(api: ApiClient, target: string): Promise<NotThere | undefined> {
  const { status } = await clusterOf(api, target);
  return status === 'RUNNING'
    ? undefined
    : { notThere: `the target cluster ${target} is ${status}` };
}

function restoreRequests(declaration: CollectionsDeclaration, chosen: Chosen): VendorRequest[] {
  return collectionRequests(declaration, chosen).filter(({ when }) => when === 'restore');
}
