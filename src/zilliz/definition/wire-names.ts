/**
 * Names of request fields about which the public documents disagree or are silent, in one place, changeable
 * on the day the vendor publishes others.
 */
export const WireNames = {
  /** The guide's name of the target project in `restoreCluster`. */
  project: 'targetProjectId',
  /** The reference's name of the same field, sent when the first is refused. */
  otherProject: 'projectId',
  /** Unconfirmed for `restoreCluster`: the only public name of an encryption key in this API. */
  encryptionKey: 'keyIdentifier',
  /** Unconfirmed: no public page names the field with which RBAC is restored. */
  rbac: 'includeRbac',
} as const;
