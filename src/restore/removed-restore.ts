import { Construct } from 'constructs';
import type { OperationDefinition, VendorDefinition } from '../vendor/definition';
import { addRemoval } from './private/add-removal';

/**
 * Takes the place of a restore that you remove from the code, with the same id in the same scope: the next apply drops
 * what was restored, as `terraform destroy` would. Without it, Terraform forgets the removed block and does not run its
 * destroy step. Remove the construct once it has been applied everywhere.
 */
export abstract class RemovedRestore extends Construct {
  /**
   * Adds what is left; called once, by the constructor of a kind of restore.
   *
   * @internal
   */
  public _remove(
    vendor: Pick<VendorDefinition, 'vendor'>,
    operation: Pick<OperationDefinition, 'name' | 'facts'>,
  ): void {
    addRemoval(this, vendor, operation);
  }
}
