import { Lazy, Token } from 'cdktf';
import type { Issue } from '../../evaluation/issue';
import { defined } from './known';
import { unknownProps } from './unknown-props';

/** What is restored from, with what is known of it. */
interface BackupParts {
  readonly clusterId: string;
  /** Absent for one that is chosen or made when the restore is submitted. */
  readonly backupId?: string | undefined;
  readonly isLatest?: boolean;
  /** The moment that the backup may not be later than. */
  readonly before?: { readonly time: string };
  /** What a backup that is made first is told. */
  readonly now?: object;
  readonly facts: object;
}

/** How a Backup came to be: the props that were given, and those that there are. */
interface GivenProps {
  readonly props: object | undefined;
  readonly names: readonly string[];
  readonly shapeRuleId: string;
  readonly catalog?: { _problems?(): readonly Issue[] } | undefined;
}

/** What is restored from, as a construct takes it. */
export class BackupSource {
  readonly clusterId: string;
  readonly backupId: string | undefined;
  /** A misspelt prop would be lost in silence, and the rules that need it with it. */
  readonly problems: readonly Issue[];
  readonly #parts: BackupParts;

  constructor(parts: BackupParts, { props, names, shapeRuleId, catalog }: GivenProps) {
    this.#parts = parts;
    this.clusterId = parts.clusterId;
    this.backupId = parts.backupId;
    this.problems = [
      ...unknownProps(props, names, shapeRuleId, 'backup'),
      ...(catalog?._problems?.() ?? []),
    ];
  }

  /** As the declaration has it. */
  get reference(): object {
    const { clusterId, backupId, isLatest = false, before, now, facts } = this.#parts;
    const stated = defined(facts);
    const known = Object.keys(stated).length === 0 ? {} : { known: stated };
    if (isLatest) return { clusterId, latest: true, ...known };
    if (before !== undefined) return { clusterId, before, ...known };
    if (now !== undefined) return { clusterId, now, ...known };
    // Without an id the schema refuses it: `undefined` is an empty variable, and not the latest.
    return backupId === undefined ? { clusterId, ...known } : { clusterId, backupId, ...known };
  }
}

/** A catalog as the factories of a Backup read it. */
interface ReadCatalog<Facts> {
  readonly _clusterId: string | undefined;
  _facts(backupId: string | undefined): Facts;
}

/** Without a catalog, as JavaScript lets it be: one that cannot be read, for a finding and no stack trace. */
export function catalogOr<Catalog extends { _facts: unknown }>(
  catalog: Catalog | undefined,
  unreadable: () => Catalog,
): Catalog {
  return typeof catalog?._facts === 'function' ? catalog : unreadable();
}

/** One backup of a catalog: its cluster, and what the catalog knows of it. */
export function inCatalog<Facts>(
  catalog: ReadCatalog<Facts>,
  backupId: string,
): { readonly clusterId: string; readonly backupId: string; readonly facts: Facts } {
  return {
    // Without a readable catalog the cluster is unknown, not wrong: the catalog's own problem is what is shown.
    clusterId: catalog._clusterId ?? Lazy.stringValue({ produce: () => '' }),
    backupId,
    facts: catalog._facts(Token.isUnresolved(backupId) ? undefined : backupId),
  };
}
