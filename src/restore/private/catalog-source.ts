import { readFileSync } from 'node:fs';
import { basename, isAbsolute } from 'node:path';
import type { Issue } from '../../evaluation/issue';
import { pluralize, quote } from '../../text/text';
import type { KnownCatalogProblem } from '../../vendor/backup-reference';
import {
  type AnyCatalogFile,
  type BackupIn,
  type CatalogForm,
  type CatalogRead,
  readCatalogFile,
} from '../../vendor/catalog-file';
import { pullCommand } from '../../vendor/commands';
import { normalizeProps } from './declared-props';
import { known } from './known';
import { projectFile } from './places';
import { unknownProps } from './unknown-props';

/** What a vendor's catalog is, as far as synth reads it. */
export interface CatalogReader<File extends AnyCatalogFile, Facts> {
  readonly form: CatalogForm<File>;
  readonly shapeRuleId: string;
  clusterIdOf(file: File): string;
  /** What holds for every backup of the cluster. */
  factsOfCluster(file: File): { readonly [Key in keyof Facts]: Facts[Key] | undefined };
  factsOfBackup(backup: BackupIn<File>): {
    readonly [Key in keyof Facts]: Facts[Key] | undefined;
  };
}

/** What every catalog says, whatever the vendor. */
interface CatalogFacts {
  readonly catalog?: string;
  readonly catalogProblem?: KnownCatalogProblem;
  readonly pulledAt?: string;
  readonly maxAgeDays?: number;
}

/** A catalog of whichever vendor, as it was read. */
export interface ReadCatalog {
  readonly path: string;
  readonly maxAgeDays: number;
  /** Options that a catalog does not have. */
  readonly problems: readonly Issue[];
  /** The id of the cluster; `undefined` where the file has none. */
  readonly clusterId: string | undefined;
  /** What it knows of a backup; of its cluster only, where the id is not known yet. */
  facts(backupId: string | undefined): object;
}

/** A catalog as it was read from its file, once. */
export class CatalogSource<File extends AnyCatalogFile, Facts extends CatalogFacts>
  implements ReadCatalog
{
  readonly path: string;
  readonly maxAgeDays: number;
  readonly problems: readonly Issue[];
  readonly #read: CatalogRead<File>;
  readonly #byId: ReadonlyMap<string, BackupIn<File>>;

  constructor(
    private readonly reader: CatalogReader<File, Facts>,
    path: string,
    options: { readonly maxAgeDays?: number },
  ) {
    const { form, shapeRuleId } = reader;
    // From JavaScript, a path may be anything and the options may be null.
    this.path = typeof path === 'string' ? path : '';
    const given = normalizeProps(options);
    const { maxAgeDays = 30 } = given;
    this.maxAgeDays = maxAgeDays;
    this.problems = unknownProps(given, ['maxAgeDays'], shapeRuleId, 'backup.catalog');
    this.#read = readFile(this.path, form);
    const backups: readonly BackupIn<File>[] =
      'catalog' in this.#read ? this.#read.catalog.backups : [];
    this.#byId = new Map(backups.map((backup) => [form.keyOf(backup).id, backup]));
  }

  get clusterId(): string | undefined {
    return 'catalog' in this.#read ? this.reader.clusterIdOf(this.#read.catalog) : undefined;
  }

  facts(backupId: string | undefined): Facts {
    // The spec must not show where the repository is on this machine.
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
    const [newest] = backups.map((backup) => this.reader.form.keyOf(backup));
    const lists =
      newest === undefined
        ? 'none'
        : `${pluralize(backups.length, 'backup')}, the newest ${quote(newest.id)} of ${newest.time}`;
    return {
      kind: 'no-backup',
      problem: `lists no backup ${quote(backupId)} (it lists ${lists})`,
      fix: `Choose one that is listed, or pull the catalog again: ${pullCommand(this.clusterId, file)}`,
    };
  }
}

function readFile<File extends AnyCatalogFile>(
  path: string,
  form: CatalogForm<File>,
): CatalogRead<File> {
  if (path === '') {
    const fix = 'Give Backup.fromCatalog a Catalog, and Catalog.fromFile the path of its file';
    return { problem: { problem: 'has no path', fix } };
  }
  try {
    return readCatalogFile(form, readFileSync(projectFile(path), 'utf8'));
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? 'unknown error';
    const problem = code === 'ENOENT' ? 'does not exist' : `cannot be read (${code})`;
    const fix = `The path is relative to the folder of cdktf.json; write it with: ${pullCommand(undefined, path)}`;
    return { problem: { problem, fix } };
  }
}
