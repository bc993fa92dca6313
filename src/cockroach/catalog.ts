import type { Issue } from '../evaluation/issue';
import { CatalogSource } from '../restore/private/catalog-source';
import { unknownProps } from '../restore/private/unknown-props';
import { type CatalogBackup, type CatalogFile, readCatalog } from './model/catalog-file';
import { type BackupFacts, SHAPE_RULE_ID } from './model/declaration';

/** How a catalog is read. */
export interface CatalogOptions {
  /**
   * How many days after it was pulled the catalog is still taken for current. An older one is a warning in the
   * review. More than 0.
   *
   * @default 30
   */
  readonly maxAgeDays?: number;
}

/**
 * The backups of one cluster, in a committed file that `cluster-restore catalog pull` writes: with it synth
 * checks a restore without any network.
 */
export class Catalog {
  /**
   * Reads a catalog. A file that is missing, no catalog or damaged is a finding of every restore that uses it.
   *
   * @param path relative to the folder of `cdktf.json`, or without one to the working directory
   * @param options how old it may get
   */
  public static fromFile(path: string, options: CatalogOptions = {}): Catalog {
    const { maxAgeDays = 30 } = options ?? {};
    return new Catalog(typeof path === 'string' ? path : '', maxAgeDays, options);
  }

  readonly #source: CatalogSource<CatalogFile, CatalogBackup, BackupFacts>;

  private constructor(
    /** The path as it was given. */
    public readonly path: string,
    /** How many days after it was pulled the catalog is still taken for current. */
    public readonly maxAgeDays: number,
    private readonly options: CatalogOptions,
  ) {
    this.#source = new CatalogSource<CatalogFile, CatalogBackup, BackupFacts>(path, maxAgeDays, {
      read: readCatalog,
      clusterIdOf: ({ cluster }) => cluster.id,
      factsOfCluster: ({ cluster, backups }) => ({
        sourceClusterName: cluster.name,
        sourcePlan: cluster.plan,
        cockroachVersion: cluster.cockroach_version,
        retentionDays: cluster.backups_config?.retention_days,
        cmekEnabledAt: cluster.cmek_enabled_at,
        newestAsOfTime: backups[0]?.as_of_time,
        isProduction: cluster.production,
      }),
      factsOfBackup: ({ as_of_time: asOfTime }) => ({ asOfTime }),
      keyOf: ({ id, as_of_time: time }) => ({ id, time }),
    });
  }

  /**
   * Options that a catalog does not have.
   *
   * @internal
   */
  public _problems(): readonly Issue[] {
    return unknownProps(this.options, ['maxAgeDays'], SHAPE_RULE_ID, 'backup.catalog');
  }

  /** @internal */
  public get _clusterId(): string | undefined {
    return this.#source.clusterId;
  }

  /** @internal */
  public _facts(backupId: string | undefined): BackupFacts {
    return this.#source.facts(backupId);
  }
}
