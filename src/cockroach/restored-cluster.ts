import { Construct } from 'constructs';
import { addSetting } from '../restore/private/add-setting';
import { normalizeProps } from '../restore/private/declared-props';
import { clusterMarks, cockroach, restoreCluster } from './definition';
import { ManagedRestore } from './managed-restore';
import type { ManagedRestoreProps } from './restore-props';

/** The declaration of a cluster that is replaced by a managed backup. */
export interface RestoredClusterProps extends ManagedRestoreProps {
  /**
   * The id of the destination cluster: the one that was backed up, or another one of the same plan and organization. It
   * must exist and be empty. A change restores again by default.
   *
   * Source: https://www.cockroachlabs.com/docs/cockroachcloud/managed-backups-advanced
   */
  readonly destinationCluster: string;

  /**
   * The id of `destinationCluster`, typed a second time: a cluster restore erases all of its data, users and
   * settings, and makes it unavailable meanwhile. Synth refuses any other text; the runner checks it again
   * before it calls anything. A later change has no effect on a restore that has run.
   */
  readonly acknowledgeDataLoss: string;

  /**
   * Deletes the databases of the destination before the restore, each one named in the log. It does so only once the
   * backup has been found, and never in a cluster with deletion protection. The API does not show types, views, sequences
   * and schemas of `defaultdb`: drop them with SQL.
   *
   * @default false - a destination that is not empty is refused, with a list of what it contains
   */
  readonly wipeDestination?: boolean;

  /**
   * Writes `owner`, `dataClass` and `expiresOn` to the destination as its labels `owner`, `data-class` and
   * `expires-on`, once it is restored: lower-case letters, digits and dashes, at most 63 each, 50 labels in all. Other
   * labels are read first and kept. A change writes the labels and restores nothing; a label that is no longer
   * declared stays.
   *
   * Source: https://www.cockroachlabs.com/docs/cockroachcloud/labels
   *
   * @default false - nothing of them is sent to the vendor
   */
  readonly labelDestination?: boolean;

  /**
   * Switches the deletion protection of the destination on or off, once it is restored. A change switches it and
   * restores nothing. While it is on, `wipeDestination` is refused: switch it off before the cluster is restored again.
   *
   * Source: https://www.cockroachlabs.com/docs/api/cloud/v1
   *
   * @default - as it is
   */
  readonly deletionProtection?: boolean;
}

/** Props that no restore is made of. */
const MARK_PROPS = ['labelDestination', 'deletionProtection'];

/**
 * A cluster of CockroachDB Cloud whose data is replaced by a managed backup, on any plan. Destroying the
 * construct changes nothing in the cluster.
 *
 * `POST /api/v1/clusters/{destination_cluster_id}/restores` with type CLUSTER, see
 * https://www.cockroachlabs.com/docs/cockroachcloud/managed-backups-basic
 */
export class RestoredCluster extends ManagedRestore {
  /**
   * @param scope the stack, or a construct in it
   * @param id the id of the restore in the stack. A change restores again
   * @param props what to restore, from what, to where
   */
  constructor(scope: Construct, id: string, props: RestoredClusterProps) {
    super(scope, id);
    this._add(cockroach, restoreCluster, props, MARK_PROPS);
    this.#mark(normalizeProps(props));
  }

  /** A step of its own, which follows the restore: a change of it restores nothing. */
  #mark(props: RestoredClusterProps): void {
    const { labelDestination, deletionProtection, owner, dataClass, expiresOn } = props;
    const isLabelled = labelDestination !== undefined && labelDestination !== false;
    if (!isLabelled && deletionProtection === undefined) return;
    addSetting(new Construct(this, 'marks'), cockroach, clusterMarks, {
      ...{ cluster: this.clusterId, restoreId: this.restoreId, restore: this.node.path },
      ...{ labelDestination: isLabelled ? labelDestination : undefined, deletionProtection },
      owner: isLabelled ? owner : undefined,
      dataClass: isLabelled ? dataClass : undefined,
      expiresOn: isLabelled ? expiresOn : undefined,
      detectDrift: false,
    });
  }
}
