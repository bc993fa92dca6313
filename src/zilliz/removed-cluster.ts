import type { Construct } from 'constructs';
import { RemovedRestore } from '../restore/removed-restore';
import { restoreCluster, zilliz } from './definition';

/**
 * Drops the cluster of a `RestoredCluster` that you remove from the code: declare it with the same id in the same
 * scope. The cluster is dropped only if everything that Terraform's state records proves that the restore created it,
 * whatever the `removalPolicy` of the restore was.
 */
export class RemovedCluster extends RemovedRestore {
  /**
   * @param scope the stack, or the construct, in which the restore was declared
   * @param id the id that the restore had
   */
  constructor(scope: Construct, id: string) {
    super(scope, id);
    this._remove(zilliz, restoreCluster);
  }
}
