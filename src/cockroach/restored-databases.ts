import type { Construct } from 'constructs';
import type { RemovalPolicy } from '../restore/removal-policy';
import { cockroach, restoreDatabases } from './definition';
import { ManagedRestore } from './managed-restore';
import type { ObjectRestoreProps } from './restore-props';

/** The declaration of databases restored into an existing cluster. */
export interface RestoredDatabasesProps extends ObjectRestoreProps {
  /**
   * The names of the databases, at least one, each once. None of them may exist in the destination. A change
   * restores again by default.
   */
  readonly databases: string[];

  /**
   * The name that the database gets in the destination. Only with exactly one database. A change restores again by
   * default.
   *
   * @default - the name that it has in the backup
   */
  readonly newDbName?: string;

  /**
   * What becomes of the databases when the restore is destroyed or replaced. With `RemovalPolicy.DESTROY` those that it
   * made are dropped, with all of their data, where the vendor's record of the restore proves that they are its own; never
   * under the name of the backed-up database in the cluster that was backed up.
   *
   * @default RemovalPolicy.RETAIN; in a `ClonedEnvironment` DESTROY
   */
  readonly removalPolicy?: RemovalPolicy;
}

/**
 * Databases of a CockroachDB Cloud cluster of plan Advanced, restored from a managed backup beside what the
 * destination has. Nothing is replaced: a database that exists already is refused. Destroying the
 * construct leaves what was restored, unless its `removalPolicy` is DESTROY.
 *
 * `POST /api/v1/clusters/{destination_cluster_id}/restores` with type DATABASE, see
 * https://www.cockroachlabs.com/docs/cockroachcloud/managed-backups-advanced
 */
export class RestoredDatabases extends ManagedRestore {
  /**
   * @param scope the stack, or a construct in it
   * @param id the id of the restore in the stack. A change restores again
   * @param props what to restore, from what, to where
   */
  constructor(scope: Construct, id: string, props: RestoredDatabasesProps) {
    super(scope, id);
    this._add(cockroach, restoreDatabases, props);
  }
}
