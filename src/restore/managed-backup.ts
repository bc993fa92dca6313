import type { BackupSource } from './private/backup-source';

/** What the backups of all vendors have in common: whose they are, and which one is restored. */
export abstract class ManagedBackup {
  /** @internal */
  public abstract readonly _source: BackupSource;

  /** The id of the cluster that was backed up. */
  public get clusterId(): string {
    return this._source.clusterId;
  }

  /** The id of the backup. Absent for one that is chosen or made when the restore is submitted. */
  public get backupId(): string | undefined {
    return this._source.backupId;
  }

  /**
   * Props that it does not have.
   *
   * @internal
   */
  public _problems(): BackupSource['problems'] {
    return this._source.problems;
  }
}
