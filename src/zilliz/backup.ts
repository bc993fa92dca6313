import { Lazy, Token } from 'cdktf';
import type { Issue } from '../evaluation/issue';
import { unknownProps } from '../restore/private/unknown-props';
import { Catalog } from './catalog';
import { type BackupFacts, type BackupReference, SHAPE_RULE_ID } from './model/declaration';

/** What the API does not tell of a backup, and its owner may know. */
export interface BackupDetails {
  /**
   * The Milvus version of the cluster that was backed up, for example `2.5.x`.
   *
   * @default - not known: whether `RestoreVersionPolicy.ORIGINAL` is offered may be left to the runner
   */
  readonly milvusVersion?: string;

  /**
   * The latest Milvus version that is generally available on Zilliz Cloud, for example `2.6.x`.
   *
   * @default - what the catalog says; otherwise not known
   */
  readonly latestGaVersion?: string;

  /**
   * Whether the backup is encrypted with a customer-managed key. To restore an encrypted one without `cmek`
   * must be acknowledged.
   *
   * @default - not known
   */
  readonly encrypted?: boolean;
}

/** Names one backup of a Zilliz Cloud cluster. */
export interface BackupIdProps extends BackupDetails {
  /** The id of the cluster that was backed up, for example `in01-0123456789abcde`. */
  readonly clusterId: string;

  /** The id of the backup, for example `backup11_0123456789abcde`. */
  readonly backupId: string;

  /**
   * When the backup was made, in ISO 8601, for example `2026-11-20T02:00:00Z`.
   *
   * @default - not known: rules about the age of the backup are left to the runner
   */
  readonly createTime?: string;

  /**
   * The cloud region of the backup, for example `aws-us-west-2`; the restored cluster is in the same.
   *
   * @default - not known: rules about the region are left to the runner
   */
  readonly regionId?: string;
}

/** Names a cluster whose latest backup is restored. */
export interface LatestBackupProps extends BackupDetails {
  /** The id of the cluster that was backed up, for example `in01-0123456789abcde`. */
  readonly clusterId: string;

  /**
   * The cloud region of the backups, for example `aws-us-west-2`; the restored cluster is in the same.
   *
   * @default - not known: rules about the region are left to the runner
   */
  readonly regionId?: string;
}

const DETAILS = ['milvusVersion', 'latestGaVersion', 'encrypted'];
const ID_PROPS = [...['clusterId', 'backupId', 'createTime', 'regionId'], ...DETAILS];
const LATEST_PROPS = [...['clusterId', 'regionId'], ...DETAILS];

/** What a cluster or collections are restored from. */
export class Backup {
  /**
   * One backup, by its id.
   *
   * @param props the cluster and the backup, which may be tokens, and what is known of it
   */
  public static fromId(props: BackupIdProps): Backup {
    const { clusterId, backupId, createTime, regionId } = props ?? {};
    const facts = { ...details(props), createTime, regionId };
    return new Backup(clusterId, backupId, facts, unknownIn(props, ID_PROPS));
  }

  /**
   * One backup of a catalog, so that synth checks what the catalog knows of it: type, age, expiry, allowed
   * versions, region, collections.
   *
   * @param catalog the catalog of the cluster that was backed up
   * @param backupId the id of the backup; it may be a token, then only the cluster's facts are checked
   * @param known what the API does not tell
   */
  public static fromCatalog(catalog: Catalog, backupId: string, known: BackupDetails = {}): Backup {
    const from = given(catalog);
    const facts = from._facts(Token.isUnresolved(backupId) ? undefined : backupId);
    // Without a readable catalog the cluster is unknown, not wrong: the catalog's own problem is what is shown.
    const clusterId = from._clusterId ?? Lazy.stringValue({ produce: () => '' });
    const stated = details(known);
    const latestGaVersion = stated.latestGaVersion ?? facts.latestGaVersion;
    const all = { ...facts, ...stated, latestGaVersion };
    return new Backup(clusterId, backupId, all, unknownIn(known, DETAILS));
  }

  /**
   * The latest backup that is AVAILABLE when the restore is submitted; for a cluster, the latest one of type
   * CLUSTER. A newer backup never restores again by itself: the one that was chosen stays in Terraform's state,
   * and is there as `backupId` of the restore.
   *
   * @param props the cluster, which may be a token, and what is known of its backups
   */
  public static latest(props: LatestBackupProps): Backup {
    const { clusterId, regionId } = props ?? {};
    const facts = { ...details(props), regionId };
    return new Backup(clusterId, undefined, facts, unknownIn(props, LATEST_PROPS), true);
  }

  private constructor(
    /** The id of the cluster that was backed up. */
    public readonly clusterId: string,
    /** The id of the backup; absent for the latest one. */
    public readonly backupId: string | undefined,
    private readonly facts: { readonly [Key in keyof BackupFacts]: BackupFacts[Key] | undefined },
    private readonly unknown: readonly Issue[],
    private readonly isLatest = false,
  ) {}

  /**
   * Props that it does not have.
   *
   * @internal
   */
  public _problems(): readonly Issue[] {
    return this.unknown;
  }

  /** @internal */
  public _reference(): BackupReference {
    const { clusterId, backupId, facts } = this;
    const told = Object.entries(facts).filter(([, value]) => value !== undefined);
    const known = told.length === 0 ? {} : { known: Object.fromEntries(told) as BackupFacts };
    if (this.isLatest) return { clusterId, latest: true, ...known };
    // Without an id the schema refuses it: `undefined` is an empty variable, and not the latest.
    return backupId === undefined ? { clusterId, ...known } : { clusterId, backupId, ...known };
  }
}

/** Without a catalog, as JavaScript lets it be: one that cannot be read, for a finding and no stack trace. */
function given(catalog: Catalog | undefined): Catalog {
  return typeof catalog?._facts === 'function' ? catalog : Catalog.fromFile('');
}

function details(known: BackupDetails): BackupDetails {
  const { milvusVersion, latestGaVersion, encrypted } = known ?? {};
  return { milvusVersion, latestGaVersion, encrypted };
}

/** A misspelt prop would be lost in silence, and the rules that need it with it. */
function unknownIn(given: object | undefined, names: readonly string[]): Issue[] {
  return unknownProps(given, names, SHAPE_RULE_ID, 'backup');
}
