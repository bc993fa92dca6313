import { Construct } from 'constructs';
import { addSetting } from '../restore/private/add-setting';
import type { SettingProps } from '../restore/setting-props';
import { backupSettings, cockroach } from './definition';
import type { Plan } from './enums';

/** The declaration of how a cluster's managed backups are taken and kept. */
export interface BackupSettingsProps extends SettingProps {
  /** The id of the cluster, a UUID in lower case, or a token. */
  readonly cluster: string;

  /** The plan of that cluster: Standard or Advanced. Basic has fixed settings and is refused. */
  readonly plan: Plan;

  /**
   * Whether backups are taken at all. Not together with the other settings while it is false.
   *
   * @default - as it is
   */
  readonly enabled?: boolean;

  /**
   * The minutes between two backups: 5, 10, 15, 30, 60, 240 or 1440. A change is made by the next apply, and
   * has the vendor take a full backup at once.
   *
   * Source: https://www.cockroachlabs.com/docs/cockroachcloud/managed-backups-advanced
   *
   * @default - as it is; 60 in a new cluster
   */
  readonly frequencyMinutes?: number;

  /**
   * For how many days backups are kept: 2, 7, 30, 90 or 365. It can be changed once in the life of a cluster,
   * and applies to new backups only.
   *
   * Source: https://www.cockroachlabs.com/docs/cockroachcloud/managed-backups-advanced
   *
   * @default - as it is; 30 in a new cluster
   */
  readonly retentionDays?: number;
}

/**
 * The schedule and the retention of managed backups. It reads them first and changes only what differs.
 * Destroying the construct leaves them as they are.
 *
 * `PATCH /api/v1/clusters/{cluster_id}/backups-config`, see
 * https://www.cockroachlabs.com/docs/cockroachcloud/managed-backups-advanced
 */
export class BackupSettings extends Construct {
  /**
   * @param scope the stack, or a construct in it
   * @param id the id of the settings in the stack
   * @param props which cluster, and how
   */
  constructor(scope: Construct, id: string, props: BackupSettingsProps) {
    super(scope, id);
    addSetting(this, cockroach, backupSettings, props);
  }
}
