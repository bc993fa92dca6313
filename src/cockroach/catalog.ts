import { readFileSync } from 'node:fs';
import { basename, isAbsolute } from 'node:path';
import { projectFile } from '../restore/private/places';
import { counted, quoted } from '../text/text';
import { pullCommand } from '../vendor/commands';
import { type CatalogFile, readCatalog } from './model/catalog-file';
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
  readonly #times: ReadonlyMap<string, string>;

  private constructor(
    /** The path as it was given. */
    public readonly path: string,
    /** How many days after it was pulled the catalog is still taken for current. */
    public readonly maxAgeDays: number,
  ) {
    this.#read = readFile(path);
    const backups = 'catalog' in this.#read ? this.#read.catalog.backups : [];
    this.#times = new Map(backups.map(({ id, as_of_time }) => [id, as_of_time]));
  }

  /**
   * The id of the cluster; `undefined` where the file tells none.
   *
   * @internal
   */
  public get _clusterId(): string | undefined {
    return 'catalog' in this.#read ? this.#read.catalog.cluster.id : undefined;
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
    const { pulledAt, cluster, backups } = this.#read.catalog;
    const source = told({
      catalog,
      pulledAt,
      maxAgeDays: this.maxAgeDays,
      sourceClusterName: cluster.name,
      sourcePlan: cluster.plan,
      cockroachVersion: cluster.cockroach_version,
      retentionDays: cluster.backups_config?.retention_days,
      cmekEnabledAt: cluster.cmek_enabled_at,
      newestAsOfTime: backups[0]?.as_of_time,
    });
    if (backupId === undefined) return source;
    const asOfTime = this.#times.get(backupId);
    if (asOfTime !== undefined) return { ...source, asOfTime };
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

function missing(
  backupId: string,
  { backups, cluster }: CatalogFile,
  file: string,
): BackupFacts['catalogProblem'] {
  const [newest] = backups;
  const lists =
    newest === undefined
      ? 'none at all'
      : `${counted(backups.length, 'backup')}, the newest ${quoted(newest.id)} of ${newest.as_of_time}`;
  return {
    kind: 'no-backup',
    problem: `lists no backup ${quoted(backupId)} (it lists ${lists})`,
    fix: `Choose one that is listed, or pull the catalog again: ${pullCommand(cluster.id, file)}`,
  };
}

/** What the API left empty is not known. */
function told(facts: { readonly [Key in keyof BackupFacts]: unknown }): BackupFacts {
  return Object.fromEntries(
    Object.entries(facts).filter(([, value]) => value !== undefined && value !== ''),
  );
}
