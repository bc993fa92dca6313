import { BackupCatalog, type CatalogOptions } from '../restore/backup-catalog';
import { CatalogSource } from '../restore/private/catalog-source';
import { type CatalogBackup, type CatalogFile, catalogForm } from './model/catalog-file';
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

const reader = {
  form: catalogForm,
  shapeRuleId: SHAPE_RULE_ID,
  clusterIdOf: ({ cluster }: CatalogFile) => cluster.clusterId,
  factsOfCluster,
  factsOfBackup,
};

type Facts = { readonly [Key in keyof BackupFacts]: BackupFacts[Key] | undefined };

function factsOfCluster({ cluster, latestGaVersion }: CatalogFile): Facts {
  const { clusterName, status, projectId, projectPlan, regionId, cuType } = cluster;
  return {
    latestGaVersion,
    sourceClusterName: clusterName,
    sourceClusterStatus: status,
    projectId,
    projectPlan,
    regionId,
    cuType,
  };
}

function factsOfBackup(backup: CatalogBackup): Facts {
  const { backupType, creationMethod, status, size, createTime, expireTime } = backup;
  const { restoreNewInstancePolicies: policies, dbCollections } = backup;
  return {
    backupType,
    creationMethod,
    status,
    size: size ?? undefined,
    createTime,
    expireTime,
    restoreNewInstancePolicies: policies ?? undefined,
    collections: dbCollections?.flatMap(namesIn),
  };
}

function namesIn({ dbName, collections }: NonNullable<CatalogBackup['dbCollections']>[number]) {
  // The API shows the default database with an empty name, in some examples.
  const database = { dbName: dbName || 'default' };
  if (collections.length === 0) return [database];
  return collections.map(({ collectionName }) => ({ ...database, collectionName }));
}
