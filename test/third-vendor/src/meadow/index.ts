import type { Construct } from 'constructs';
import { Restore } from '../restore/restore';
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

export class RestoredCluster extends Restore {
  constructor(scope: Construct, id: string, props: RestoredClusterProps) {
    super(scope, id);
    this._add(meadow, restoreCluster, props);
  }

  get finishedAt(): string {
    return this._fact('finished_at');
  }
}
