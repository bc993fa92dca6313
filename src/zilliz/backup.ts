import type { BackupReference } from './declaration';

/** Names one backup of a Zilliz Cloud cluster. */
export interface BackupIdProps {
  /** The id of the cluster that was backed up, for example `in01-0123456789abcde`. */
  readonly clusterId: string;

  /** The id of the backup, for example `backup11_0123456789abcde`. */
  readonly backupId: string;
}

/** What a cluster or collections are restored from. */
export class Backup {
  /**
   * One backup, by its id.
   *
   * @param props the cluster and the backup; both may be tokens
   */
  public static fromId(props: BackupIdProps): Backup {
    return new Backup(props.clusterId, props.backupId);
  }

  private constructor(
    /** The id of the cluster that was backed up. */
    public readonly clusterId: string,
    /** The id of the backup; absent for the latest one. */
    public readonly backupId?: string,
  ) {}

  /** @internal */
  public _reference(): BackupReference {
    const { clusterId, backupId } = this;
    return backupId === undefined ? { clusterId, latest: true } : { clusterId, backupId };
  }
}
