import type { Construct } from 'constructs';
import { Restore } from '../restore/restore';
import type { RestoreProps } from '../restore/restore-props';
import type { Backup } from './backup';
import type { CollectionMapping } from './collection-mapping';
import { restoreCollections, zilliz } from './definition';

/** The declaration of collections restored into an existing cluster. */
export interface RestoredCollectionsProps extends RestoreProps {
  /** The backup to restore from, of a cluster or of collections. A change restores again by default. */
  readonly backup: Backup;

  /**
   * The id of the destination cluster, or a token such as the `clusterId` of a cluster restored in the same app. A
   * change restores again by default.
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
   * Makes a backup of the target cluster first, once, and waits for it: what was there can be restored whatever this
   * restore does. It is a manual backup of the whole cluster, which the vendor keeps and bills until somebody deletes
   * it. A later change restores nothing.
   *
   * Source: https://docs.zilliz.com/reference/restful/create-backup-v2
   *
   * @default false
   */
  readonly backupBeforeRestore?: boolean;

  /**
   * What is restored, and under which names: one call and one job for each mapping. A later change reaches
   * the cluster only when the collections are restored again.
   *
   * @default - everything in the backup, under its own names, unloaded
   */
  readonly collectionMappings?: CollectionMapping[];
}

/**
 * Collections and databases of Zilliz Cloud, restored from a backup into an existing Dedicated cluster. When
 * some fail, the others are kept, and the next apply sends again just those that failed. Destroying the
 * construct leaves what was restored where it is.
 *
 * `POST /v2/clusters/{clusterId}/backups/{backupId}/restoreCollection`, see
 * https://docs.zilliz.com/docs/restore-from-backup-files
 */
export class RestoredCollections extends Restore {
  /**
   * @param scope the stack, or a construct in it
   * @param id the id of the restore in the stack. A change restores again
   * @param props what to restore, from what, to where
   */
  constructor(scope: Construct, id: string, props: RestoredCollectionsProps) {
    super(scope, id);
    this._add(zilliz, restoreCollections, props);
  }

  /** The id of the destination cluster, known once the restore has ended. */
  public get clusterId(): string {
    return this._fact('cluster_id');
  }

  /** The ids of the jobs as JSON, by mapping. */
  public get jobs(): string {
    return this._fact('jobs');
  }
}
