import { pluralize } from '../../text/text';
import { clusterText, kindOfCluster } from '../../vendor/cluster-text';
import type { ItemFacts, ReviewContext, ReviewFacts } from '../../vendor/facts';
import type { CollectionMappingDeclaration, CollectionsDeclaration } from '../model/declaration';
import { backupFacts, sourceCluster } from './describe-backup';

/** What a reviewer must know of collections that are restored into an existing cluster. */
export function describeCollections(
  declaration: CollectionsDeclaration,
  context: ReviewContext,
): ReviewFacts {
  const { backup, targetCluster, collectionMappings, backupBeforeRestore } = declaration;
  const { isUnknown, nameOf } = context;
  const isBackedUp = backup.now !== undefined || backupBeforeRestore === true;
  const intoItself = backup.clusterId === targetCluster;
  return {
    action: 'add',
    headline: `adds ${whatOf(collectionMappings)} to ${clusterText(targetCluster, context)}`,
    erases: [],
    source: sourceCluster(backup, context),
    backup: backupFacts(backup),
    target: {
      kind: kindOfCluster(isUnknown('targetCluster')),
      name: nameOf(targetCluster),
      clusterId: targetCluster,
      ...(intoItself ? { note: 'the source itself' } : {}),
    },
    version: 'that of the target cluster; a restore of collections does not change it',
    encryption: {
      text: 'that of the target cluster; synth cannot tell whether the backup’s is stronger',
      customerKey: 'unknown',
      change: 'unknown',
    },
    contents: `${
      collectionMappings === undefined
        ? 'every database and collection of the backup, under their own names'
        : 'these databases and collections'
    }${backupBeforeRestore === true ? '; a backup of the target is made first' : ''}`,
    items: (collectionMappings ?? []).map(itemOf),
    onDestroy: `drops nothing: the restored collections stay as long as their cluster does${
      isBackedUp ? ', and backups that were made first until somebody deletes them' : ''
    }`,
    onRerun: `${isBackedUp ? 'makes the backups again, then ' : ''}asks for the same collections again; whether the vendor refuses existing names is not documented`,
    rerunErases: false,
  };
}

/** A mapping without a collection is a whole database. */
function whatOf(mappings: CollectionsDeclaration['collectionMappings']): string {
  if (mappings === undefined) return 'everything in the backup';
  const collections = mappings.filter(({ collectionName }) => collectionName !== undefined).length;
  const databases = mappings.length - collections;
  return [
    ...(collections > 0 || databases === 0 ? [pluralize(collections, 'collection')] : []),
    ...(databases > 0 ? [pluralize(databases, 'whole database')] : []),
  ].join(' and ');
}

function itemOf(mapping: CollectionMappingDeclaration): ItemFacts {
  const { dbName, collectionName, destDbName, destCollectionName, destCollectionStatus } = mapping;
  const database = destDbName ?? dbName;
  if (collectionName === undefined) {
    return { from: `${dbName}.*`, to: `${database}.*`, note: 'the whole database, not loaded' };
  }
  return {
    from: `${dbName}.${collectionName}`,
    to: `${database}.${destCollectionName ?? collectionName}`,
    ...(destCollectionStatus === undefined ? {} : { note: destCollectionStatus.toLowerCase() }),
  };
}
