import { AlreadyThereError, refusal } from '../../client/errors';
import type { ProtocolContext } from '../../vendor/protocol';
import type { ClusterDeclaration } from '../model/declaration';
import { type Restore, restoresOf } from './jobs';
import { compareRestore } from './same-restore';

type Facts = Readonly<Record<string, string>>;
type Context = ProtocolContext<ClusterDeclaration>;

const ENDED = ['SUCCESS', 'FAILED'];

/**
 * Refuses to go on where somebody else restores to the destination: a restore that began after it was looked at
 * first, or one that has not ended.
 */
export async function refuseOtherRestores(context: Context, facts: Facts): Promise<Restore[]> {
  const { api, declaration } = context;
  const restores = await restoresOf(api, declaration.destinationCluster);
  const before = new Set((facts.restores_before ?? '').split(' '));
  const other = restores.find(({ id, status }) => !before.has(id) || !ENDED.includes(status));
  if (other === undefined) return restores;
  const status = other.status === '' ? 'of unknown status' : other.status;
  throw refusal(
    `restore ${other.id} of the destination ${declaration.destinationCluster} is not this one: it is ${status} and began ${other.created_at || 'at an unknown time'}`,
    'Find out who began it, and apply again when it has ended',
    { retry: 'after a fix' },
  );
}

/**
 * Asks before what was restored already is deleted and restored again: the declaration keeps its consent for good,
 * and a renamed construct, a lost state or a copied folder would use it a second time.
 */
export function refuseRepeat(
  { isRepeatWanted }: Context,
  restores: readonly Restore[],
  body: Readonly<Record<string, unknown>>,
): void {
  const done = restores.find(
    (restore) => restore.status === 'SUCCESS' && compareRestore(restore, body) !== 'no',
  );
  if (done === undefined || isRepeatWanted(done.id)) return;
  throw new AlreadyThereError(
    `the destination holds data, and restore ${done.id} of the same backup ended ${done.completed_at || 'there already'}: what was written since would be deleted`,
    `To delete it and restore again, apply with CLUSTER_RESTORE_REPEAT=${done.id}`,
    `job_id=${done.id}`,
  );
}
