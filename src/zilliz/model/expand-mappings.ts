import type { BackupContent } from '../../vendor/definition';
import type { BackupReference, CollectionMappingDeclaration } from './declaration';

/** One call: the mapping as declared, for one collection, and the name by which the backup knows its database. */
export interface ExpandedMapping {
  readonly mapping: CollectionMappingDeclaration;
  readonly dbName: string;
}

/** How the vendor names the default database in its examples, where it names it at all. */
const DEFAULT_DATABASE = ['default', ''];

/**
 * The mappings with each whole database as its collections: the reference says of a call without collections that it
 * restores all of the backup, not of the database. A database that is not in `contents` stays as it is.
 */
export function expandMappings(
  mappings: readonly CollectionMappingDeclaration[],
  contents: readonly BackupContent[] | undefined,
): ExpandedMapping[] {
  return mappings.flatMap((mapping): ExpandedMapping[] => {
    const database = databaseOf(mapping.dbName, contents);
    const dbName = database?.dbName ?? mapping.dbName;
    if (database === undefined || mapping.collectionName !== undefined) {
      return [{ mapping, dbName }];
    }
    return database.collectionNames.map((collectionName) => ({
      mapping: { ...mapping, collectionName, destCollectionStatus: 'UNLOADED' },
      dbName,
    }));
  });
}

/** A database by its name; the default one also by the empty name. */
export function databaseOf(
  dbName: string,
  contents: readonly BackupContent[] | undefined,
): BackupContent | undefined {
  const named = contents?.find((database) => database.dbName === dbName);
  if (named !== undefined || !DEFAULT_DATABASE.includes(dbName)) return named;
  return contents?.find((database) => DEFAULT_DATABASE.includes(database.dbName));
}

/** What a catalog says of the contents of a backup, or what one that is made first holds; `undefined` where neither does. */
export function knownContents({ known, now }: BackupReference): BackupContent[] | undefined {
  const { dbName = 'default', collectionNames } = now ?? {};
  if (collectionNames?.every((name) => name !== undefined)) return [{ dbName, collectionNames }];
  const collections = known?.collections;
  if (collections === undefined) return undefined;
  const byDatabase = new Map<string, Set<string>>();
  for (const { dbName, collectionName } of collections) {
    const names = byDatabase.get(dbName) ?? new Set();
    byDatabase.set(dbName, collectionName === undefined ? names : names.add(collectionName));
  }
  return [...byDatabase].map(([dbName, names]) => ({ dbName, collectionNames: [...names] }));
}
