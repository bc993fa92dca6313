import { marked, type ReviewContext, type ReviewFacts } from '../../contract/review';
import type { ClusterDeclaration } from '../declaration';
import {
  backupFacts,
  backupInBody,
  destinationPlace,
  encryptionOfDestination,
  optionsText,
  restoreRequest,
  SERVER,
  sourceCluster,
  versionText,
} from './describe-restore';
import { clusterBody } from './restore-body';

/** What a reviewer must know of a whole cluster that is replaced by a backup. */
export function describeCluster(
  declaration: ClusterDeclaration,
  _context: ReviewContext,
): ReviewFacts {
  const { backup, destinationCluster, wipeDestination } = declaration;
  const cluster = `cluster ${marked(destinationCluster)}`;
  return {
    action: 'overwrite',
    headline: `replaces all of ${cluster} with a backup`,
    erases: [
      wipeDestination === true
        ? `every database of ${cluster} is deleted before the restore (wipeDestination)`
        : `all of ${cluster} is replaced; the restore is refused unless it holds no databases and tables`,
    ],
    source: sourceCluster(backup),
    backup: backupFacts(backup),
    target: destinationPlace(declaration),
    version: versionText(declaration),
    encryption: encryptionOfDestination,
    contents: `every database, with SQL users and grants, zone configurations and settings of the backup; the cluster is unavailable meanwhile${optionsText(declaration)}`,
    items: [],
    requests: [
      ...(wipeDestination === true
        ? [
            {
              method: 'DELETE',
              url: `${SERVER}/api/v1/clusters/${destinationCluster}/databases/{each database that is there}`,
              body: undefined,
              note: 'sent before the restore, once for each database that is there; `system` stays, and `defaultdb` and `postgres` where they hold no tables',
            },
          ]
        : []),
      restoreRequest(declaration, clusterBody(declaration, backupInBody(backup))),
    ],
    onDestroy: 'leaves the cluster and its data: nothing is dropped',
    onRerun:
      wipeDestination === true
        ? 'deletes every database of the destination again, then restores'
        : 'is refused while the destination holds the data of the restore before',
    rerunErases: wipeDestination === true,
  };
}
