import { Fn, Token } from 'cdktf';
import { Restore } from '../restore/restore';

/** A restore of CockroachDB Cloud: what is known once it has ended. */
export abstract class ManagedRestore extends Restore {
  /** The id of the destination, known once the restore has ended: whatever uses it waits. */
  public get clusterId(): string {
    return this._fact('destination_cluster_id');
  }

  /** The id of the restore. */
  public get restoreId(): string {
    return this._fact('restore_id');
  }

  /** When the restore ended, in UTC. */
  public get completedAt(): string {
    return this._fact('completed_at');
  }

  /**
   * How clients reach the destination, with its default database, without a user and a password, for example
   * `postgresql://orders.cockroachlabs.cloud:26257/defaultdb?sslmode=verify-full`. Where the API did not report it,
   * an apply that uses it fails: `terraform apply -replace=…wait` asks once more and restores nothing.
   *
   * Source: https://www.cockroachlabs.com/docs/api/cloud/v1
   */
  public get connectionString(): string {
    // Never an empty text: clients take that for a server on their own machine.
    return Token.asString(Fn.regex('^postgres.*', this._fact('connection_string')));
  }
}
