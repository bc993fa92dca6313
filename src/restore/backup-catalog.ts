import type { ReadCatalog } from './private/catalog-source';

/** How a catalog is read. */
export interface CatalogOptions {
  /**
   * For how many days after it was pulled a catalog counts as current. An older one causes a warning in the review.
   * More than 0.
   *
   * @default 30
   */
  readonly maxAgeDays?: number;
}

/** What the catalogs of all vendors have in common: the backups of one cluster, in a committed file. */
export abstract class BackupCatalog {
  /** @internal */
  public abstract readonly _source: ReadCatalog;

  /** The path, as given. */
  public get path(): string {
    return this._source.path;
  }

  /** For how many days after it was pulled the catalog counts as current. */
  public get maxAgeDays(): number {
    return this._source.maxAgeDays;
  }
}
