import { Construct } from 'constructs';
import type { OperationDefinition, VendorDefinition } from '../vendor/definition';
import { addRemoval } from './private/add-removal';

/**
 * What takes the place of a restore that the code no longer declares, under the same id in the same scope: the next apply
 * drops what it restored, as `terraform destroy` would. Without it Terraform forgets a removed block, and runs no destroy
 * step of it. Once it was applied everywhere, the construct can go.
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
