import { Construct } from 'constructs';
import type { Checkable } from '../evaluation/evaluate';
import type { Acknowledgement } from '../restore/acknowledgement';
import { aboutOf } from '../restore/private/about';
import { propsOf, referenceOf } from '../restore/private/given';
import { identityOf } from '../restore/private/identity';
import { made, RefusedSteps } from '../restore/private/refused-steps';
import { RestoreSteps } from '../restore/private/restore-steps';
import { triggersOf } from '../restore/private/triggers';
import { RESTORE_PROPS } from '../restore/private/unknown-props';
import { DeclarationValidation } from '../restore/private/validation';
import { RemovalPolicy } from '../restore/removal-policy';
import { Rerun } from '../restore/rerun';
import type { Backup } from './backup';
import type { CollectionMapping } from './collection-mapping';
import { forSpec, restoreCollections } from './definition';

/** The declaration of collections restored into a cluster that is there. */
export interface RestoredCollectionsProps {
  /** The backup to restore from, of a cluster or of collections. A change restores again by default. */
  readonly backup: Backup;

  /**
   * The id of the cluster that gets the collections, or a token such as the `clusterId` of a cluster restored
   * in the same app. A change restores again by default.
   */
  readonly targetCluster: string;

  /**
   * The cloud region of that cluster, for example `aws-us-west-2`, which synth cannot look up: it has to be
   * the region of the backup.
   *
   * @default - not known
   */
  readonly targetRegionId?: string;

  /**
   * The CU type of that cluster, for example `Performance-optimized`, which synth cannot look up: it has to be
   * that of the cluster that was backed up.
   *
   * @default - not known
   */
  readonly targetCuType?: string;

  /**
   * What is restored, and under which names: one call and one job for each mapping. A later change reaches
   * the cluster only when the collections are restored again.
   *
   * @default - everything in the backup, under its own names, unloaded
   */
  readonly collectionMappings?: CollectionMapping[];

  /**
   * Which changes restore again.
   *
   * @default Rerun.whenBackupChanges()
   */
  readonly rerun?: Rerun;

  /**
   * How long `wait` follows the jobs, in minutes, more than 0; fractions are allowed.
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
 * Collections and databases of Zilliz Cloud, restored from a backup into an existing Dedicated cluster. When
 * some fail, the others are kept, and the next apply sends again just those that failed. Destroying the
 * construct leaves what was restored where it is.
 *
 * `POST /v2/clusters/{clusterId}/backups/{backupId}/restoreCollection`, see
 * https://docs.zilliz.com/docs/restore-from-backup-files
 */
export class RestoredCollections extends Construct {
  readonly #steps: RestoreSteps | RefusedSteps;

  /**
   * @param scope the stack, or a construct in it
   * @param id names the restore in the stack; a change of it restores again
   * @param props what to restore, from what, to where
   */
  constructor(scope: Construct, id: string, props: RestoredCollectionsProps) {
    super(scope, id);
    const given = propsOf(props);
    const declaration = {
      backup: referenceOf(given.backup),
      targetCluster: given.targetCluster,
      targetRegionId: given.targetRegionId,
      targetCuType: given.targetCuType,
      collectionMappings: given.collectionMappings,
    };
    const validation = new DeclarationValidation(
      restoreCollections as Checkable,
      declaration,
      given,
      RESTORE_PROPS,
      this,
    );
    this.node.addValidation(validation);
    const rerun = given.rerun ?? Rerun.whenBackupChanges();
    const steps = made(validation, () => {
      const { target, details } = triggersOf(restoreCollections, declaration);
      return identityOf(rerun, target, details);
    });
    if (steps === undefined) {
      this.#steps = new RefusedSteps(this, validation);
      return;
    }
    this.#steps = new RestoreSteps(this, {
      vendor: 'zilliz',
      operation: restoreCollections.name,
      declaration: forSpec(declaration),
      identity: steps.identity,
      details: steps.ignored,
      facts: restoreCollections.facts,
      about: aboutOf(given),
      acknowledge: validation.acknowledge,
      removalPolicy: RemovalPolicy.RETAIN,
      timeoutMinutes: given.timeoutMinutes ?? 360,
    });
  }

  /** The id of the cluster that got the collections, known once the restore has ended. */
  public get clusterId(): string {
    return this.#steps.fact('cluster_id');
  }

  /** The id of the backup that was restored: with `Backup.latest`, the one chosen. */
  public get backupId(): string {
    return this.#steps.fact('backup_id');
  }

  /** The ids of the jobs as JSON, by mapping. */
  public get jobs(): string {
    return this.#steps.fact('jobs');
  }
}
