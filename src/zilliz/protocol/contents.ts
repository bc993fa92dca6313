import { refusal } from '../../client/errors';
import { quote } from '../../text/text';
import type { BackupContent } from '../../vendor/definition';
import type { VendorRequest } from '../../vendor/request';
import type { CollectionsDeclaration } from '../model/declaration';
import { databaseOf } from '../model/expand-mappings';
import { fitsIntoWait, MOST_MAPPINGS } from '../model/mappings';
import type { Backup } from './backups';

/** Whether a mapping names no collection, so that the backup must tell which ones it has. */
export function hasWholeDatabase({ collectionMappings = [] }: CollectionsDeclaration): boolean {
  return collectionMappings.some(({ collectionName }) => collectionName === undefined);
}

/** What the API says of the contents of a backup; refuses a whole database that it does not list. */
export function contentsFor(
  declaration: CollectionsDeclaration,
  { backupId, dbCollections }: Backup,
): BackupContent[] | undefined {
  const contents = dbCollections?.map(({ dbName, collections }) => ({
    dbName,
    collectionNames: collections.map(({ collectionName }) => collectionName),
  }));
  for (const { dbName, collectionName } of declaration.collectionMappings ?? []) {
    if (collectionName !== undefined) continue;
    const found = databaseOf(dbName, contents);
    if (found !== undefined && found.collectionNames.length > 0) continue;
    const problem =
      contents === undefined
        ? `the API does not list what backup ${quote(backupId)} holds, so database ${quote(dbName)} cannot be restored as a whole`
        : `backup ${quote(backupId)} holds no collection of database ${quote(dbName)}`;
    throw refusal(problem, 'Name each collection, or leave collectionMappings out for everything');
  }
  return contents;
}

/** Refuses two calls of one name, which would be taken for one, and more calls than a restore may send. */
export function checkRequests(requests: readonly VendorRequest[]): void {
  const names = requests.map(({ name }) => name);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) {
    throw refusal(`the mappings restore ${quote(twice)} twice`, 'Remove one of the two mappings');
  }
  if (names.length > MOST_MAPPINGS) {
    throw refusal(
      `the databases hold ${names.length} collections, and one restore sends at most ${MOST_MAPPINGS} calls`,
      'Divide them among several RestoredCollections, or leave collectionMappings out for everything',
    );
  }
  if (!fitsIntoWait(names)) {
    throw refusal(
      `the names of ${names.length} collections are too long to be waited for by one restore`,
      'Divide them among several RestoredCollections, or leave collectionMappings out for everything',
    );
  }
}
