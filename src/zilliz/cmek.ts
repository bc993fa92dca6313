/** Encryption at rest with a customer-managed key (CMEK). */
export interface CmekProps {
  /**
   * The ARN of the AWS KMS key, `arn:aws:kms:<region>:<account>:key/<id>`. The key must have been added to
   * the target project in the Zilliz Cloud console.
   *
   * A later change restores again only with `Rerun.whenAnythingChanges()`.
   *
   * The field in which it is sent (`keyIdentifier`) is unconfirmed for restores. The restore fails closed: a
   * cluster that does not report the key fails the wait, and is dropped under `RemovalPolicy.DESTROY`.
   */
  readonly kmsKeyArn: string;
}
