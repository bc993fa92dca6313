import type { Reader } from '../client/api-client';

/** Which backups are asked for. */
export interface InventoryQuery {
  readonly clusterId: string;
  /** The earliest moment, and the one before which they must be. */
  readonly from?: Date;
  readonly to?: Date;
  /** The moment from which "expires in" counts. */
  readonly now: Date;
}

/** One backup for programs, in the vendor's names; the first three are those of every vendor. */
export interface ListedBackup extends Readonly<Record<string, unknown>> {
  readonly id: string;
  /** The moment that it restores to, in ISO 8601. */
  readonly time: string;
  /** When it expires, in ISO 8601; `null` for never, absent if it is not known. */
  readonly expiresAt?: string | null;
}

/** Backups as a table for people and as data for programs, the newest first. */
export interface BackupTable {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
  readonly backups: readonly ListedBackup[];
}

/** What is known here, beside which something unrecorded is looked for. */
export interface KnownHere {
  /** What the code declares of this vendor: the paths, and the triggers of the steps that send the requests. */
  readonly declared: readonly {
    readonly path: string;
    readonly triggers: Readonly<Record<string, string>>;
  }[];
  /** What states and journals record. */
  readonly recorded: readonly Readonly<Record<string, string>>[];
  /** The clusters that restores read from. */
  readonly sources: readonly string[];
}

/** Something that looks restored, and of which nothing is recorded here: that it looks so proves nothing. */
export interface Unrecorded {
  /** The id of the cluster that it is, or in which it is. */
  readonly clusterId: string;
  /** What it is now, for example `articles-staging, RUNNING`. */
  readonly text: string;
  /** Why it looks restored, each in a sentence without the full stop. */
  readonly signs: readonly string[];
}

/** What a vendor has: read, never changed. */
export interface Inventory {
  /** The backups of a cluster. */
  backups(api: Reader, query: InventoryQuery): Promise<BackupTable>;
  /** The catalog of a cluster: what synth can check a restore against without network. */
  catalog(api: Reader, clusterId: string, now: Date): Promise<object>;
  /**
   * What is to be recorded of a request without a response, with the id of what it created, by what was recorded before
   * it was sent; `undefined` where nothing is proven to be of it.
   */
  findCreated?(
    api: Reader,
    recorded: Readonly<Record<string, string>>,
  ): Promise<Readonly<Record<string, string>> | undefined>;
  /** What looks restored by its name or by what it says of itself, and is not recorded here. Absent: nothing shows it. */
  unrecorded?(api: Reader, known: KnownHere): Promise<readonly Unrecorded[]>;
}

const DAY_MS = 24 * 60 * 60 * 1000;
const HOUR_MS = 60 * 60 * 1000;

/** `in 5 days`, `in 3 hours`, `expired`, `never` for one that has no end. */
export function expiresIn(expires: Date | undefined, now: Date): string {
  if (expires === undefined) return 'never';
  const left = expires.getTime() - now.getTime();
  if (left <= 0) return 'expired';
  const [count, unit] =
    left >= DAY_MS ? [Math.floor(left / DAY_MS), 'day'] : [Math.ceil(left / HOUR_MS), 'hour'];
  return `in ${count} ${unit}${count === 1 ? '' : 's'}`;
}

const UNITS = ['B', 'KiB', 'MiB', 'GiB', 'TiB'];

/** A size with three digits or fewer: `112 B`, `4.5 GiB`. */
export function sizeText(bytes: number | undefined): string {
  if (bytes === undefined) return '';
  let value = bytes;
  let unit = 0;
  while (value >= 1024 && unit < UNITS.length - 1) {
    value /= 1024;
    unit += 1;
  }
  return `${value >= 100 || unit === 0 ? Math.round(value) : value.toFixed(1)} ${UNITS[unit]}`;
}
