import type { ApiClient } from '../../client/api-client';
import { AlreadyThereError, refusal, UnusableResponse } from '../../client/errors';
import { quote } from '../../text/text';
import { parseTimestamp } from '../../text/timestamp';
import { choiceOfTrigger } from '../../vendor/backup-choice';
import type { NotThere, Submitted } from '../../vendor/outcomes';
import type { OperationProtocol, ProtocolContext } from '../../vendor/protocol';
import type { VendorRequest } from '../../vendor/request';
import { textInResponse } from '../../vendor/text-in-response';
import { HASH } from '../../vendor/unique-name';
import { isSurelyBefore, vendorNow } from '../../vendor/vendor-clock';
import { sourceBackupRequests } from '../definition/backup-requests';
import { clusterRequests, finalName } from '../definition/cluster-requests';
import { isGone } from '../model/cluster-status';
import type { ClusterDeclaration } from '../model/declaration';
import { ADOPTED } from '../model/ownership';
import { compareWithRequest, sentRequestOf } from '../model/sent-request';
import { type Backup, chosenBackup, madeOr } from './backups';
import { backupsFirst } from './backups-first';
import { doubtsOfClusterClaim } from './claims';
import { type Cluster, clusterOf, findByName, tryClusterOf } from './clusters';
import { drillOfCluster } from './drill';
import { dropCluster } from './drop-cluster';
import { inspectCluster } from './inspect';
import { jobIdIn, pollJob } from './jobs';
import { preflightCluster } from './preflight';
import { projectOf } from './projects';
import { sourcesFact } from './sources-fact';

type Context = ProtocolContext<ClusterDeclaration>;
type Facts = Readonly<Record<string, string>>;

/** Restores a cluster backup to a new cluster. */
export const restoreCluster: OperationProtocol<ClusterDeclaration> = {
  repeatsFailedJobs: false,

  preflight: preflightCluster,

  backupsFirst: backupsFirst({
    requests: (declaration) => sourceBackupRequests(declaration.backup),
    async refuseInVain(context) {
      const { api, declaration } = context;
      await projectOf(api, declaration.targetProject);
      await refuseTaken(context);
    },
  }),

  async prepare(context, facts) {
    const { declaration, api, now } = context;
    // What an earlier run began stays as it is, whatever has become of the backup since.
    if (facts.backup_id && facts.cluster_name) {
      return { requests: restoreRequests(declaration, facts.backup_id, facts.cluster_name), facts };
    }
    const backup = await chosenBackup(api, madeOr(declaration.backup, facts), 'CLUSTER');
    refuseVersionPolicy(declaration.restoreVersionPolicy, backup);
    const name = nameOf(context);
    const requests = restoreRequests(declaration, backup.backupId, name);
    return {
      requests,
      facts: {
        backup_id: backup.backupId,
        cluster_name: name,
        project_id: declaration.targetProject,
        project_plan: declaration.targetProjectPlan ?? '',
        region_id: backup.regionId ?? '',
        backup_time: backup.createTime,
        source_cluster_ids: sourcesFact(declaration.backup.clusterId, context.sources),
        // The vendor dates the cluster, so its clock dates the request too.
        requested_at: vendorNow({ api, now }),
        request: JSON.stringify(requests[0]?.body),
      },
    };
  },

  async beforeSending(context, _request, facts) {
    await refuseTaken(context, facts.cluster_name);
    return undefined;
  },

  accept(request, body, { source_cluster_ids: recorded = '' } = {}, sources = []): Submitted {
    const { clusterId, username, password } = (body ?? {}) as Record<string, unknown>;
    if (typeof clusterId !== 'string' || clusterId === '') {
      throw new UnusableResponse('the response to restoreCluster names no cluster');
    }
    const sourceIds = [...request.path, ...recorded.split(' '), ...sources];
    if (sourceIds.some((id) => String(id).toLowerCase() === clusterId.toLowerCase())) {
      throw new UnusableResponse(
        `the response to restoreCluster names ${quote(clusterId)}, a cluster that is backed up, as the new one`,
      );
    }
    return {
      // Without a job the cluster itself is followed.
      jobId: jobIdIn(body),
      facts: { cluster_id: clusterId, username: typeof username === 'string' ? username : '' },
      ...(typeof password === 'string' && password !== '' ? { password } : {}),
    };
  },

  passwordIn: (response) => textInResponse(response, 'password'),

  async reconcile(context, _request, { at, facts }) {
    const { api, declaration } = context;
    const name = facts.cluster_name ?? nameOf(context);
    const isUnique = declaration.uniqueName === true;
    const present = await findByName(api, declaration.targetProject, name);
    if (present === undefined) {
      return {
        found: 'nothing',
        searched: `looked for a cluster named ${quote(name)} in the project`,
        // Nobody else can have the name, and the vendor refuses a second cluster of it.
        repeatIsSafe: isUnique,
      };
    }
    // The name was free when the intent was written; a unique name is nobody else's.
    const since = parseTimestamp(facts.requested_at) ?? at;
    if (isUnique && startedSince(present, since)) {
      return { found: 'ours', submitted: { jobId: '', facts: { cluster_id: present.clusterId } } };
    }
    const what = `a cluster named ${quote(name)} exists now (${present.clusterId}), and its name alone does not prove that it belongs to this restore`;
    return { found: 'unproven', what, adopt: `cluster_id=${present.clusterId}` };
  },

  async poll({ api }, jobId) {
    const progress = await pollJob(api, jobId);
    // Without its job the cluster itself is followed.
    return progress.state === 'missing' ? { ...progress, state: 'done' } : progress;
  },

  async awaited({ api }, recorded) {
    const found = await runningCluster(api, recorded);
    return 'notThere' in found ? found : undefined;
  },

  async verify({ api }, recorded) {
    const cluster = await runningCluster(api, recorded);
    if ('notThere' in cluster) return cluster;
    const facts = { connect_address: cluster.connectAddress };
    const sent = sentRequestOf(recorded);
    if (sent === undefined) {
      return { problems: [], unconfirmed: ['what was requested, which is not recorded'], facts };
    }
    return { ...compareWithRequest(sent, cluster), facts };
  },

  doubtsOfClaim: ({ api }, claim) => doubtsOfClusterClaim(api, claim),

  factsOfNamed: ({ backup_time: since = '' }, identity) => ({
    // Nobody else gives a unique name: what has it was made for this restore, and is dated by what proved it.
    requested_at: identity.cluster_name?.endsWith(HASH) === true ? since : ADOPTED,
  }),

  drill: drillOfCluster,

  async requireNext({ api }, next) {
    const { source_cluster_id: clusterId = '', backup_id: backupId = '' } = next;
    const { before, now, backupId: named } = choiceOfTrigger(backupId);
    // There is a backup once its cluster is there; what it offers is not known before.
    if (now !== undefined) {
      await clusterOf(api, clusterId);
      return;
    }
    const reference = { clusterId, before, backupId: named };
    const backup = await chosenBackup(api, reference, 'CLUSTER');
    refuseVersionPolicy(next.restore_version_policy, backup);
  },

  inspect: ({ api, sources }, recorded) => inspectCluster(api, recorded, sources),

  drop: dropCluster,
};

async function runningCluster(
  api: ApiClient,
  { cluster_id: id = '' }: Facts,
): Promise<Cluster | NotThere> {
  const cluster = await tryClusterOf(api, id);
  if (cluster === undefined || isGone(cluster.status)) {
    return { notThere: `the API does not know cluster ${quote(id)}`, isGone: true };
  }
  return cluster.status === 'RUNNING'
    ? cluster
    : { notThere: `cluster ${id} is ${cluster.status}` };
}

async function refuseTaken(context: Context, name = nameOf(context)): Promise<void> {
  const { declaration, api } = context;
  const present = await findByName(api, declaration.targetProject, name);
  if (present === undefined) return;
  throw new AlreadyThereError(
    `project ${declaration.targetProject} already has a cluster named ${quote(name)} (${present.clusterId})`,
    'Choose another clusterName, set uniqueName, or drop that cluster',
    `cluster_id=${present.clusterId}`,
  );
}

/** What the live backup offers decides, whatever synth could know. */
function refuseVersionPolicy(restoreVersionPolicy: string | undefined, backup: Backup): void {
  const offered = backup.restoreNewInstancePolicies ?? [];
  if (!isPolicy(restoreVersionPolicy) || offered.length === 0) return;
  if (offered.includes(restoreVersionPolicy)) return;
  throw refusal(
    `backup ${quote(backup.backupId)} offers restoreVersionPolicy ${offered.join(' or ')}, not ${restoreVersionPolicy}`,
    `Use ${offered[0]} or another backup`,
  );
}

/** A trigger says in words that the vendor decides. */
function isPolicy(text: string | undefined): text is string {
  return text === 'LATEST' || text === 'ORIGINAL';
}

/** The name that the restored cluster gets. */
function nameOf({ declaration, path, identity, state }: Context): string {
  return finalName(declaration, { path, identity, state });
}

function restoreRequests(
  declaration: ClusterDeclaration,
  backupId: string,
  clusterName: string,
): readonly VendorRequest[] {
  return clusterRequests(declaration, { backupId, clusterName }).filter(
    ({ when }) => when === 'restore',
  );
}

function startedSince({ createTime }: Cluster, at: Date): boolean {
  const created = parseTimestamp(createTime);
  return created !== undefined && !isSurelyBefore(created, at);
}
