import type { Construct } from 'constructs';
import { Drill } from '../restore/drill';
import type { DrillProps } from '../restore/drill-props';
import { PasswordSink } from '../restore/password-sink';
import { normalizeProps } from '../restore/private/declared-props';
import type { Backup } from './backup';
import type { CmekProps } from './cmek';
import { restoreCluster, zilliz } from './definition';
import { CollectionStatus, type ProjectPlan, type RestoreVersionPolicy } from './enums';

/** The declaration of a drill that restores a cluster backup. */
export interface RestoreDrillProps extends DrillProps {
  /** The cluster backup to restore from: with `Backup.latest`, the newest one at the time of the drill. */
  readonly backup: Backup;

  /**
   * The id of the project in which the cluster exists for the time of the drill. A separate project keeps drills away
   * from the quotas of production.
   */
  readonly targetProject: string;

  /**
   * The plan of that project, which synth cannot look up.
   *
   * @default - what the catalog says, where it is the project of the source cluster; otherwise not known
   */
  readonly targetProjectPlan?: ProjectPlan;

  /**
   * The cloud regions bound to that project, for example `aws-us-west-2`.
   *
   * @default - not known: the API refuses a restore that does not fit
   */
  readonly targetProjectRegions?: string[];

  /**
   * The beginning of the cluster's name: letters, digits and hyphens. A short hash of the drill and its token is
   * appended, so that the cluster provably belongs to this drill.
   *
   * @default 'restore-drill'
   */
  readonly clusterName?: string;

  /** The size in query CUs, as for `RestoredCluster`. The backup must fit into it. */
  readonly cuSize: number;

  /**
   * Whether collections are loaded as they were, or all released. Loading is part of a recovery, so its time counts.
   *
   * @default CollectionStatus.KEEP
   */
  readonly collectionStatus?: CollectionStatus;

  /**
   * The Milvus version of the restored cluster.
   *
   * @default - the field is not sent, and the vendor restores to the latest compatible version
   */
  readonly restoreVersionPolicy?: RestoreVersionPolicy;

  /**
   * Whether users, roles and grants are restored too. The request field (`includeRbac`) is unconfirmed.
   *
   * @default - the field is not sent, and the vendor decides
   */
  readonly includeRbac?: boolean;

  /**
   * Encrypts the restored cluster with a key of your own, as for `RestoredCluster`.
   *
   * @default - no customer-managed key
   */
  readonly cmek?: CmekProps;

  /**
   * Where the password of `db_admin` goes: a `checkCommand` that reads data needs it.
   *
   * @default PasswordSink.discard()
   */
  readonly passwordSink?: PasswordSink;
}

/**
 * A drill of Zilliz Cloud: a cluster backup is restored to a new cluster, which is checked and always dropped. The
 * cluster is billed until then.
 *
 * The collections are looked up over the data plane of the cluster with the same API key, see
 * https://docs.zilliz.com/docs/restful-api
 */
export class RestoreDrill extends Drill {
  /**
   * @param scope the stack, or a construct in it
   * @param id the id of the drill in the stack. A change makes it another drill
   * @param props what to restore, from what, and what it must meet
   */
  constructor(scope: Construct, id: string, props: RestoreDrillProps) {
    super(scope, id);
    const given = normalizeProps(props);
    const {
      clusterName = 'restore-drill',
      collectionStatus = CollectionStatus.KEEP,
      passwordSink = PasswordSink.discard(),
    } = given;
    const chosen = { clusterName, collectionStatus, passwordSink, uniqueName: true };
    this._addDrill(zilliz, restoreCluster, { ...given, ...chosen });
  }
}
