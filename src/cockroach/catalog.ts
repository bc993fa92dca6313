import type { Issue } from '../evaluation/issue';
import { type CatalogReader, CatalogSource } from '../restore/private/catalog-source';
import { type CatalogFile, catalogForm } from './model/catalog-file';
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
    return new Catalog(new CatalogSource(reader, path, options));
  }

  /** The path as it was given. */
  public readonly path: string;
  /** How many days after it was pulled the catalog is still taken for current. */
  public readonly maxAgeDays: number;

  private constructor(private readonly source: CatalogSource<CatalogFile, BackupFacts>) {
    this.path = source.path;
    this.maxAgeDays = source.maxAgeDays;
  }

  /**
   * Options that a catalog does not have.
   *
   * @internal
   */
  public _problems(): readonly Issue[] {
    return this.source.problems;
  }

  /** @internal */
  public get _clusterId(): string | undefined {
    return this.source.clusterId;
  }

  /** @internal */
  public _facts(backupId: string | undefined): BackupFacts {
    return this.source.facts(backupId);
  }
}

const reader: CatalogReader<CatalogFile, BackupFacts> = {
  form: catalogForm,
  shapeRuleId: SHAPE_RULE_ID,
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
};
