import type { ApiClient } from '../../client/api-client';
import { choiceInTriggers } from '../../vendor/backup-choice';
import type { Dropped } from '../../vendor/outcomes';
import type { ProtocolContext } from '../../vendor/protocol';
import { shownPath } from '../../vendor/request';
import { deleteBackupCommand } from '../definition/backup-requests';
import { dropRequest } from '../definition/cluster-requests';
import { isGone } from '../model/cluster-status';
import { doubtsOfOwnership } from '../model/ownership';
import { findByName, tryClusterOf } from './clusters';
import { requireSameOrganization } from './organization';

type Facts = Readonly<Record<string, string>>;

const NOT_FOUND = '96018';

/** Drops the cluster of a restore, where everything recorded proves that the restore created it. */
export async function dropCluster(
  { api, say, sources }: Pick<ProtocolContext<unknown>, 'api' | 'say' | 'sources'>,
  recorded: Facts,
  next?: Facts,
): Promise<Dropped> {
  const id = recorded.cluster_id ?? '';
  sayWhatStays(say, recorded, next);
  if (id === '') {
    say('no cluster is recorded: nothing to drop');
    return 'gone';
  }
  const cluster = await tryClusterOf(api, id);
  if (cluster === undefined || isGone(cluster.status)) {
    if (cluster === undefined) await requireSameOrganization(api, recorded);
    const namesake = cluster === undefined ? await namesakeOf(api, recorded) : undefined;
    if (namesake !== undefined) {
      // An id that was edited is not that of a cluster that is gone.
      say(leftText(namesake, [`the API does not know ${id}, which is recorded`]));
      return 'left';
    }
    say(`${id} is already gone`);
    return 'gone';
  }
  const doubts = doubtsOfOwnership(recorded, cluster, sources);
  if (doubts.length > 0) {
    say(leftText(id, doubts));
    return 'left';
  }
  const { method, path } = dropRequest(id);
  const response = await api.repeatableWrite({ method, path, expectedCodes: [NOT_FOUND] });
  say(response.refusedWith === undefined ? `dropped ${id}` : `${id} is already gone`);
  return 'dropped';
}

/** The cluster that has the name, where the one that is recorded is not known. */
async function namesakeOf(api: ApiClient, recorded: Facts): Promise<string | undefined> {
  const { project_id: project = '', cluster_name: name = '' } = recorded;
  return name === '' ? undefined : (await findByName(api, project, name))?.clusterId;
}

function leftText(id: string, doubts: readonly string[]): string {
  const { method, path } = dropRequest(id);
  return `left ${id}: it is not proven that this restore created it (${doubts.join('; ')}). If you no longer need it, drop it in the Zilliz Cloud console or with ${method} ${shownPath(path)}`;
}

/** A backup that was made first outlives the clone: no destroy deletes a backup. */
function sayWhatStays(say: (line: string) => void, recorded: Facts, next: Facts = {}): void {
  const { backup_id: backupId = '' } = recorded;
  const { source_cluster_id: clusterId = '' } = next;
  if (next.backup_id !== choiceInTriggers({ now: {} }) || backupId === '') return;
  const command = deleteBackupCommand(clusterId, backupId);
  say(`backup ${backupId}, which was made for this restore, stays; to delete it: ${command}`);
}
