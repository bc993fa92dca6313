import type { ApiClient } from '../../client/api-client';
import { UnusableResponse } from '../../client/errors';
import { pluralize, quote } from '../../text/text';
import { parseTimestamp } from '../../text/timestamp';
import { choiceOfTrigger } from '../../vendor/backup-choice';
import type { OperationDefinition } from '../../vendor/definition';
import type { Cleared, NotThere, Reconciliation } from '../../vendor/outcomes';
import type { OperationProtocol, Preflight, ProtocolContext } from '../../vendor/protocol';
import type { VendorRequest } from '../../vendor/request';
import { isSurelyBefore, vendorNow } from '../../vendor/vendor-clock';
import type { RestoreDeclaration } from '../model/declaration';
import { chosenBackup } from './backups';
import { doubtsOfClaim } from './claims';
import type { Cluster } from './clusters';
import { connectionStringOf } from './connection-string';
import { checkClusters, readyDestination } from './destination';
import { inspectRestore } from './inspect';
import { pollJob, type Restore, restoreIn, restoresOf, tryRestoreOf } from './jobs';
import { othersEnded, refuseSameUnderWay } from './other-restores';
import { compareRestore, isOfBackup } from './same-restore';

/** What distinguishes one type of restore from another. */
export interface RestoreKind<Declaration extends RestoreDeclaration>
  extends Preflight<Declaration>,
    Pick<OperationProtocol<Declaration>, 'drop' | 'inspect'> {
  readonly definition: OperationDefinition<Declaration>;
  readonly type: 'CLUSTER' | 'DATABASE' | 'TABLE';
  /** Makes sure that nothing in the destination is in the way. */
  makeWay(
    context: ProtocolContext<Declaration>,
    destination: Cluster,
    request: VendorRequest,
    facts: Readonly<Record<string, string>>,
    clearing: (done?: Cleared) => void,
    resumed: boolean,
  ): Promise<Cleared | undefined>;
}

/** One type of restore: `POST /api/v1/clusters/{destination}/restores`. */
export function restoreOperation<Declaration extends RestoreDeclaration>(
  kind: RestoreKind<Declaration>,
): OperationProtocol<Declaration> {
  const { definition, type } = kind;
  return {
    repeatsFailedJobs: false,
    preflight: kind.preflight,
    ...(kind.drop === undefined
      ? {}
      : {
          drop: kind.drop,
          async requireNext({ api }, { source_cluster_id: clusterId = '', backup_id: id = '' }) {
            const { backupId, latest, before } = choiceOfTrigger(id);
            await chosenBackup(api, { clusterId, backupId, latest, before }, new Date());
          },
        }),

    async prepare(context, facts) {
      const { api, declaration, now } = context;
      const { destinationCluster: destination } = declaration;
      const requestsFor = (backupId: string) =>
        definition.requests(declaration, { backupId }).filter(({ when }) => when === 'restore');
      // What an earlier run chose stays chosen, and its restore may have changed the destination since.
      if (facts.backup_id) return { requests: requestsFor(facts.backup_id), facts };
      await checkClusters(context);
      const backup = await chosenBackup(api, declaration.backup, now());
      const before = await restoresOf(api, destination);
      const requests = requestsFor(backup.id);
      return {
        requests,
        facts: {
          request: JSON.stringify(requests[0]?.body),
          backup_id: backup.id,
          backup_time: backup.as_of_time,
          destination_cluster_id: destination,
          restores_before: before.map(({ id }) => id).join(' '),
          // The vendor dates restores, so its clock dates the request too: that of this machine may be hours ahead.
          requested_at: vendorNow({ api, now }),
        },
      };
    },

    async beforeSending(context, request, facts, clearing, resumed) {
      if (resumed) {
        // The clearing was begun for this backup and these clusters: are they still what they were?
        const { api, declaration, now } = context;
        const { clusterId } = declaration.backup;
        await checkClusters(context);
        await chosenBackup(api, { clusterId, backupId: facts.backup_id }, now());
      }
      await refuseSameUnderWay(context, request.body ?? {});
      // What replaces a whole cluster waits for nobody: whatever is under way may be what it would erase.
      if (type !== 'CLUSTER') await othersEnded(context);
      const destination = await readyDestination(context);
      return await kind.makeWay(context, destination, request, facts, clearing, resumed);
    },

    accept({ body: wanted = {} }, body, { restores_before: before = '' } = {}) {
      const restore = restoreIn(body);
      if (restore === undefined) throw new UnusableResponse('the response names no restore');
      const named = `the response names restore ${quote(restore.id)}`;
      if (before.split(' ').includes(restore.id)) {
        throw new UnusableResponse(`${named}, which existed before the request`);
      }
      if (!isOfBackup(restore, wanted)) {
        throw new UnusableResponse(
          `${named}, which is another one: ${kindText(restore)}; expected: ${kindText(wanted)}`,
        );
      }
      return { jobId: restore.id, facts: {} };
    },

    async reconcile({ api, declaration }, { body }, { at, facts }): Promise<Reconciliation> {
      const { destinationCluster: destination } = declaration;
      const before = new Set((facts.restores_before ?? '').split(' '));
      const requestedAt = parseTimestamp(facts.requested_at) ?? at;
      const since = (await restoresOf(api, destination)).filter(
        (restore) => !before.has(restore.id) && startedSince(restore, requestedAt),
      );
      const same = since.filter((restore) => compareRestore(restore, body ?? {}) !== 'no');
      const [ours] = same;
      if (ours === undefined) {
        return {
          found: 'nothing',
          searched: `looked for a new ${type} restore of ${destination}`,
          // A second request would restore a second time.
          repeatIsSafe: false,
        };
      }
      if (same.length === 1 && compareRestore(ours, body ?? {}) === 'yes') {
        return { found: 'ours', submitted: { jobId: ours.id, facts: {} } };
      }
      const what = `${pluralize(same.length, 'restore')} of the same backup began since, and the API does not say whose: ${same.map(({ id }) => id).join(', ')}`;
      return { found: 'unproven', what, adopt: `job_id=${ours.id}` };
    },

    doubtsOfClaim: ({ api }, claim) => doubtsOfClaim(api, claim),

    poll: ({ api, declaration }, jobId, recorded) =>
      pollJob(api, restoredTo(declaration, recorded), jobId),

    inspect: kind.inspect ?? (({ api }, recorded) => inspectRestore(api, recorded)),

    async awaited({ api, declaration }, recorded) {
      const found = await endedRestore(api, restoredTo(declaration, recorded), recorded);
      return 'notThere' in found ? found : undefined;
    },

    async verify({ api, declaration, say }, recorded) {
      const destination = restoredTo(declaration, recorded);
      const restore = await endedRestore(api, destination, recorded);
      if ('notThere' in restore) return restore;
      const problems: string[] = [];
      if (recorded.backup_id && restore.backup_id && restore.backup_id !== recorded.backup_id) {
        problems.push(
          `backup ${recorded.backup_id} should be restored, and it was ${restore.backup_id}`,
        );
      }
      if (problems.length > 0) return { problems, facts: {} };
      const { completed_at, crdb_job_id } = restore;
      const facts = {
        restore_id: restore.id,
        completed_at,
        crdb_job_id: crdb_job_id ?? '',
        connection_string: await connectionStringOf(api, destination, declaration.plan, say),
      };
      return { problems, facts };
    },
  };
}

function kindText(of: Readonly<{ type?: unknown; backup_id?: unknown }>): string {
  const said = Object.entries({ type: of.type, backup: of.backup_id });
  // The API need not say either.
  const told = said.filter(([, value]) => value !== '');
  return told.map(([name, value]) => `${name} ${quote(value)}`).join(', ');
}

/** The restore, once it has a time of its end: that is set some time after its status. */
async function endedRestore(
  api: ApiClient,
  destination: string,
  { job_id: id = '' }: Readonly<Record<string, string>>,
): Promise<(Restore & { readonly completed_at: string }) | NotThere> {
  const restore = await tryRestoreOf(api, destination, id);
  if (restore === undefined) {
    return { notThere: `the destination has no restore ${quote(id)}`, isGone: true };
  }
  const { completed_at: at } = restore;
  if (!at) return { notThere: `restore ${id} has no time of its end yet` };
  return { ...restore, completed_at: at };
}

/** Where it was restored to: the declaration may name another destination since, which is not restored to yet. */
function restoredTo(
  declaration: RestoreDeclaration | undefined,
  { destination_cluster_id: recorded }: Readonly<Record<string, string>>,
): string {
  return recorded || (declaration?.destinationCluster ?? '');
}

function startedSince({ created_at }: Restore, at: Date): boolean {
  const created = parseTimestamp(created_at);
  return created !== undefined && !isSurelyBefore(created, at);
}
