import { readFileSync } from 'node:fs';
import { basename, isAbsolute } from 'node:path';
import { counted, quoted } from '../../text/text';
import type { KnownCatalogProblem } from '../../vendor/backup-reference';
import type { CatalogRead } from '../../vendor/catalog-file';
import { pullCommand } from '../../vendor/commands';
import { known } from './known';
import { projectFile } from './places';

/** What a vendor's catalog is, as far as synth reads it. */
export interface CatalogReader<File, Backup, Facts> {
  read(text: string): CatalogRead<File>;
  clusterIdOf(file: File): string;
  /** What holds for every backup of the cluster. */
  factsOfCluster(file: File): { readonly [Key in keyof Facts]: Facts[Key] | undefined };
  factsOfBackup(backup: Backup): { readonly [Key in keyof Facts]: Facts[Key] | undefined };
  keyOf(backup: Backup): { readonly id: string; readonly time: string };
}

/** What every catalog tells, whatever the vendor. */
interface CatalogFacts {
  readonly catalog?: string;
  readonly catalogProblem?: KnownCatalogProblem;
  readonly pulledAt?: string;
  readonly maxAgeDays?: number;
}

/** The form that the files of all vendors have in common. */
interface AnyCatalog<Backup> {
  readonly pulledAt: string;
  /** The newest first. */
  readonly backups: readonly Backup[];
}

/** A catalog as it was read from its file, once. */
export class CatalogSource<
  File extends AnyCatalog<Backup>,
  Backup extends object,
  Facts extends CatalogFacts,
> {
  readonly #read: CatalogRead<File>;
  readonly #byId: ReadonlyMap<string, Backup>;

  constructor(
    private readonly path: string,
    private readonly maxAgeDays: number,
    private readonly reader: CatalogReader<File, Backup, Facts>,
  ) {
    this.#read = readFile(path, reader);
    const backups = 'catalog' in this.#read ? this.#read.catalog.backups : [];
    this.#byId = new Map(backups.map((backup) => [reader.keyOf(backup).id, backup]));
  }

  /** The id of the cluster; `undefined` where the file tells none. */
  get clusterId(): string | undefined {
    return 'catalog' in this.#read ? this.reader.clusterIdOf(this.#read.catalog) : undefined;
  }

  /** What the catalog knows of a backup; of its cluster only, where the id is not known yet. */
  facts(backupId: string | undefined): Facts {
    // The spec must not tell where the repository lies on this machine.
    const catalog = isAbsolute(this.path) ? basename(this.path) : this.path;
    const { maxAgeDays, reader } = this;
    if ('problem' in this.#read) {
      const catalogProblem = { kind: 'unreadable', ...this.#read.problem };
      return { catalog, maxAgeDays, catalogProblem } as Facts;
    }
    const { pulledAt } = this.#read.catalog;
    const ofCluster = known(reader.factsOfCluster(this.#read.catalog));
    const source = { catalog, pulledAt, maxAgeDays, ...ofCluster } as unknown as Facts;
    if (backupId === undefined) return source;
    const backup = this.#byId.get(backupId);
    if (backup !== undefined) return { ...source, ...known(reader.factsOfBackup(backup)) };
    return { ...source, catalogProblem: this.#missing(backupId, catalog) };
  }

  #missing(backupId: string, file: string): KnownCatalogProblem {
    const backups = [...this.#byId.values()];
    const [newest] = backups.map((backup) => this.reader.keyOf(backup));
    const lists =
      newest === undefined
        ? 'none'
        : `${counted(backups.length, 'backup')}, the newest ${quoted(newest.id)} of ${newest.time}`;
    return {
      kind: 'no-backup',
      problem: `lists no backup ${quoted(backupId)} (it lists ${lists})`,
      fix: `Choose one that is listed, or pull the catalog again: ${pullCommand(this.clusterId, file)}`,
    };
  }
}

function readFile<File>(
  path: string,
  { read }: Pick<CatalogReader<File, never, never>, 'read'>,
): CatalogRead<File> {
  if (path === '') {
    const fix = 'Give Backup.fromCatalog a Catalog, and Catalog.fromFile the path of its file';
    return { problem: { problem: 'has no path', fix } };
  }
  try {
    return read(readFileSync(projectFile(path), 'utf8'));
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? 'unknown error';
    const problem = code === 'ENOENT' ? 'does not exist' : `cannot be read (${code})`;
    const fix = `The path is relative to the folder of cdktf.json; write it with: ${pullCommand(undefined, path)}`;
    return { problem: { problem, fix } };
  }
}
