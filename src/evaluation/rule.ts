import type { Issue } from './issue';

/**
 * How serious a finding is.
 *
 * - `error`: the restore would fail or do harm; nothing is written.
 * - `acknowledge`: it may be intended; an error until it is acknowledged with a reason.
 * - `warning`: shown in the review.
 * - `unchecked`: the rule could not be applied with what is known at synth; shown in the review.
 */
export type Severity = 'error' | 'acknowledge' | 'warning' | 'unchecked';

/** Why there is a finding, where that is not the declaration: `time`, it was right when it was written. */
export type Cause = 'time';

/** What a rule finds in one declaration. The severity is the rule's own unless it gives another. */
export interface Problem extends Omit<Issue, 'ruleId'> {
  readonly severity?: Severity;
  /**
   * `time`: nothing but time brought it. Then it is a warning at synth and in the review, because what is restored
   * already needs no backup any more; the runner refuses to send a request unless it is acknowledged.
   */
  readonly cause?: Cause;
}

/** What stands around a declaration, as the review sees it in the output. */
export interface Surroundings {
  /** Where Terraform keeps the state: the name of a backend, or `cloud`; absent if the stack names none. */
  readonly backend?: string;
  /** Where the password goes: `file`, `command` or `discard`; absent if the vendor gives none. */
  readonly passwordSink?: string;
}

/** What a rule may use besides the declaration. */
export interface Circumstances {
  /** The moment of the check; injected, so that tests choose it. */
  readonly now: Date;
  /** Whether the value at this path is known after apply. */
  isUnknown(path: string): boolean;
  /**
   * The construct path of the restore that makes this claim of the rule earlier in the same app; `undefined`
   * where this one is the first. Absent in the runner, which sees one restore.
   */
  readonly claimedBy?: (claim: string) => string | undefined;
  /** The stack of the restore, of which one apply restores everything; empty in the runner. */
  readonly stack: string;
  /** Absent at synth and in the runner: a rule that reads it warns in the review. */
  readonly surroundings?: Surroundings;
}

/** A rule as people read of it: in docs/rules.md, which is made of these, and in a SARIF log. */
export interface RuleDescription {
  readonly id: string;
  readonly severity: Severity;
  /** Those of single findings that are more or less certain than most. */
  readonly otherSeverities?: readonly Severity[];
  /** What holds, in a sentence. */
  readonly holds: string;
  /** What to do about a finding. */
  readonly remedy: string;
  /** The vendor document that says so. */
  readonly source: string;
  /** How sure it is: documented, inferred, unconfirmed, a conflict of sources, or ours. */
  readonly certainty: string;
}

/**
 * One rule over the declarations of one operation: what holds, and a pure function that finds where it
 * does not. Values that are known after apply are `undefined` in the declaration.
 */
export interface Rule<Declaration> extends RuleDescription {
  /**
   * Whether a finding may come later to a declaration that does not change: a backup expires, a catalog is pulled
   * again. Such a rule may be acknowledged before it finds anything.
   */
  readonly mayComeLater?: boolean;
  /**
   * Of a rule about the whole app: what only one restore may have, as texts to compare, for example a
   * cluster name in a project; none where it is not known. See `Circumstances.claimedBy`.
   */
  claims?(declaration: Declaration, stack: string): readonly string[];
  check(declaration: Declaration, circumstances: Circumstances): readonly Problem[];
}

/** A rule's finding that the user accepts, with the reason for the reviewer. */
export interface AcknowledgedRule {
  readonly ruleId: string;
  readonly reason: string;
}
