import type { Chosen } from '../../vendor/definition';
import type { VendorRequest } from '../../vendor/request';
import type { CollectionMappingDeclaration, CollectionsDeclaration } from '../model/declaration';
import { backupPath } from './paths';

/** One request for each mapping, in its order: the reference allows one collection in a call. */
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
  if (collectionMappings === undefined) return [request('everything', {})];
  return collectionMappings.map((mapping) =>
    request(nameOfMapping(mapping), { dbCollections: [groupOf(mapping)] }),
  );
}

/** A mapping as people read it: `default.articles -> archive.articles_2025`. */
export function nameOfMapping(mapping: CollectionMappingDeclaration): string {
  const { dbName, collectionName, destDbName, destCollectionName } = mapping;
  const to = destDbName ?? dbName;
  return collectionName === undefined
    ? `${dbName}.* -> ${to}.*`
    : `${dbName}.${collectionName} -> ${to}.${destCollectionName ?? collectionName}`;
}

function groupOf(mapping: CollectionMappingDeclaration): Record<string, unknown> {
  const { dbName, collectionName, destDbName, destCollectionName, destCollectionStatus } = mapping;
  const group = { dbName, ...(destDbName === undefined ? {} : { destDbName }) };
  if (collectionName === undefined) return group;
  const collection = {
    collectionName,
    ...(destCollectionName === undefined ? {} : { destCollectionName }),
    ...(destCollectionStatus === undefined ? {} : { destCollectionStatus }),
  };
  return { ...group, collections: [collection] };
}
