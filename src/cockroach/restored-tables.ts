import { Construct } from 'constructs';
import { addRestore, type RestoredFacts } from '../restore/private/add-restore';
import type { RestoreProps } from '../restore/restore-props';
import type { Backup } from './backup';
import { cockroach, restoreTables } from './definition';
import type { Plan } from './enums';

/** A table of a backup, in full. */
export interface QualifiedTable {
  /** The database that it is in. */
  readonly database: string;

  /** The schema that it is in, `public` unless another one was made. */
  readonly schema: string;

  /** Its name. */
  readonly table: string;
}

/** The declaration of tables restored into a cluster that is there. */
export interface RestoredTablesProps extends RestoreProps {
  /** The backup to restore from, of a cluster of plan Advanced. A change restores again by default. */
  readonly backup: Backup;

  /**
   * The id of the cluster that gets them, or a token such as the `clusterId` of a cluster restored in the same
   * app: the one that was backed up, or another Advanced one of the same organization. A change restores
   * again by default.
   *
   * Source: https://www.cockroachlabs.com/docs/cockroachcloud/managed-backups-advanced
   */
  readonly destinationCluster: string;

  /** The plan of that cluster: Advanced. Synth refuses the others, which restore whole clusters only. */
  readonly plan: Plan;

  /** The tables, at least one, each once and in full. A change restores again by default. */
  readonly tables: QualifiedTable[];

  /**
   * The database of the destination that gets the tables. Whether one that is not there is created is
   * unconfirmed: set `createIntoDb` to be sure. A change restores again by default.
   *
   * @default - the database that each table has in the backup
   */
  readonly intoDb?: string;

  /**
   * Creates the database of `intoDb` before the restore when it is not there.
   *
   * @default false
   */
  readonly createIntoDb?: boolean;

  /**
   * The version of CockroachDB that the destination runs, for example `v25.4`. With it, and the version of the
   * backup, synth refuses a destination that is older than the backup or more than one major version newer.
   *
   * Source: https://www.cockroachlabs.com/docs/stable/restoring-backups-across-versions
   *
   * @default - not known: the vendor decides when it restores
   */
  readonly destinationVersion?: string;

  /**
   * Restores without rows.
   *
   * @default - the field is not sent: data is restored too
   */
  readonly schemaOnly?: boolean;

  /**
   * Restores although the regions of the backup differ from those of the destination.
   *
   * Source: https://www.cockroachlabs.com/docs/stable/restore
   *
   * @default - the field is not sent: a mismatch is refused
   */
  readonly skipLocalitiesCheck?: boolean;

  /**
   * Restores tables although tables that their foreign keys refer to are not restored.
   *
   * @default - the field is not sent: a missing table is refused
   */
  readonly skipMissingForeignKeys?: boolean;

  /**
   * Restores tables although sequences that they use are not restored.
   *
   * @default - the field is not sent: a missing sequence is refused
   */
  readonly skipMissingSequences?: boolean;

  /**
   * Leaves out views whose tables are not restored.
   *
   * @default - the field is not sent: a missing table is refused
   */
  readonly skipMissingViews?: boolean;
}

/**
 * Tables of a CockroachDB Cloud cluster of plan Advanced, restored from a managed backup into a database of the
 * destination. Nothing is replaced: a table that is there already fails the restore. Destroying the construct
 * leaves what was restored.
 *
 * `POST /api/v1/clusters/{destination_cluster_id}/restores` with type TABLE, see
 * https://www.cockroachlabs.com/docs/cockroachcloud/managed-backups-advanced
 */
export class RestoredTables extends Construct {
  readonly #restored: RestoredFacts;

  /**
   * @param scope the stack, or a construct in it
   * @param id names the restore in the stack; a change of it restores again
   * @param props what to restore, from what, to where
   */
  constructor(scope: Construct, id: string, props: RestoredTablesProps) {
    super(scope, id);
    this.#restored = addRestore(this, cockroach, restoreTables, props);
  }

  /** The id of the destination, known once the restore has ended: what uses it waits. */
  public get clusterId(): string {
    return this.#restored.fact('destination_cluster_id');
  }

  /** The id of the restore. */
  public get restoreId(): string {
    return this.#restored.fact('restore_id');
  }

  /** The id of the backup that was restored: with `Backup.latest`, the one chosen. */
  public get backupId(): string {
    return this.#restored.fact('backup_id');
  }

  /** When the restore had ended, in UTC. */
  public get completedAt(): string {
    return this.#restored.fact('completed_at');
  }
}
