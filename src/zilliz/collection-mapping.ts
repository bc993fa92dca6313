import type { CollectionLoadStatus } from './enums';

/** One collection, or one whole database, of a backup, and where it goes. */
export interface CollectionMapping {
  /** The database in the backup, for example `default`. */
  readonly dbName: string;

  /**
   * The collection in the backup.
   *
   * @default - the whole database is restored, its collections unloaded: one call for each that the backup lists, at most 500
   */
  readonly collectionName?: string;

  /**
   * The target database. Whether a missing database is created is unconfirmed.
   *
   * @default - the name that it has in the backup
   */
  readonly destDbName?: string;

  /**
   * The name of the restored collection. What happens to an existing collection of that name is unconfirmed.
   *
   * @default - the name that it has in the backup
   */
  readonly destCollectionName?: string;

  /**
   * Whether it is loaded once it is restored. Not with a whole database, which is always unloaded.
   *
   * @default - the field is not sent, and the vendor decides
   */
  readonly destCollectionStatus?: CollectionLoadStatus;
}
