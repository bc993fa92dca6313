import { refusal } from '../../client/errors';
import { restoreCluster as definition } from '../definition';
import type { ClusterDeclaration } from '../model/declaration';
import { titleOf } from './clusters';
import { described, inTheWay, listDatabases } from './databases';
import { preflightCluster } from './preflight';
import { restoreOperation } from './restore';
import { wipe } from './wipe';

/** Restores a whole cluster: the destination must hold nothing, and gets everything that the backup has. */
export const restoreCluster = restoreOperation<ClusterDeclaration>({
  definition,
  type: 'CLUSTER',
  preflight: preflightCluster,

  async makeWay(context, destination, facts, clearing) {
    const { api, declaration, say } = context;
    const title = titleOf(destination);
    const present = inTheWay(await listDatabases(api, destination.id));
    if (present.length === 0) {
      say(`the destination ${title} lists no databases and tables of its own`);
      return;
    }
    if (declaration.wipeDestination !== true) {
      throw refusal(
        `the destination ${title} is not empty: ${described(present)}`,
        'A cluster restore needs an empty destination: choose another one, empty it, or set wipeDestination to have these databases deleted first',
      );
    }
    say(
      `backup ${facts.backup_id} of ${facts.backup_time} is there: the destination is wiped for it`,
    );
    await wipe(context, destination, present, clearing);
  },
});
