/** What `terraform destroy`, and a replacement, do with what was restored. */
export enum RemovalPolicy {
  /** It stays in the vendor's account, and is billed, until somebody drops it. */
  RETAIN = 'retain',
  /** The cluster that this restore created is dropped, by the id in Terraform's state. */
  DESTROY = 'destroy',
}
