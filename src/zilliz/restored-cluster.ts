import { Construct } from 'constructs';
import type { Acknowledgement } from '../restore/acknowledgement';
import type { PasswordSink } from '../restore/password-sink';
import { identityOf } from '../restore/private/identity';
import { RestoreSteps } from '../restore/private/restore-steps';
import { sinkSpec } from '../restore/private/sink-spec';
import { DeclarationValidation } from '../restore/private/validation';
import { RemovalPolicy } from '../restore/removal-policy';
import { Rerun } from '../restore/rerun';
import type { Backup } from './backup';
import type { CmekProps } from './cmek';
import { restoreCluster } from './driver/restore-cluster';
import type { CollectionStatus, ProjectPlan, RestoreVersionPolicy } from './enums';
import { clusterTriggers } from './private/triggers';

/** The declaration of a cluster restored from a cluster backup. */
export interface RestoredClusterProps {
  /** The cluster backup to restore from. A change of it restores again by default. */
  readonly backup: Backup;

  /**
   * The id of the project that gets the cluster, for example `proj-0123456789abcdef012345`. The region of
   * the backup must be bound to it. A change restores again by default.
   *
   * Source: https://docs.zilliz.com/docs/restore-from-backup-files
   */
  readonly targetProject: string;

  /**
   * The plan of that project, which synth cannot look up. It decides the greatest `cuSize` and whether
   * `cmek` is possible.
   *
   * @default - not known: rules that need it are left to the runner
   */
  readonly targetProjectPlan?: ProjectPlan;

  /**
   * The name of the restored cluster: letters, digits and hyphens, unique in the project. A change restores
   * again by default.
   */
  readonly clusterName: string;

  /**
   * Appends a short hash of the restore's identity to `clusterName`, so that an old and a new clone can stand
   * side by side, and a cluster whose creation got no answer is provably this one.
   *
   * @default false
   */
  readonly uniqueName?: boolean;

  /**
   * The size in query CUs: 1, 2, 4, 8, then steps of 4 up to 64, of 8 up to 256, of 16 up to 1024; at most
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

  /** Where the password of the new `db_admin` goes; the vendor shows it once. */
  readonly passwordSink: PasswordSink;

  /**
   * Which changes restore again.
   *
   * @default Rerun.whenBackupChanges()
   */
  readonly rerun?: Rerun;

  /**
   * What becomes of the cluster when it is destroyed or replaced. It does not act when the block is removed
   * from the code together with its state, nor on a step that failed.
   *
   * @default RemovalPolicy.RETAIN
   */
  readonly removalPolicy?: RemovalPolicy;

  /**
   * How long `wait` follows the restore, in minutes, more than 0; fractions are allowed. When it is used up the
   * apply fails, and the next one goes on waiting without restoring again.
   *
   * @default 360
   */
  readonly timeoutMinutes?: number;

  /**
   * Findings that are accepted, each with its reason.
   *
   * @default - none
   */
  readonly acknowledge?: Acknowledgement[];
}

/**
 * A Dedicated cluster of Zilliz Cloud, restored from a cluster backup to a new cluster.
 *
 * `POST /v2/clusters/{clusterId}/backups/{backupId}/restoreCluster`, see
 * https://docs.zilliz.com/docs/restore-from-backup-files
 */
export class RestoredCluster extends Construct {
  /** The id of the new cluster, known once the restore has ended. */
  public readonly clusterId: string;
  /** The address to connect to, with scheme and port. */
  public readonly connectAddress: string;
  /** The administrator's name, `db_admin`. */
  public readonly username: string;
  /** The id of the restore job. */
  public readonly jobId: string;

  /**
   * @param scope the stack, or a construct in it
   * @param id names the restore in the stack; a change of it restores again
   * @param props what to restore, from what, to where
   */
  constructor(scope: Construct, id: string, props: RestoredClusterProps) {
    super(scope, id);
    const declaration = {
      backup: props.backup._reference(),
      targetProject: props.targetProject,
      targetProjectPlan: props.targetProjectPlan,
      clusterName: props.clusterName,
      uniqueName: props.uniqueName,
      cuSize: props.cuSize,
      collectionStatus: props.collectionStatus,
      restoreVersionPolicy: props.restoreVersionPolicy,
      includeRbac: props.includeRbac,
      cmek: props.cmek === undefined ? undefined : { kmsKeyArn: props.cmek.kmsKeyArn },
    };
    const acknowledge = props.acknowledge ?? [];
    this.node.addValidation(
      new DeclarationValidation(restoreCluster, declaration, acknowledge, props),
    );
    const { target, details } = clusterTriggers(declaration);
    const { identity, ignored } = identityOf(props.rerun ?? Rerun.whenBackupChanges(), target, details);
    const steps = new RestoreSteps(this, {
      vendor: 'zilliz',
      operation: restoreCluster.name,
      declaration,
      identity,
      details: ignored,
      submittedFacts: ['cluster_id', 'job_id', 'backup_id', 'username'],
      dropFacts: ['cluster_id'],
      restoredFacts: ['connect_address'],
      acknowledge,
      removalPolicy: props.removalPolicy ?? RemovalPolicy.RETAIN,
      timeoutMinutes: props.timeoutMinutes ?? 360,
      passwordSink: sinkSpec(props.passwordSink),
    });
    this.clusterId = steps.fact('cluster_id');
    this.connectAddress = steps.fact('connect_address');
    this.username = steps.fact('username');
    this.jobId = steps.fact('job_id');
  }
}
