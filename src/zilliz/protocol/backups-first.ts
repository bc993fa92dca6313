import { UnusableResponse } from '../../client/errors';
import { quote } from '../../text/text';
import type { Progress, Reconciliation } from '../../vendor/outcomes';
import type { BackupsFirst, ProtocolContext } from '../../vendor/protocol';
import { shownPath, type VendorRequest } from '../../vendor/request';
import { deleteBackupCommand, SAFETY_BACKUP } from '../definition/backup-requests';
import { type Backup, backupOf, listBackups, NEW_BACKUP } from './backups';
import { jobIdIn, pollJob } from './jobs';

type Facts = Readonly<Record<string, string>>;

/** What differs between a cluster and collections. */
interface Kind<Declaration> {
  /** The requests of the definition that make the backups. */
  readonly requests: (declaration: Declaration) => readonly VendorRequest[];
  /** Refuses what could not be restored even with a backup. */
  readonly refuseInVain: (context: ProtocolContext<Declaration>) => Promise<void>;
}

/** Backups that are made before a restore, https://docs.zilliz.com/reference/restful/create-backup-v2. */
export function backupsFirst<Declaration>(kind: Kind<Declaration>): BackupsFirst<Declaration> {
  return {
    requests: ({ declaration }) => kind.requests(declaration),

    async lookBefore(context, request) {
      await kind.refuseInVain(context);
      const present = await listBackups(context.api, { clusterId: clusterIn(request) });
      return { [PRESENT]: JSON.stringify(present.map(({ backupId }) => backupId)) };
    },

    accept(request, body, facts = {}) {
      const { backupId } = (body ?? {}) as Record<string, unknown>;
      if (typeof backupId !== 'string' || backupId === '') {
        throw new UnusableResponse(`the response to ${shownPath(request.path)} names no backup`);
      }
      if (presentIn(facts).has(backupId)) {
        throw new UnusableResponse(
          `the response to ${shownPath(request.path)} names ${quote(backupId)}, which existed before, as the new one`,
        );
      }
      // Without a job the backup itself is followed.
      return { jobId: jobIdIn(body), facts: { made_backup_id: backupId } };
    },

    reconcile: ({ api }, request, { facts }) => reconcile(api, request, facts),

    poll: ({ api }, request, jobId, facts) => poll(api, request, jobId, facts),

    madeFacts: (request, facts) => ({ [factOf(request)]: idIn(facts) }),

    madeText(request, facts) {
      const command = deleteBackupCommand(clusterIn(request), idIn(facts));
      return `backup ${idIn(facts)} of cluster ${clusterIn(request)} was made first; it stays until somebody deletes it: ${command}`;
    },
  };
}

/** The backups that were there before the request, for a reconciliation. */
const PRESENT = 'backups_before';

function presentIn(facts: Facts): ReadonlySet<string> {
  return new Set(JSON.parse(facts[PRESENT] ?? '[]') as string[]);
}

function factOf({ name }: VendorRequest): string {
  return name === SAFETY_BACKUP ? 'backup_before_id' : NEW_BACKUP;
}

function clusterIn({ path }: VendorRequest): string {
  const [, , clusterId] = path;
  return typeof clusterId === 'string' ? clusterId : '';
}

function idIn(facts: Facts): string {
  return facts.made_backup_id ?? '';
}

type Api = ProtocolContext<unknown>['api'];

/**
 * A manual backup that did not exist before the request counts as its own: only one is made at a time, and whoever
 * asked for it, it holds what the cluster held after this restore looked.
 */
async function reconcile(api: Api, request: VendorRequest, facts: Facts): Promise<Reconciliation> {
  const clusterId = clusterIn(request);
  const present = presentIn(facts);
  const listed = await listBackups(api, { clusterId });
  const since = listed.filter(
    ({ backupId, creationMethod }) => !present.has(backupId) && creationMethod !== 'AUTO',
  );
  // The oldest of them is the nearest to the request.
  for (const { backupId } of since.reverse()) {
    const backup = await backupOf(api, clusterId, backupId);
    if (!holds(backup, request)) continue;
    return { found: 'ours', submitted: { jobId: '', facts: { made_backup_id: backupId } } };
  }
  const searched = `looked for a manual backup of cluster ${quote(clusterId)} that did not exist before`;
  // The vendor refuses a second manual backup while one is being made, and lists each from its beginning.
  return { found: 'nothing', searched, repeatIsSafe: true };
}

/** Whether a backup is of the type, and holds the collections, that a request asks for. */
function holds({ backupType, dbCollections }: Backup, { body }: VendorRequest): boolean {
  const asked = body as { backupType: string; dbCollections?: { collectionNames: string[] }[] };
  if (backupType !== '' && backupType !== asked.backupType) return false;
  const names = asked.dbCollections?.flatMap(({ collectionNames }) => collectionNames);
  if (names === undefined) return true;
  const held = dbCollections?.flatMap(({ collections }) => collections) ?? [];
  return names.every((name) => held.some(({ collectionName }) => collectionName === name));
}

async function poll(
  api: Api,
  request: VendorRequest,
  jobId: string,
  facts: Facts,
): Promise<Progress> {
  const job: Progress | undefined = jobId === '' ? undefined : await pollJob(api, jobId);
  if (job?.state === 'running' || job?.state === 'failed') return job;
  // The backup itself decides: a job that has ended, or that the API does not know, is not enough.
  const { status } = await backupOf(api, clusterIn(request), idIn(facts));
  if (status === 'AVAILABLE') return { state: 'done', status };
  return { state: status === 'DELETED' ? 'failed' : 'running', status };
}
