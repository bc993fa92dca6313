import type { ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';
import type { OperationDefinition, VendorDefinition } from '../vendor/definition';
import {
  addRestore,
  type RestoredFacts,
  type RestorePropsOf,
  type WithBackup,
} from './private/add-restore';

/** A restore, whatever the vendor and whatever it restores. */
export abstract class Restore extends Construct implements ITerraformDependable {
  #restored!: RestoredFacts;

  /** The address of the last step: a resource that lists the restore in `dependsOn` waits until it has ended. */
  public get fqn(): string {
    return this.#restored.fqn;
  }

  /** The id of the backup that was restored, also if the declaration names none: the one that was chosen or made. */
  public get backupId(): string {
    return this._fact('backup_id');
  }

  /**
   * Adds the checks and the steps; called once, by the constructor of a kind of restore. `others`: props that
   * something else than the restore itself is made of.
   *
   * @internal
   */
  public _add<Declaration extends WithBackup>(
    vendor: Pick<VendorDefinition, 'vendor'>,
    operation: OperationDefinition<Declaration>,
    props: RestorePropsOf<Declaration>,
    others: readonly string[] = [],
    isDrill = false,
  ): void {
    this.#restored = addRestore(this, vendor, operation, props, others, isDrill);
  }

  /**
   * A token of what is known once the restore has ended.
   *
   * @internal
   */
  public _fact(name: string): string {
    return this.#restored.fact(name);
  }
}
