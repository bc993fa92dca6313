import { refusal } from '../../client/errors';
import type { ProtocolContext } from '../../vendor/protocol';
import { restoreCluster as definition } from '../definition';
import type { ClusterDeclaration } from '../model/declaration';
import { WIPE_FIT_RULE_ID } from '../model/fit';
import { type Cluster, titleOf } from './clusters';
import { databasesText, inTheWay, wholeListOf } from './databases';
import { fitOfClusters } from './fit-of-clusters';
import { refuseOtherRestores, refuseRepeat } from './other-restores';
import { preflightCluster } from './preflight';
import { restoreOperation } from './restore';
import { deletedText, wipe } from './wipe';

type Context = ProtocolContext<ClusterDeclaration>;

/** Restores a whole cluster: the destination must hold nothing, and gets everything that the backup has. */
export const restoreCluster = restoreOperation<ClusterDeclaration>({
  definition,
  type: 'CLUSTER',
  preflight: preflightCluster,

  async makeWay(context, destination, request, facts, clearing, resumed) {
    const { api, declaration, say } = context;
    const title = titleOf(destination);
    const restores = await refuseOtherRestores(context, facts, request.body ?? {});
    const present = inTheWay(await wholeListOf(api, destination, resumed));
    if (present.length === 0) {
      say(`the destination ${title} lists no databases or tables of its own`);
      return undefined;
    }
    if (declaration.wipeDestination !== true) {
      throw refusal(
        `the destination ${title} is not empty: ${databasesText(present)}`,
        'A cluster restore needs an empty destination: choose another one, empty it, or set wipeDestination to have these databases deleted first',
      );
    }
    if (!resumed) refuseRepeat(context, restores, request.body ?? {});
    await refuseMisfit(context, destination);
    say(
      `backup ${facts.backup_id} of ${facts.backup_time} exists: the destination is wiped for it`,
    );
    await wipe(context, destination, present, clearing, resumed);
    // Deleting took its time: somebody may have begun a restore meanwhile.
    await refuseOtherRestores(context, facts, request.body ?? {});
    return deletedText(present, destination);
  },
});

/** Refuses to delete anything for a backup that the destination cannot take, or that nobody says it can. */
async function refuseMisfit(context: Context, destination: Cluster): Promise<void> {
  const { api, declaration, isAcknowledged } = context;
  const fit = await fitOfClusters(api, declaration, destination);
  if (fit.impossible.length > 0) {
    throw refusal(
      `the destination ${titleOf(destination)} cannot take the backup: ${fit.impossible.join('; ')}`,
      'Choose or upgrade a destination: this run deleted nothing',
    );
  }
  if (fit.open.length === 0 || isAcknowledged(WIPE_FIT_RULE_ID)) return;
  throw refusal(
    `whether the destination ${titleOf(destination)} can take the backup is not known: ${fit.open.join('; ')}`,
    `This run deleted nothing. Choose another destination, or acknowledge ${WIPE_FIT_RULE_ID} with the reason why the backup fits`,
  );
}
