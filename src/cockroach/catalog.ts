import { BackupCatalog, type CatalogOptions } from '../restore/backup-catalog';
import { type CatalogReader, CatalogSource } from '../restore/private/catalog-source';
import { type CatalogFile, catalogForm } from './model/catalog-file';
import { type BackupFacts, SHAPE_RULE_ID } from './model/declaration';

/**
 * The backups of one cluster, in a committed file that `cluster-restore catalog pull` writes. With it, synth checks a
 * restore offline.
 */
export class Catalog extends BackupCatalog {
  /**
   * Reads a catalog. If the file is missing, damaged or not a catalog, every restore that uses it has a finding.
   *
   * @param path relative to the folder of `cdktf.json` or, if there is none, to the working directory
   * @param options how old it may get
   */
  public static fromFile(path: string, options: CatalogOptions = {}): Catalog {
    return new Catalog(new CatalogSource(reader, path, options));
  }

  private constructor(
    /** @internal */ public override readonly _source: CatalogSource<CatalogFile, BackupFacts>,
  ) {
    super();
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
