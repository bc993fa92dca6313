import { AlreadyThereError, refusal, UnusableAnswer } from '../../client/errors';
import { quoted } from '../../text/text';
import type { OperationProtocol, ProtocolContext, Submitted } from '../../vendor/protocol';
import type { VendorRequest } from '../../vendor/request';
import { clusterRequests, dropRequest, finalName } from '../definition/cluster-requests';
import type { ClusterDeclaration } from '../model/declaration';
import { type Backup, chosenBackup } from './backups';
import { clusterOf, findByName } from './clusters';
import { pollJob } from './jobs';
import { preflightCluster } from './preflight';

type Context = ProtocolContext<ClusterDeclaration>;

/** Restores a cluster backup to a new cluster. */
export const restoreCluster: OperationProtocol<ClusterDeclaration> = {
  repeatsFailedJobs: false,

  preflight: preflightCluster,

  async prepare(context, facts) {
    const { declaration, api } = context;
    // What an earlier run began stays as it is, whatever has become of the backup since.
    if (facts.backup_id && facts.cluster_name) {
      return { requests: requestsOf(declaration, facts.backup_id, facts.cluster_name), facts };
    }
    const backup = await chosenBackup(api, declaration.backup, 'CLUSTER');
    refuseVersionPolicy(declaration, backup);
    const name = nameOf(context);
    return {
      requests: requestsOf(declaration, backup.backupId, name),
      facts: { backup_id: backup.backupId, cluster_name: name },
    };
  },

  async beforeSending(context) {
    const { declaration, api } = context;
    const name = nameOf(context);
    const present = await findByName(api, declaration.targetProject, name);
    if (present === undefined) return;
    throw new AlreadyThereError(
      `project ${declaration.targetProject} already has a cluster named ${quoted(name)} (${present.clusterId})`,
      'Choose another clusterName, set uniqueName, or drop that cluster',
      `cluster_id=${present.clusterId}`,
    );
  },

  accept(_request, body): Submitted {
    const { clusterId, username, password, jobId } = (body ?? {}) as Record<string, unknown>;
    if (typeof clusterId !== 'string' || typeof jobId !== 'string') {
      throw new UnusableAnswer('the answer to restoreCluster names no cluster and job');
    }
    return {
      jobId,
      facts: { cluster_id: clusterId, username: typeof username === 'string' ? username : '' },
      ...(typeof password === 'string' ? { password } : {}),
    };
  },

  async reconcile(context, _request, { at, facts }) {
    const { api, declaration } = context;
    const name = facts.cluster_name ?? nameOf(context);
    const present = await findByName(api, declaration.targetProject, name);
    if (present === undefined) {
      return {
        found: 'nothing',
        searched: `looked for a cluster named ${quoted(name)} in the project`,
      };
    }
    // The name was free when the intent was written; a unique name is nobody else's.
    const isOurs = declaration.uniqueName === true && startedSince(present.createTime, at);
    if (isOurs)
      return { found: 'ours', submitted: { jobId: '', facts: { cluster_id: present.clusterId } } };
    const what = `a cluster named ${quoted(name)} is there now (${present.clusterId}), and its name alone does not prove whose it is`;
    return { found: 'unproven', what, adopt: `cluster_id=${present.clusterId}` };
  },

  poll: ({ api }, jobId) => pollJob(api, jobId),

  async verify({ api, declaration }, recorded) {
    const cluster = await clusterOf(api, recorded.cluster_id ?? '');
    if (cluster.status !== 'RUNNING') return undefined;
    const problems: string[] = [];
    const wanted = declaration.cmek?.kmsKeyArn;
    if (wanted !== undefined && cluster.keyIdentifier !== wanted) {
      problems.push(
        `it should be encrypted with ${wanted} and the API reports ${quoted(cluster.keyIdentifier ?? 'no key')}`,
      );
    }
    return { problems, facts: { connect_address: cluster.connectAddress } };
  },

  async drop({ api, say }, recorded) {
    const id = recorded.cluster_id ?? '';
    if (id === '') return say('no cluster is recorded: nothing to drop');
    const { method, path } = dropRequest(id);
    const answer = await api.repeatableWrite({ method, path, expectedCodes: ['96018'] });
    say(answer.refusedWith === undefined ? `dropped ${id}` : `${id} is already gone`);
  },
};

/** What the live backup offers decides, whatever synth could know. */
function refuseVersionPolicy({ restoreVersionPolicy }: ClusterDeclaration, backup: Backup): void {
  const offered = backup.restoreNewInstancePolicies ?? [];
  if (restoreVersionPolicy === undefined || offered.length === 0) return;
  if (offered.includes(restoreVersionPolicy)) return;
  throw refusal(
    `backup ${quoted(backup.backupId)} offers restoreVersionPolicy ${offered.join(' or ')}, not ${restoreVersionPolicy}`,
    `Use ${offered[0]} or another backup`,
  );
}

/** The name that the restored cluster gets. */
function nameOf({ declaration, path, identity }: Context): string {
  return finalName(declaration, { path, identity });
}

function requestsOf(
  declaration: ClusterDeclaration,
  backupId: string,
  clusterName: string,
): readonly VendorRequest[] {
  return clusterRequests(declaration, { backupId, clusterName });
}

// The vendor's clock and this machine's may differ by some minutes.
const CLOCK_DIFFERENCE_MS = 5 * 60 * 1000;

function startedSince(createTime: string, at: Date): boolean {
  const created = Date.parse(createTime);
  return !Number.isNaN(created) && created >= at.getTime() - CLOCK_DIFFERENCE_MS;
}
