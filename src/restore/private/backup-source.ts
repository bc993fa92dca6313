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
  /** The options of a backup that is made first. */
  readonly now?: object;
  readonly facts: object;
}

type ProblemsOf = { _problems?(): readonly Issue[] };

/** What is restored from, as a construct takes it. */
export class BackupSource {
  readonly clusterId: string;
  readonly backupId: string | undefined;
  /** A misspelt prop would be lost in silence, and the rules that need it with it. */
  readonly problems: readonly Issue[];
  readonly #parts: BackupParts;

  /**
   * @param props as they were given
   * @param names the props that there are
   */
  constructor(
    shapeRuleId: string,
    parts: BackupParts,
    props: object | undefined,
    names: readonly string[],
    catalog?: ProblemsOf,
  ) {
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

/** Makes the sources of one vendor; `catalog` is the one that its facts are from. */
export function sourcesOf(shapeRuleId: string) {
  return (
    parts: BackupParts,
    props: object | undefined,
    names: readonly string[],
    catalog?: ProblemsOf,
  ) => new BackupSource(shapeRuleId, parts, props, names, catalog);
}
