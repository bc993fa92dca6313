import { Construct } from 'constructs';
import type { Acknowledgement } from '../restore/acknowledgement';
import { propsOf, referenceOf } from '../restore/private/given';
import type { Rerun } from '../restore/rerun';
import type { Backup } from './backup';
import { restoreTables } from './definition';
import type { Plan } from './enums';
import { restored } from './private/restored';

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
export interface RestoredTablesProps {
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

  /**
   * Which changes restore again.
   *
   * @default Rerun.whenBackupChanges()
   */
  readonly rerun?: Rerun;

  /**
   * How long `wait` follows the restore, in minutes, more than 0; fractions are allowed. When it is used up the
   * apply fails, and the next one goes on waiting without restoring again.
   *
   * @default 360
   */
  readonly timeoutMinutes?: number;

  /**
   * Who answers for this restore, a team or a person: for the review and for `RestorePolicy`. Nothing of it
   * reaches the vendor, and a change restores nothing.
   *
   * @default - not stated
   */
  readonly owner?: string;

  /**
   * The class of the data, in the words of your organization, for example `customer data`: for the review.
   *
   * @default - not stated
   */
  readonly dataClass?: string;

  /**
   * The day until which the restored data is wanted, for example `2026-12-31`: for the review and for
   * `RestorePolicy`. Nothing drops it by itself on that day.
   *
   * @default - not stated
   */
  readonly expiresOn?: string;

  /**
   * Findings that are accepted, each with its reason.
   *
   * @default - none
   */
  readonly acknowledge?: Acknowledgement[];
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
  /** The id of the destination, known once the restore has ended: what uses it waits. */
  public readonly clusterId: string;
  /** The id of the restore. */
  public readonly restoreId: string;
  /** The id of the backup that was restored: with `Backup.latest`, the one chosen. */
  public readonly backupId: string;
  /** When the restore had ended, in UTC. */
  public readonly completedAt: string;

  /**
   * @param scope the stack, or a construct in it
   * @param id names the restore in the stack; a change of it restores again
   * @param props what to restore, from what, to where
   */
  constructor(scope: Construct, id: string, props: RestoredTablesProps) {
    super(scope, id);
    const given = propsOf(props);
    const declaration = {
      backup: referenceOf(given.backup),
      destinationCluster: given.destinationCluster,
      plan: given.plan,
      destinationVersion: given.destinationVersion,
      tables: given.tables,
      intoDb: given.intoDb,
      createIntoDb: given.createIntoDb,
      schemaOnly: given.schemaOnly,
      skipLocalitiesCheck: given.skipLocalitiesCheck,
      skipMissingForeignKeys: given.skipMissingForeignKeys,
      skipMissingSequences: given.skipMissingSequences,
      skipMissingViews: given.skipMissingViews,
    };
    const facts = restored(this, restoreTables, declaration, given);
    this.clusterId = facts.clusterId;
    this.restoreId = facts.restoreId;
    this.backupId = facts.backupId;
    this.completedAt = facts.completedAt;
  }
}
