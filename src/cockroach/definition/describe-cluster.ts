import { clusterText } from '../../vendor/cluster-text';
import type { ReviewContext, ReviewFacts } from '../../vendor/facts';
import type { ClusterDeclaration } from '../model/declaration';
import { ends, optionsText } from './describe-restore';

/** What a reviewer must know of a whole cluster that is replaced by a backup. */
export function describeCluster(
  declaration: ClusterDeclaration,
  context: ReviewContext,
): ReviewFacts {
  const { backup, destinationCluster, wipeDestination } = declaration;
  const isOpen = context.isUnknown('wipeDestination');
  const mayWipe = wipeDestination === true || isOpen;
  const onlyIf = isOpen ? ', only if `wipeDestination` resolves to true' : '';
  const cluster = clusterText(destinationCluster, context);
  const isItself = backup.clusterId === destinationCluster;
  const named = isItself ? `${cluster}, the source itself,` : cluster;
  const system = 'SQL users, grants, zone configurations and further system tables';
  const replaced = 'are replaced by those of the backup';
  return {
    action: 'overwrite',
    headline: `replaces all of ${cluster} with a backup${isItself ? ' of itself' : ''}`,
    erases: mayWipe
      ? [
          `every database of ${named} is deleted before the restore (wipeDestination)${onlyIf}`,
          `its ${system} ${replaced}`,
        ]
      : [
          `${system} of ${named} ${replaced}; the restore is refused while it holds databases or tables`,
        ],
    rewinds: isItself && mayWipe,
    ...ends(declaration, context),
    contents: `every database, with SQL users and grants, zone configurations and further system tables of the backup; the cluster is unavailable during the restore${optionsText(declaration)}`,
    items: [],
    onDestroy: 'leaves the cluster and its data: nothing is dropped',
    onRerun: mayWipe
      ? `deletes every database of the destination again${onlyIf}, then restores`
      : 'is refused while the destination holds the data of the previous restore',
    rerunErases: mayWipe,
  };
}
