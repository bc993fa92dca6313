import { Construct } from 'constructs';
import type { RestoredFacts } from '../../restore/private/add-restore';

/**
 * A restore of this vendor, whatever it restores. It takes no type parameter: jsii would not see beyond it that a
 * restore is a construct.
 *
 * @internal
 */
export abstract class Restored extends Construct {
  readonly #restored: RestoredFacts;

  constructor(scope: Construct, id: string, add: (scope: Construct) => RestoredFacts) {
    super(scope, id);
    this.#restored = add(this);
  }

  /** The id of the destination, known once the restore has ended: what uses it waits. */
  public get clusterId(): string {
    return this.#restored.fact('destination_cluster_id');
  }

  /** The id of the restore. */
  public get restoreId(): string {
    return this.#restored.fact('restore_id');
  }

  /** The id of the backup that was restored: with `Backup.latest`, the one chosen. */
  public get backupId(): string {
    return this.#restored.fact('backup_id');
  }

  /** When the restore had ended, in UTC. */
  public get completedAt(): string {
    return this.#restored.fact('completed_at');
  }
}
