import type { Chosen } from '../../vendor/definition';
import type { VendorRequest } from '../../vendor/request';
import type { CollectionsDeclaration } from '../model/declaration';
import { type ExpandedMapping, expandMappings, knownContents } from '../model/expand-mappings';
import { nameOfMapping } from '../model/mappings';
import { collectionBackupRequests } from './backup-requests';
import { backupPath } from './paths';

/**
 * One request for each collection, in the order of the mappings: the reference allows one in a call. A whole database is
 * expanded where its collections are known, from the API or from a catalog; otherwise a placeholder stands for them.
 * Backups that are made first are before them.
 */
export function collectionRequests(
  declaration: CollectionsDeclaration,
  chosen: Chosen,
): VendorRequest[] {
  const { backup, targetCluster, collectionMappings } = declaration;
  const path = [...backupPath(backup, chosen), 'restoreCollection'];
  const request = (name: string, more: Record<string, unknown>): VendorRequest => ({
    name,
    when: 'restore',
    method: 'POST',
    path,
    body: { destClusterId: targetCluster, ...more },
  });
  const first = collectionBackupRequests(declaration);
  if (collectionMappings === undefined) return [...first, request('everything', {})];
  const contents = chosen.contents ?? knownContents(declaration.backup);
  return [
    ...first,
    ...expandMappings(collectionMappings, contents).map((expanded) =>
      request(nameOfMapping(expanded.mapping), { dbCollections: [groupOf(expanded)] }),
    ),
  ];
}

const EACH = '{each collection of the database}';

function groupOf({ mapping, dbName }: ExpandedMapping): Record<string, unknown> {
  const { destDbName, destCollectionName } = mapping;
  const { collectionName = EACH } = mapping;
  const isWhole = mapping.collectionName === undefined;
  const destCollectionStatus = isWhole ? 'UNLOADED' : mapping.destCollectionStatus;
  const group = { dbName, ...(destDbName === undefined ? {} : { destDbName }) };
  const collection = {
    collectionName,
    ...(destCollectionName === undefined ? {} : { destCollectionName }),
    ...(destCollectionStatus === undefined ? {} : { destCollectionStatus }),
  };
  return { ...group, collections: [collection] };
}
