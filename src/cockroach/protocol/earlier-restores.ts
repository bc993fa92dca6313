import { AlreadyThereError, refusal } from '../../client/errors';
import type { ProtocolContext } from '../../vendor/protocol';
import { restoreCluster as definition } from '../definition';
import type { ClusterDeclaration, RestoreDeclaration } from '../model/declaration';
import { type Cluster, titleOf } from './clusters';
import { newestRestores, type Restore } from './jobs';
import { isSame } from './same-restore';

/**
 * Refuses a wipe for a backup that the destination has been restored from already: the consent to lose data stands in
 * the code for ever, and is for one restore. What has been written since would be lost without a question.
 */
export async function refuseFinished(
  context: ProtocolContext<ClusterDeclaration>,
  destination: Cluster,
  facts: Readonly<Record<string, string>>,
): Promise<void> {
  const { api, declaration, mayRepeat } = context;
  const body = restoreBody(declaration, facts.backup_id);
  const restores = await newestRestores(api, destination.id);
  const earlier = restores.find((restore) => restore.status !== 'FAILED' && isSame(restore, body));
  if (earlier === undefined || mayRepeat(earlier.id)) return;
  throw new AlreadyThereError(
    `the destination ${titleOf(destination)} was restored from this backup before (restore ${earlier.id}, ${whenOf(earlier)}), and a second one would delete what was written since`,
    `To restore it again, apply once with CLUSTER_RESTORE_AGAIN=${earlier.id}; nothing was deleted`,
    `job_id=${earlier.id}`,
  );
}

/** Refuses a restore beside one that somebody else began since this one was prepared. */
export async function refuseCompeting(
  { api, declaration }: ProtocolContext<RestoreDeclaration>,
  facts: Readonly<Record<string, string>>,
): Promise<void> {
  if (facts.restores_before === undefined) return;
  const before = new Set(facts.restores_before.split(' '));
  const restores = await newestRestores(api, declaration.destinationCluster);
  const other = restores.find(({ id }) => !before.has(id));
  if (other === undefined) return;
  throw refusal(
    `another restore of the destination began meanwhile (${other.id}, ${whenOf(other)})`,
    'Find out whose it is, and wait for its end',
    { retry: 'later' },
  );
}

function restoreBody(declaration: ClusterDeclaration, backupId: string | undefined) {
  const chosen = backupId === undefined ? {} : { backupId };
  const requests = definition.requests(declaration, chosen);
  return requests.find(({ when }) => when === 'restore')?.body ?? {};
}

function whenOf({ status, created_at, completed_at }: Restore): string {
  return completed_at ? `${status}, completed ${completed_at}` : `${status}, created ${created_at}`;
}
