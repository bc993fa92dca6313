/** A finding that is accepted, with the reason that the reviewer reads. */
export interface Acknowledgement {
  /** The id of the rule, as it is in square brackets at the end of its finding. */
  readonly ruleId: string;

  /** Why the finding is accepted. It must not be blank. */
  readonly reason: string;
}
