import type { RestoreProps } from '../restore/restore-props';
import type { Backup } from './backup';
import type { Plan } from './enums';

/** Props of every restore of CockroachDB Cloud. */
export interface ManagedRestoreProps extends RestoreProps {
  /**
   * The backup to restore from. A change restores again by default. Databases and tables are restored from a backup of
   * a cluster of plan Advanced.
   */
  readonly backup: Backup;

  /**
   * The plan of the destination. The runner refuses a cluster of another one before anything is sent. Basic and
   * Standard restore whole clusters only.
   */
  readonly plan: Plan;

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
   * Restores databases, tables and users without the rows of user tables. Even so, the destination of a cluster restore
   * must be empty.
   *
   * @default - the field is not sent: data is restored too
   */
  readonly schemaOnly?: boolean;

  /**
   * Restores although the regions of the backup differ from those of the destination. Advanced only.
   *
   * Source: https://www.cockroachlabs.com/docs/stable/restore
   *
   * @default - the field is not sent: a mismatch is refused
   */
  readonly skipLocalitiesCheck?: boolean;
}

/** Props of a restore of databases or tables. */
export interface ObjectRestoreProps extends ManagedRestoreProps {
  /**
   * The id of the destination cluster, or a token such as the `clusterId` of a cluster restored in the same app: the
   * one that was backed up, or another Advanced cluster of the same organization. A change restores again by default.
   *
   * Source: https://www.cockroachlabs.com/docs/cockroachcloud/managed-backups-advanced
   */
  readonly destinationCluster: string;

  /**
   * Restores tables although tables that their foreign keys refer to be not restored.
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
