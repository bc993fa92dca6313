import { Lazy, Token } from 'cdktf';
import type { Issue } from '../../evaluation/issue';
import type { BackupCatalog } from '../backup-catalog';
import { normalizeProps } from './declared-props';
import { pick, withoutUndefined } from './known';
import { unknownProps } from './unknown-props';

/** Which backup of a cluster is meant. */
interface Choice {
  /** Absent for one that is chosen or made when the restore is submitted. */
  readonly backupId?: string | undefined;
  readonly isLatest?: boolean;
  /** The moment that the backup may not be later than. */
  readonly before?: { readonly time: string };
  /** The options of a backup that is made first. */
  readonly now?: object;
  /** What is known of it besides what the props say; they overrule it. */
  readonly facts?: object;
  /** The catalog that the facts are from. */
  readonly catalog?: BackupCatalog | undefined;
}

/** What is restored from, as a construct takes it. */
export class BackupSource {
  readonly backupId: string | undefined;

  /**
   * @param problems a misspelt prop would be lost in silence, and the rules that need it with it
   */
  constructor(
    readonly clusterId: string,
    private readonly choice: Choice,
    private readonly facts: object,
    readonly problems: readonly Issue[],
  ) {
    this.backupId = choice.backupId;
  }

  /** As the declaration has it. */
  get reference(): object {
    const { clusterId } = this;
    const { backupId, isLatest = false, before, now } = this.choice;
    const stated = withoutUndefined(this.facts);
    const known = Object.keys(stated).length === 0 ? {} : { known: stated };
    if (isLatest) return { clusterId, latest: true, ...known };
    if (before !== undefined) return { clusterId, before, ...known };
    if (now !== undefined) return { clusterId, now, ...known };
    // Without an id the schema refuses it: `undefined` is an empty variable, and not the latest.
    return backupId === undefined ? { clusterId, ...known } : { clusterId, backupId, ...known };
  }
}

/** Makes what the backups of one vendor are restored from, out of the props that their factories take. */
export class BackupSources<Catalog extends BackupCatalog> {
  /**
   * @param details the props of every backup that its owner may know
   * @param unreadable a catalog that cannot be read
   */
  constructor(
    private readonly shapeRuleId: string,
    private readonly details: readonly string[],
    private readonly unreadable: () => Catalog,
  ) {}

  /**
   * A backup that the props name, or by which it is chosen or made.
   *
   * @param names the props besides the cluster and the details: those that are facts of the backup, and all others
   */
  of<Props extends { readonly clusterId: string }>(
    props: Props,
    names: { readonly facts?: readonly string[]; readonly others?: readonly string[] },
    choose: (given: Props) => Choice,
  ): BackupSource {
    const given = normalizeProps(props);
    const facts = [...this.details, ...(names.facts ?? [])];
    const all = ['clusterId', ...(names.others ?? []), ...facts];
    return this.#source(given.clusterId, choose(given), given, facts, all);
  }

  /** One backup of a catalog. */
  ofCatalog(perhaps: Catalog | undefined, backupId: string, known: object): BackupSource {
    const catalog = this.catalog(perhaps);
    const { clusterId } = catalog._source;
    const facts = catalog._source.facts(Token.isUnresolved(backupId) ? undefined : backupId);
    return this.#source(
      // Without a readable catalog the cluster is unknown, not wrong: the catalog's own problem is what is shown.
      clusterId ?? Lazy.stringValue({ produce: () => '' }),
      { backupId, facts, catalog },
      normalizeProps(known),
      this.details,
      this.details,
    );
  }

  /** Without a catalog, as JavaScript lets it be: one that cannot be read, for a finding and no stack trace. */
  catalog(perhaps: Catalog | undefined): Catalog {
    return typeof perhaps?._source?.facts === 'function' ? perhaps : this.unreadable();
  }

  #source(
    clusterId: string,
    choice: Choice,
    given: object,
    facts: readonly string[],
    names: readonly string[],
  ): BackupSource {
    const known = { ...choice.facts, ...withoutUndefined(pick(given, facts)) };
    const problems = unknownProps(given, names, this.shapeRuleId, 'backup');
    const ofCatalog = choice.catalog?._source.problems ?? [];
    return new BackupSource(clusterId, choice, known, [...problems, ...ofCatalog]);
  }
}
