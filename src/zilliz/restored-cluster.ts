import { Construct } from 'constructs';
import type { PasswordSink } from '../restore/password-sink';
import { addSetting } from '../restore/private/add-setting';
import { normalizeProps } from '../restore/private/declared-props';
import type { RemovalPolicy } from '../restore/removal-policy';
import type { Replacement } from '../restore/replacement';
import { Restore } from '../restore/restore';
import type { RestoreProps } from '../restore/restore-props';
import type { Backup } from './backup';
import type { CmekProps } from './cmek';
import { clusterMarks, restoreCluster, zilliz } from './definition';
import type { CollectionStatus, ProjectPlan, RestoreVersionPolicy } from './enums';

/** The declaration of a cluster restored from a cluster backup. */
export interface RestoredClusterProps extends RestoreProps {
  /** The cluster backup to restore from. A change restores again by default. */
  readonly backup: Backup;

  /**
   * The id of the project in which the cluster is created, for example `proj-0123456789abcdef012345`. The region of the
   * backup must be bound to it. A change restores again by default.
   *
   * Source: https://docs.zilliz.com/docs/restore-from-backup-files
   */
  readonly targetProject: string;

  /**
   * The plan of that project, which synth cannot look up. It decides the maximum `cuSize` and whether
   * `cmek` is possible.
   *
   * @default - what the catalog says, where it is the project of the source cluster; otherwise not known, and
   * rules that need it are left to the runner
   */
  readonly targetProjectPlan?: ProjectPlan;

  /**
   * The cloud regions bound to that project, for example `aws-us-west-2`, which synth cannot look up. A cluster is
   * restored in the region of its backup; the restore fails if that is not one of them.
   *
   * Source: https://docs.zilliz.com/reference/restful/restore-cluster-backup-v2
   *
   * @default - not known: the API refuses a restore that does not fit
   */
  readonly targetProjectRegions?: string[];

  /**
   * The name of the restored cluster: letters, digits and hyphens, unique in the project. `${terraform.workspace}` in it
   * is the name of Terraform's workspace. A change restores again by default.
   */
  readonly clusterName: string;

  /**
   * Appends a short hash to `clusterName`, made of the restore's identity and of the place of Terraform's state, so
   * that an old and a new clone, or the clones of two workspaces, can exist side by side, and a cluster whose creation
   * got no response can be proven to be this one. The name is known after apply.
   *
   * @default false
   */
  readonly uniqueName?: boolean;

  /**
   * The size in query CUs: 1, 2, 4, 8, then steps of 4 up to 64, of 8 up to 256, of 16 up to 2048. At most
   * 32 in a Standard project. A later change reaches the cluster only when it is restored again.
   */
  readonly cuSize: number;

  /** Whether collections are loaded as they were, or all released. */
  readonly collectionStatus: CollectionStatus;

  /**
   * The Milvus version of the restored cluster.
   *
   * @default - the field is not sent, and the vendor restores to the latest compatible version
   */
  readonly restoreVersionPolicy?: RestoreVersionPolicy;

  /**
   * Whether users, roles and grants are restored too. The request field (`includeRbac`) is unconfirmed: the
   * guide offers the choice, the public reference names no field.
   *
   * @default - the field is not sent, and the vendor decides
   */
  readonly includeRbac?: boolean;

  /**
   * Encrypts the restored cluster with a key of your own. Dedicated clusters of a Business Critical project
   * on AWS only.
   *
   * @default - no customer-managed key
   */
  readonly cmek?: CmekProps;

  /**
   * Where the password of the new `db_admin` goes. The vendor shows it once.
   *
   * @default - that of its `ClonedEnvironment`; outside of one it is required
   */
  readonly passwordSink?: PasswordSink;

  /**
   * What becomes of the cluster when it is destroyed or replaced. It does not act when the block is removed
   * from the code (put `RemovedCluster` in its place), nor on a step that failed.
   *
   * @default RemovalPolicy.RETAIN; in a `ClonedEnvironment` DESTROY
   */
  readonly removalPolicy?: RemovalPolicy;

  /**
   * The id of the organization, for example `org-0123456789abcdef`.
   *
   * With it `owner`, `dataClass` and `expiresOn` are written into the description of the cluster once it is restored,
   * in brackets. The rest of the description is kept; it has at most 255 characters in all. A change writes the
   * description and restores nothing; what is no longer declared stays.
   *
   * Source: https://docs.zilliz.com/reference/restful/update-dedicated-cluster-v2
   *
   * @default - nothing of them is sent to the vendor
   */
  readonly stampOrganization?: string;

  /**
   * When a clone that is restored again replaces the previous one. `Replacement.AFTER_VERIFICATION` needs `uniqueName`,
   * `Rerun.onToken` and `RemovalPolicy.DESTROY`: there is a clone at any time during a refresh. Both run, and are
   * billed, until the new one is verified.
   *
   * A change of this prop restores again.
   *
   * @default Replacement.BEFORE_RESTORE
   */
  readonly replacement?: Replacement;
}

/**
 * A Dedicated cluster of Zilliz Cloud, restored from a cluster backup to a new cluster.
 *
 * `POST /v2/clusters/{clusterId}/backups/{backupId}/restoreCluster`, see
 * https://docs.zilliz.com/docs/restore-from-backup-files
 */
export class RestoredCluster extends Restore {
  /**
   * @param scope the stack, or a construct in it
   * @param id the id of the restore in the stack. A change restores again
   * @param props what to restore, from what, to where
   */
  constructor(scope: Construct, id: string, props: RestoredClusterProps) {
    super(scope, id);
    this._add(zilliz, restoreCluster, props, ['stampOrganization']);
    this.#stamp(normalizeProps(props));
  }

  /** A step of its own, which follows the restore: a change of it restores nothing. */
  #stamp({ stampOrganization, owner, dataClass, expiresOn }: RestoredClusterProps): void {
    if (stampOrganization === undefined) return;
    addSetting(new Construct(this, 'marks'), zilliz, clusterMarks, {
      ...{ cluster: this.clusterId, restore: this.node.path },
      ...{ stampOrganization, owner, dataClass, expiresOn },
      detectDrift: false,
    });
  }

  /** The id of the new cluster, known once the restore has ended. */
  public get clusterId(): string {
    return this._fact('cluster_id');
  }

  /** Its final name: with `uniqueName`, the one with the hash. */
  public get clusterName(): string {
    return this._fact('cluster_name');
  }

  /** The address to connect to, with scheme and port. */
  public get connectAddress(): string {
    return this._fact('connect_address');
  }

  /** The administrator's name, `db_admin`. */
  public get username(): string {
    return this._fact('username');
  }

  /** The id of the restore job. */
  public get jobId(): string {
    return this._fact('job_id');
  }
}
