import type { Construct } from 'constructs';
import { Drill } from '../restore/drill';
import type { DrillProps } from '../restore/drill-props';
import { normalizeProps } from '../restore/private/declared-props';
import type { Backup } from './backup';
import { cockroach, drillDatabase } from './definition';
import { Plan } from './enums';

/** The declaration of a drill that restores one database. */
export interface RestoreDrillProps extends DrillProps {
  /** The backup of an Advanced cluster: with `Backup.latest`, the newest one at the time of the drill. */
  readonly backup: Backup;

  /**
   * The id of the Advanced cluster in which the database exists for the time of the drill: preferably one that is used
   * only for drills. The plans Basic and Standard restore whole clusters only, so they have no drill.
   *
   * Source: https://www.cockroachlabs.com/docs/cockroachcloud/managed-backups-advanced
   */
  readonly destinationCluster: string;

  /** The name of the database in the backup. */
  readonly database: string;

  /**
   * The beginning of the name of the database in the destination. A short hash of the drill and its token is appended,
   * so that the database provably belongs to this drill.
   *
   * @default 'restore_drill'
   */
  readonly databaseName?: string;

  /**
   * How many tables the database must have at least, a whole number. No backup lists its tables.
   *
   * @default 1
   */
  readonly minimumTables?: number;

  /**
   * The version of CockroachDB that the destination runs, for example `v25.4`.
   *
   * @default - not known: the vendor decides when it restores
   */
  readonly destinationVersion?: string;

  /**
   * Restores although the regions of the backup differ from those of the destination.
   *
   * @default - the field is not sent: a mismatch is refused
   */
  readonly skipLocalitiesCheck?: boolean;

  /**
   * Restores tables although tables that their foreign keys refer to be in other databases.
   *
   * @default - the field is not sent: a missing table is refused
   */
  readonly skipMissingForeignKeys?: boolean;

  /**
   * Restores tables although sequences that they use are in other databases.
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
 * A drill of CockroachDB Cloud: one database of a managed backup is restored to an Advanced cluster under a unique
 * name, checked, and always dropped. Nothing else in the cluster is touched.
 *
 * `POST /api/v1/clusters/{destination_cluster_id}/restores` with type DATABASE, see
 * https://www.cockroachlabs.com/docs/cockroachcloud/managed-backups-advanced
 */
export class RestoreDrill extends Drill {
  /**
   * @param scope the stack, or a construct in it
   * @param id the id of the drill in the stack. A change makes it another drill
   * @param props what to restore, from what, and what it must meet
   */
  constructor(scope: Construct, id: string, props: RestoreDrillProps) {
    super(scope, id);
    this._addDrill(cockroach, drillDatabase, {
      ...normalizeProps(props),
      plan: Plan.ADVANCED,
    });
  }
}
