import { refusal } from '../../client/errors';
import type { ProtocolContext } from '../../vendor/protocol';
import type { RestoreDeclaration } from '../model/declaration';
import { type Cluster, clusterOf, titleOf } from './clusters';

type Context = Pick<ProtocolContext<RestoreDeclaration>, 'api' | 'declaration' | 'say' | 'pause'>;

/** An upgrade that is not finalized, during which no cluster can be restored. */
const MIXED_VERSIONS = new Set([
  'MAJOR_UPGRADE_RUNNING',
  'ROLLBACK_RUNNING',
  'PENDING_FINALIZATION',
]);

const LOOKS = 12;
const LOOK_SECONDS = 10;

/** Refuses clusters that no restore may join: the plan is another one than declared, or than the source's. */
export async function checkClusters({ api, declaration, say }: Context): Promise<void> {
  const { backup, destinationCluster, plan } = declaration;
  const destination = await clusterOf(api, destinationCluster, 'destination');
  if (destination.plan !== plan) {
    throw refusal(
      `the destination ${titleOf(destination)} is on plan ${destination.plan}, not ${plan} as declared`,
      'Correct plan or destinationCluster',
    );
  }
  if (MIXED_VERSIONS.has(destination.upgrade_status)) {
    throw refusal(
      `the destination ${titleOf(destination)} is between two versions (${destination.upgrade_status})`,
      'Finalize the upgrade or roll it back first',
    );
  }
  if (backup.clusterId === destinationCluster) return;
  const source = await clusterOf(api, backup.clusterId, 'source');
  if (source.plan !== destination.plan) {
    throw refusal(
      `the backup is of ${titleOf(source)} on plan ${source.plan}, and the destination ${titleOf(destination)} is on ${destination.plan}`,
      'Choose a destination of the same plan: managed backups are not restored across plans',
    );
  }
  say(
    `source ${titleOf(source)} runs ${source.cockroach_version || 'an unknown version'}, destination ${titleOf(destination)} ${destination.cockroach_version || 'an unknown version'}`,
  );
}

/** The destination, once no other operation locks it. */
export async function readyDestination(context: Context): Promise<Cluster> {
  const { api, declaration, say, pause } = context;
  let destination: Cluster;
  for (let look = 1; ; look += 1) {
    destination = await clusterOf(api, declaration.destinationCluster, 'destination');
    const { state, operation_status: operation } = destination;
    if (state === 'CREATED') return destination;
    const now = operation === '' || operation === 'UNSPECIFIED' ? state : `${state}, ${operation}`;
    if (look === LOOKS || state === 'CREATION_FAILED') {
      throw refusal(
        `the destination ${titleOf(destination)} is not ready: ${now}`,
        'Another operation, or another restore, may be working on it',
        { retry: 'later' },
      );
    }
    say(`the destination ${titleOf(destination)} is not ready: ${now}; checking again`);
    await pause(LOOK_SECONDS);
  }
}
