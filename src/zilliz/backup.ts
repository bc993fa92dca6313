import { ManagedBackup } from '../restore/managed-backup';
import { type BackupSource, BackupSources } from '../restore/private/backup-source';
import { withoutUndefined } from '../restore/private/known';
import { Catalog } from './catalog';
import { type BackupReference, SHAPE_RULE_ID } from './model/declaration';

/** Facts of a backup that the API does not report and its owner may know. */
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
   * Whether the backup is encrypted with a customer-managed key. Restoring an encrypted backup without `cmek` must be
   * acknowledged.
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
   * The cloud region of the backup, for example `aws-us-west-2`. The restored cluster is in the same region.
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
   * The cloud region of the backups, for example `aws-us-west-2`. The restored cluster is in the same region.
   *
   * @default - not known: rules about the region are left to the runner
   */
  readonly regionId?: string;
}

/** Names a cluster that is backed up first. */
export interface BackupNowProps extends BackupDetails {
  /** The id of the cluster that is backed up, for example `in01-0123456789abcde`. */
  readonly clusterId: string;

  /**
   * The collections that the backup holds, all of one database. Only `RestoredCollections` can be restored from such a
   * backup.
   *
   * Source: https://docs.zilliz.com/reference/restful/create-backup-v2
   *
   * @default - the whole cluster
   */
  readonly collectionNames?: string[];

  /**
   * The database of `collectionNames`.
   *
   * @default - the field is not sent, which means the default database
   */
  readonly dbName?: string;

  /**
   * The cloud region of the cluster, for example `aws-us-west-2`. The restored cluster is in the same region.
   *
   * @default - not known: rules about the region are left to the runner
   */
  readonly regionId?: string;
}

/** Names a cluster and the latest allowed time of its backup. */
export interface BackupBeforeProps extends BackupDetails {
  /** The id of the cluster that was backed up, for example `in01-0123456789abcde`. */
  readonly clusterId: string;

  /**
   * The latest allowed time, in ISO 8601 with a time zone, for example `2026-11-20T03:15:00Z`. It may be a token. A
   * backup of exactly that time is allowed. A change restores again by default.
   */
  readonly time: string;

  /**
   * The cloud region of the backups, for example `aws-us-west-2`. The restored cluster is in the same region.
   *
   * @default - not known: rules about the region are left to the runner
   */
  readonly regionId?: string;
}

const sources = new BackupSources(
  SHAPE_RULE_ID,
  ['milvusVersion', 'latestGaVersion', 'encrypted'],
  () => Catalog.fromFile(''),
);

/** What a cluster or collections are restored from. */
export class Backup extends ManagedBackup {
  /**
   * One backup, by its id.
   *
   * @param props the cluster and the backup, which may be tokens, and what is known of it
   */
  public static fromId(props: BackupIdProps): Backup {
    const names = { facts: ['createTime', 'regionId'], others: ['backupId'] };
    return new Backup(sources.of(props, names, ({ backupId }) => ({ backupId })));
  }

  /**
   * One backup of a catalog, so that synth checks what the catalog knows of it: type, age, expiry, allowed
   * versions, region, collections.
   *
   * @param catalog the catalog of the cluster that was backed up
   * @param backupId the id of the backup, which may be a token: then only the cluster's facts are checked
   * @param known what the API does not report
   */
  public static fromCatalog(catalog: Catalog, backupId: string, known: BackupDetails = {}): Backup {
    return new Backup(sources.ofCatalog(catalog, backupId, known));
  }

  /**
   * The latest backup that is AVAILABLE when the restore is submitted. For a cluster, the latest one of type
   * CLUSTER. A newer backup never restores again automatically: the one that was chosen stays in Terraform's state,
   * and is available as `backupId` of the restore.
   *
   * @param props the cluster, which may be a token, and what is known of its backups
   */
  public static latest(props: LatestBackupProps): Backup {
    return new Backup(sources.of(props, { facts: ['regionId'] }, () => ({ isLatest: true })));
  }

  /**
   * The newest backup that is AVAILABLE and not later than a moment, chosen when the restore is submitted. For a
   * cluster, the newest one of type CLUSTER. The one that was chosen stays in Terraform's state, and is available as
   * `backupId` of the restore. What counts is `createTime` as the API describes the backup.
   *
   * @param props the cluster and the moment, which may be tokens, and what is known of the backups
   */
  public static before(props: BackupBeforeProps): Backup {
    const names = { facts: ['regionId'], others: ['time'] };
    return new Backup(sources.of(props, names, ({ time }) => ({ before: { time } })));
  }

  /**
   * A backup that is made when the restore is submitted, once, before anything else. `submit` waits for it, at most
   * `timeoutMinutes`. It is a manual backup: the vendor keeps and bills it until somebody deletes it, also after
   * `terraform destroy`. Its id is the `backupId` of the restore. A re-run of the restore makes another one.
   *
   * Source: https://docs.zilliz.com/reference/restful/create-backup-v2
   *
   * @param props the cluster, which may be a token, and what is known of it
   */
  public static now(props: BackupNowProps): Backup {
    const names = { facts: ['regionId'], others: ['dbName', 'collectionNames'] };
    const source = sources.of(props, names, ({ dbName, collectionNames }) => ({
      now: withoutUndefined({ dbName, collectionNames }),
      facts: { backupType: collectionNames === undefined ? 'CLUSTER' : 'COLLECTION' },
    }));
    return new Backup(source);
  }

  private constructor(/** @internal */ public override readonly _source: BackupSource) {
    super();
  }

  /** @internal */
  public _reference(): BackupReference {
    return this._source.reference as BackupReference;
  }
}
