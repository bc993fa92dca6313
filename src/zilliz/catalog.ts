import { readFileSync } from 'node:fs';
import { basename, isAbsolute } from 'node:path';
import { projectFile } from '../restore/private/places';
import { counted, quoted } from '../text/text';
import { pullCommand } from '../vendor/commands';
import { type CatalogBackup, type CatalogFile, readCatalog } from './model/catalog-file';
import type { BackupFacts } from './model/declaration';

/** How a catalog is read. */
export interface CatalogOptions {
  /**
   * How many days after it was pulled the catalog is still taken for current; an older one is a warning in the
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
    return new Catalog(typeof path === 'string' ? path : '', options?.maxAgeDays ?? 30);
  }

  readonly #read: ReturnType<typeof readCatalog>;
  readonly #byId: ReadonlyMap<string, CatalogBackup>;

  private constructor(
    /** The path as it was given. */
    public readonly path: string,
    /** How many days after it was pulled the catalog is still taken for current. */
    public readonly maxAgeDays: number,
  ) {
    this.#read = readFile(path);
    const backups = 'catalog' in this.#read ? this.#read.catalog.backups : [];
    this.#byId = new Map(backups.map((backup) => [backup.backupId, backup]));
  }

  /**
   * The id of the cluster; `undefined` where the file tells none.
   *
   * @internal
   */
  public get _clusterId(): string | undefined {
    return 'catalog' in this.#read ? this.#read.catalog.cluster.clusterId : undefined;
  }

  /**
   * What the catalog knows of a backup; of its cluster only, where the id is not known yet.
   *
   * @internal
   */
  public _facts(backupId: string | undefined): BackupFacts {
    // The spec must not tell where the repository lies on this machine.
    const catalog = isAbsolute(this.path) ? basename(this.path) : this.path;
    if ('problem' in this.#read) {
      return { catalog, catalogProblem: { kind: 'unreadable', ...this.#read.problem } };
    }
    const { pulledAt, cluster, latestGaVersion } = this.#read.catalog;
    const common = { catalog, pulledAt, maxAgeDays: this.maxAgeDays, latestGaVersion };
    const source = { ...common, ...clusterFacts(cluster) };
    if (backupId === undefined) return source;
    const backup = this.#byId.get(backupId);
    if (backup !== undefined) return { ...source, ...backupFacts(backup) };
    return { ...source, catalogProblem: missing(backupId, this.#read.catalog, catalog) };
  }
}

function readFile(path: string): ReturnType<typeof readCatalog> {
  if (path === '') {
    const fix = 'Give Backup.fromCatalog a Catalog, and Catalog.fromFile the path of its file';
    return { problem: { problem: 'has no path', fix } };
  }
  try {
    return readCatalog(readFileSync(projectFile(path), 'utf8'));
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? 'unknown error';
    const problem = code === 'ENOENT' ? 'is not there' : `cannot be read (${code})`;
    const fix = `The path is relative to the folder of cdktf.json; write it with: ${pullCommand(undefined, path)}`;
    return { problem: { problem, fix } };
  }
}

function clusterFacts(cluster: CatalogFile['cluster']): BackupFacts {
  const { clusterName, status, projectId, projectPlan, regionId, cuType } = cluster;
  return told({
    sourceClusterName: clusterName,
    sourceClusterStatus: status,
    projectId,
    projectPlan,
    regionId,
    cuType,
  });
}

function backupFacts(backup: CatalogBackup): BackupFacts {
  const { backupType, creationMethod, status, size, createTime, expireTime } = backup;
  const { restoreNewInstancePolicies: policies, dbCollections } = backup;
  return told({
    backupType,
    creationMethod,
    status,
    size: size ?? undefined,
    createTime,
    expireTime,
    restoreNewInstancePolicies: policies ?? undefined,
    collections: dbCollections?.flatMap(namesIn),
  });
}

function namesIn({ dbName, collections }: NonNullable<CatalogBackup['dbCollections']>[number]) {
  // The API shows the default database with an empty name, in some examples.
  const database = { dbName: dbName || 'default' };
  if (collections.length === 0) return [database];
  return collections.map(({ collectionName }) => ({ ...database, collectionName }));
}

function missing(
  backupId: string,
  { backups, cluster }: CatalogFile,
  file: string,
): BackupFacts['catalogProblem'] {
  const [newest] = backups;
  const lists =
    newest === undefined
      ? 'none at all'
      : `${counted(backups.length, 'backup')}, the newest ${quoted(newest.backupId)} of ${newest.createTime}`;
  return {
    kind: 'no-backup',
    problem: `lists no backup ${quoted(backupId)} (it lists ${lists})`,
    fix: `Choose one that is listed, or pull the catalog again: ${pullCommand(cluster.clusterId, file)}`,
  };
}

/** What the API left empty is not known. */
function told(
  facts: { readonly [Key in keyof BackupFacts]: BackupFacts[Key] | undefined },
): BackupFacts {
  return Object.fromEntries(
    Object.entries(facts).filter(([, value]) => value !== undefined && value !== ''),
  );
}
