import type { ITerraformDependable } from 'cdktf';
import type { Acknowledgement } from './acknowledgement';
import type { Rerun } from './rerun';

/** Props of every restore. */
export interface RestoreProps {
  /**
   * Which changes restore again.
   *
   * @default Rerun.whenBackupChanges()
   */
  readonly rerun?: Rerun;

  /**
   * The timeout of `wait`, in minutes, more than 0 and at most 10080 (7 days). Fractions are allowed. When it has
   * passed, the apply fails, and the next one continues to wait without restoring again.
   *
   * @default 360
   */
  readonly timeoutMinutes?: number;

  /**
   * The owner of this restore, a team or a person: for the review and for `RestorePolicy`. It is not sent to the
   * vendor, and a change restores nothing.
   *
   * @default - not stated
   */
  readonly owner?: string;

  /**
   * The class of the data, in the words of your organization, for example `customer data`: for the review.
   *
   * @default - not stated
   */
  readonly dataClass?: string;

  /**
   * The day on which the restored data expires, for example `2026-12-31`: for the review and for `RestorePolicy`.
   * Nothing is dropped automatically on that day.
   *
   * @default - not stated
   */
  readonly expiresOn?: string;

  /**
   * What must exist before the restore is submitted, besides what its other props use: resources, data sources, modules
   * or other restores. A change restores nothing.
   *
   * @default - what its other props use
   */
  readonly dependsOn?: ITerraformDependable[];

  /**
   * The path of the construct before it was renamed or moved, as the review prints it: it begins with the id of the
   * stack, for example `staging/articles`. Terraform moves the steps within its state, so nothing is restored again.
   * Keep it until it has been applied to every state and, for `cluster-restore sweep` and journals, as long as what was
   * restored is needed.
   *
   * @default - the construct was not renamed or moved
   */
  readonly formerPath?: string;

  /**
   * Findings that are accepted, each with its reason.
   *
   * @default - none
   */
  readonly acknowledge?: Acknowledgement[];
}
