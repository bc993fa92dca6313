import { AlreadyThereError, refusal } from '../../client/errors';
import { quote } from '../../text/text';
import type { ProtocolContext } from '../../vendor/protocol';
import type { RestoreDeclaration } from '../model/declaration';
import { hasEnded, type Restore, restoresOf } from './jobs';
import { compareRestore, isOfBackup } from './same-restore';

type Facts = Readonly<Record<string, string>>;
type Context = Pick<ProtocolContext<RestoreDeclaration>, 'api' | 'declaration'>;

/**
 * Stops where the same restore is under way already: begun by a run whose journal is not here, it would be adopted;
 * begun by somebody else, nothing is to be done. The destination may be locked by it, so this is asked first.
 */
export async function refuseSameUnderWay(
  { api, declaration }: Context,
  body: Readonly<Record<string, unknown>>,
): Promise<void> {
  const restores = await restoresOf(api, declaration.destinationCluster);
  const same = restores.find(
    (restore) => !hasEnded(restore) && compareRestore(restore, body) !== 'no',
  );
  if (same !== undefined) throw underWay(same, declaration.destinationCluster);
}

const LOOKS = 12;
const LOOK_SECONDS = 10;

/**
 * Waits some minutes for other restores of the destination to end: two environments share a cluster, and the vendor
 * refuses a second restore while the first one runs.
 */
export async function othersEnded({
  api,
  declaration: { destinationCluster: destination },
  say,
  pause,
}: Context & Pick<ProtocolContext<RestoreDeclaration>, 'say' | 'pause'>): Promise<void> {
  for (let look = 1; ; look += 1) {
    const restores = await restoresOf(api, destination);
    const other = restores.find((restore) => !hasEnded(restore));
    if (other === undefined) return;
    const what = `restore ${other.id} of the destination ${destination} is ${statusOf(other)}`;
    if (look === LOOKS) {
      throw refusal(what, 'Apply again when it has ended', { retry: 'later' });
    }
    say(`${what}: one at a time; checking again`);
    await pause(LOOK_SECONDS);
  }
}

/**
 * Refuses to continue if somebody else restores to the destination: a restore that began after it was inspected
 * first, or one that has not ended.
 */
export async function refuseOtherRestores(
  { api, declaration }: Context,
  facts: Facts,
  body: Readonly<Record<string, unknown>>,
): Promise<Restore[]> {
  const { destinationCluster: destination } = declaration;
  const restores = await restoresOf(api, destination);
  const before = new Set((facts.restores_before ?? '').split(' '));
  const other = restores.find((restore) => !before.has(restore.id) || !hasEnded(restore));
  if (other === undefined) return restores;
  if (other.status !== 'FAILED' && compareRestore(other, body) !== 'no') {
    throw underWay(other, destination);
  }
  throw refusal(
    `restore ${other.id} of the destination ${destination} is not this one: it is ${statusOf(other)} and began ${other.created_at || 'at an unknown time'}`,
    'Find out who began it, and apply again when it has ended',
    { retry: 'after a fix' },
  );
}

function underWay(restore: Restore, destination: string): AlreadyThereError {
  return new AlreadyThereError(
    `restore ${restore.id} of the same backup to the destination ${destination} is ${statusOf(restore)}, and began ${restore.created_at || 'at an unknown time'}`,
    'If somebody else began it, apply again when it has ended',
    `job_id=${restore.id}`,
  );
}

function statusOf({ status }: Restore): string {
  return status === '' ? 'of unknown status' : status;
}

/** What is in the way of a restore may be what it restored already: then it is adopted, and not restored again. */
export async function refuseFinished(
  { api, declaration }: Context,
  body: Readonly<Record<string, unknown>>,
  taken: readonly string[],
): Promise<void> {
  const { destinationCluster: destination } = declaration;
  const done = (await restoresOf(api, destination)).find(
    (restore) => restore.status === 'SUCCESS' && compareRestore(restore, body) !== 'no',
  );
  if (done === undefined) return;
  throw new AlreadyThereError(
    `the destination ${destination} already has ${taken.map(quote).join(', ')}, and restore ${done.id} of the same backup ended ${done.completed_at || 'there already'}`,
    'To restore again, rename or drop what exists',
    `job_id=${done.id}`,
  );
}

/**
 * Asks before tables are restored once more: the API lists no tables, and a lost state would send the same request again.
 * `isThere`: whether the databases that got them still exist.
 */
export async function refuseRestoredTables(
  { api, declaration, isRepeatWanted }: Context & Pick<ProtocolContext<unknown>, 'isRepeatWanted'>,
  body: Readonly<Record<string, unknown>>,
  isThere: () => Promise<boolean>,
): Promise<void> {
  const { destinationCluster: destination } = declaration;
  const done = (await restoresOf(api, destination)).find(
    (restore) => restore.status === 'SUCCESS' && compareRestore(restore, body) !== 'no',
  );
  if (done === undefined || isRepeatWanted(done.id) || !(await isThere())) return;
  throw new AlreadyThereError(
    `restore ${done.id} of the same tables and backup to the destination ${destination} ended ${done.completed_at || 'there already'}`,
    `If its tables were dropped or renamed since and are to be restored again, apply with CLUSTER_RESTORE_REPEAT=${done.id}`,
    `job_id=${done.id}`,
  );
}

/**
 * Asks before what was restored already is deleted and restored again: the declaration keeps its consent for good,
 * and a renamed construct, a lost state or a copied folder would use it a second time.
 */
export function refuseRepeat(
  { isRepeatWanted }: Pick<ProtocolContext<unknown>, 'isRepeatWanted'>,
  restores: readonly Restore[],
  body: Readonly<Record<string, unknown>>,
): void {
  // Whatever its options were: what it restored is what would be deleted.
  const done = restores.find(
    (restore) => restore.status === 'SUCCESS' && isOfBackup(restore, body),
  );
  if (done === undefined || isRepeatWanted(done.id)) return;
  const problem = `the destination holds data, and restore ${done.id} of the same backup ended ${done.completed_at || 'there already'}: what was written since would be deleted`;
  const fix = `To delete it and restore again, apply with CLUSTER_RESTORE_REPEAT=${done.id}`;
  // One of other options is not adopted as this one.
  if (compareRestore(done, body) === 'no') throw refusal(problem, fix);
  throw new AlreadyThereError(problem, fix, `job_id=${done.id}`);
}
