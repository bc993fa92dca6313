import { Construct } from 'constructs';
import { addSetting } from '../restore/private/add-setting';
import type { SettingProps } from '../restore/setting-props';
import { backupPolicy, zilliz } from './definition';
import type { Weekday } from './enums';

/** A region that gets a copy of each automatic backup. */
export interface CrossRegionCopy {
  /** The cloud region, for example `aws-us-east-1`: of the same provider, and bound to the project of the cluster. */
  readonly regionId: string;

  /**
   * For how many days the copy is kept, 1 to 30.
   *
   * @default - the field is not sent, and the vendor decides
   */
  readonly retentionDays?: number;
}

/** The declaration of how a cluster's automatic backups are made and kept. */
export interface BackupPolicyProps extends SettingProps {
  /** The id of the cluster, for example `in01-0123456789abcde`, or a token. */
  readonly cluster: string;

  /**
   * Whether automatic backups are made at all. Switching them on makes one at once. Not together with the other
   * settings while it is false.
   *
   * Source: https://docs.zilliz.com/reference/restful/set-backup-policy-v2
   *
   * @default true
   */
  readonly enabled?: boolean;

  /**
   * The days of the week on which a backup is made, in UTC. Required, unless `enabled` is false.
   *
   * @default - none
   */
  readonly days?: Weekday[];

  /**
   * The window in which a backup begins, in UTC: two hours, as the vendor writes it, for example `02:00-04:00`. Required,
   * unless `enabled` is false.
   *
   * @default - none
   */
  readonly startTime?: string;

  /**
   * For how many days a backup is kept, 1 to 30. Automatic backups are also deleted with their cluster.
   *
   * @default - as it is; 7 in a new policy
   */
  readonly retentionDays?: number;

  /**
   * The regions that get a copy of each backup. An empty list removes those that there are. AWS and Google Cloud only;
   * Business Critical and BYOC according to the guide.
   *
   * Source: https://docs.zilliz.com/docs/backup-to-other-regions
   *
   * @default - as they are
   */
  readonly crossRegionCopies?: CrossRegionCopy[];
}

/**
 * The schedule, the retention and the copies of automatic backups. It reads the policy first and writes it only where
 * it differs. Destroying the construct leaves it as it is.
 *
 * `POST /v2/clusters/{clusterId}/backups/policy`, see https://docs.zilliz.com/docs/schedule-automatic-backups
 */
export class BackupPolicy extends Construct {
  /**
   * @param scope the stack, or a construct in it
   * @param id the id of the policy in the stack
   * @param props which cluster, and how
   */
  constructor(scope: Construct, id: string, props: BackupPolicyProps) {
    super(scope, id);
    addSetting(this, zilliz, backupPolicy, props);
  }
}
