import { Construct } from 'constructs';
import { addRestore, type RestoredFacts } from '../restore/private/add-restore';
import type { RestoreProps } from '../restore/restore-props';
import type { Backup } from './backup';
import { cockroach, restoreCluster } from './definition';
import type { Plan } from './enums';

/** The declaration of a cluster that is replaced by a managed backup. */
export interface RestoredClusterProps extends RestoreProps {
  /** The backup to restore from. A change of it restores again by default. */
  readonly backup: Backup;

  /**
   * The id of the cluster that gets the data: the one that was backed up, or another one of the same plan and
   * organization. It must exist and hold nothing. A change restores again by default.
   *
   * Source: https://www.cockroachlabs.com/docs/cockroachcloud/managed-backups-advanced
   */
  readonly destinationCluster: string;

  /** The plan of that cluster. The runner refuses a cluster of another one before anything is sent. */
  readonly plan: Plan;

  /**
   * The id of `destinationCluster`, typed a second time: a cluster restore erases all of its data, users and
   * settings, and makes it unavailable meanwhile. Synth refuses any other text; the runner checks it again
   * before it calls anything. A later change has no effect on a restore that has run.
   */
  readonly acknowledgeDataLoss: string;

  /**
   * Deletes the databases of the destination before the restore, each one named in the log; only once the
   * backup has been found, and never in a cluster with delete protection. Types, views, sequences and
   * schemas of `defaultdb` are not seen by the API and must be dropped over SQL.
   *
   * @default false - a destination that is not empty is refused, with a list of what it holds
   */
  readonly wipeDestination?: boolean;

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
   * Restores databases, tables and users without the rows of user tables. The destination must be empty all the
   * same.
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

/**
 * A cluster of CockroachDB Cloud whose data is replaced by a managed backup, on any plan. Destroying the
 * construct changes nothing in the cluster.
 *
 * `POST /api/v1/clusters/{destination_cluster_id}/restores` with type CLUSTER, see
 * https://www.cockroachlabs.com/docs/cockroachcloud/managed-backups-basic
 */
export class RestoredCluster extends Construct {
  readonly #restored: RestoredFacts;

  /**
   * @param scope the stack, or a construct in it
   * @param id names the restore in the stack; a change of it restores again
   * @param props what to restore, from what, to where
   */
  constructor(scope: Construct, id: string, props: RestoredClusterProps) {
    super(scope, id);
    this.#restored = addRestore(this, cockroach, restoreCluster, props);
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
