import { Restore } from '../restore/restore';

/** A restore of CockroachDB Cloud: what is known once it has ended. */
export abstract class ManagedRestore extends Restore {
  /** The id of the destination, known once the restore has ended: what uses it waits. */
  public get clusterId(): string {
    return this._fact('destination_cluster_id');
  }

  /** The id of the restore. */
  public get restoreId(): string {
    return this._fact('restore_id');
  }

  /** When the restore had ended, in UTC. */
  public get completedAt(): string {
    return this._fact('completed_at');
  }
}
