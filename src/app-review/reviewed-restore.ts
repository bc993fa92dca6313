/** One call of a restore, as it is sent, except for values that are known after apply. */
export interface ReviewedRequest {
  /** The HTTP method. */
  readonly method: string;

  /** The address, at the vendor's own server. */
  readonly url: string;

  /** The body as JSON. Empty where there is none. */
  readonly body: string;

  /**
   * When it is sent, if that is not always once. Values are between backticks.
   *
   * @default - sent once, each time that it restores
   */
  readonly note?: string;
}

/** What the review says about one restore. Texts hold values between backticks. */
export interface ReviewedRestore {
  /** The construct path, for example `staging/articles`. */
  readonly path: string;

  /** The vendor, by the name of its namespace in this package. */
  readonly vendor: string;

  /** The operation, for example `restoreCluster`. */
  readonly operation: string;

  /** `create`, `add`, `overwrite` or `configure`. */
  readonly action: string;

  /** What it does, in a few words. */
  readonly headline: string;

  /** What is lost when it runs. Empty when nothing is. */
  readonly erases: string[];

  /** Findings that stop it, a line each as synth shows them. */
  readonly errors: string[];

  /** Every other finding, a line each: warnings, accepted ones, and what could not be checked. */
  readonly notes: string[];

  /** The triggers whose change restores again, with their values. */
  readonly identity: { [key: string]: string };

  /** The calls that it makes, in the order in which they are sent. That of a destroy is last. */
  readonly requests: ReviewedRequest[];

  /** What `terraform destroy` does to what was restored. */
  readonly onDestroy: string;
}
