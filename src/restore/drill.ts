import type { OperationDefinition, VendorDefinition } from '../vendor/definition';
import type { RestorePropsOf, WithBackup } from './private/add-restore';
import { Restore } from './restore';

/**
 * The base of all drills: a backup is restored to a temporary target, which is checked and always dropped.
 * The result is kept in Terraform's state and in a file. If the drill fails, so does the apply.
 */
export abstract class Drill extends Restore {
  /** Whether the drill passed: `true` or `false`, as text. */
  public get passed(): string {
    return this._fact('drill_passed');
  }

  /** The whole result, as JSON: `Fn.jsondecode` reads it. */
  public get result(): string {
    return this._fact('drill_result');
  }

  /**
   * Adds the checks and the steps of a drill; called once, by the constructor of a kind of drill.
   *
   * @internal
   */
  public _addDrill<Declaration extends WithBackup>(
    vendor: Pick<VendorDefinition, 'vendor'>,
    operation: OperationDefinition<Declaration>,
    props: RestorePropsOf<Declaration>,
  ): void {
    this._add(vendor, operation, props, [], true);
  }
}
