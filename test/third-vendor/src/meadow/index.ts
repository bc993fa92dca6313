import { Construct } from 'constructs';
import { addRestore, type RestoredFacts } from '../restore/private/add-restore';
import type { RestoreProps } from '../restore/restore-props';
import { meadow, restoreCluster } from './definition';

export class Backup {
  static fromId(clusterId: string, backupId: string): Backup {
    return new Backup(clusterId, backupId);
  }

  private constructor(
    readonly clusterId: string,
    readonly backupId: string,
  ) {}

  _reference(): { clusterId: string; backupId: string } {
    return { clusterId: this.clusterId, backupId: this.backupId };
  }
}

export interface RestoredClusterProps extends RestoreProps {
  readonly backup: Backup;
  readonly targetCluster: string;
  readonly shards: number;
}

export class RestoredCluster extends Construct {
  readonly #restored: RestoredFacts;

  constructor(scope: Construct, id: string, props: RestoredClusterProps) {
    super(scope, id);
    this.#restored = addRestore(this, meadow, restoreCluster, props);
  }

  get finishedAt(): string {
    return this.#restored.fact('finished_at');
  }
}
