import type { Construct } from 'constructs';
import { cockroach, restoreTables } from './definition';
import { ManagedRestore } from './managed-restore';
import type { ObjectRestoreProps } from './restore-props';

/** A table of a backup, in full. */
export interface QualifiedTable {
  /** The database that it is in. */
  readonly database: string;

  /** The schema that it is in, `public` unless another one was made. */
  readonly schema: string;

  /** Its name. */
  readonly table: string;
}

/** The declaration of tables restored into an existing cluster. */
export interface RestoredTablesProps extends ObjectRestoreProps {
  /** The tables, at least one, each once and in full. A change restores again by default. */
  readonly tables: QualifiedTable[];

  /**
   * The database of the destination into which the tables are restored. Whether a missing one is created is
   * unconfirmed: set `createIntoDb` to be sure. A change restores again by default.
   *
   * @default - the database that each table has in the backup
   */
  readonly intoDb?: string;

  /**
   * Creates the database of `intoDb` before the restore if it does not exist.
   *
   * @default false
   */
  readonly createIntoDb?: boolean;
}

/**
 * Tables of a CockroachDB Cloud cluster of plan Advanced, restored from a managed backup into a database of the
 * destination. Nothing is replaced: a table that exists already fails the restore. Destroying the construct
 * leaves what was restored.
 *
 * `POST /api/v1/clusters/{destination_cluster_id}/restores` with type TABLE, see
 * https://www.cockroachlabs.com/docs/cockroachcloud/managed-backups-advanced
 */
export class RestoredTables extends ManagedRestore {
  /**
   * @param scope the stack, or a construct in it
   * @param id the id of the restore in the stack. A change restores again
   * @param props what to restore, from what, to where
   */
  constructor(scope: Construct, id: string, props: RestoredTablesProps) {
    super(scope, id);
    this._add(cockroach, restoreTables, props);
  }
}
