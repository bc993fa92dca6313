import type { Issue } from './issue';

/**
 * How much a finding weighs.
 *
 * - `error`: the restore would fail or do harm; nothing is written.
 * - `acknowledge`: it may be what is wanted; an error until it is acknowledged with a reason.
 * - `warning`: shown in the review.
 * - `unchecked`: the rule could not be applied with what is known at synth; shown in the review.
 */
export type Severity = 'error' | 'acknowledge' | 'warning' | 'unchecked';

/** What a rule says of one declaration. The severity is the rule's own unless it gives another. */
export interface Problem extends Omit<Issue, 'ruleId'> {
  readonly severity?: Severity;
}

/** What a rule may know besides the declaration. */
export interface Circumstances {
  /** The moment of the check; injected, so that tests choose it. */
  readonly now: Date;
  /** Whether the value at this path is given by a token that only Terraform will resolve. */
  isUnknown(path: string): boolean;
  /**
   * The construct path of the restore that makes this rule's claim earlier in the same app; `undefined`
   * where this one is the first. Absent in the runner, which sees one restore.
   */
  readonly claimedBy?: (claim: string) => string | undefined;
}

/**
 * One rule over the declarations of one operation: what holds, and a pure function that finds where it
 * does not. Values that only Terraform resolves are `undefined` in the declaration.
 */
export interface Rule<Declaration> {
  readonly id: string;
  readonly vendor: string;
  readonly severity: Severity;
  /** What holds, in a sentence for people. */
  readonly holds: string;
  /** The vendor document that says so. */
  readonly source: string;
  /**
   * Of a rule about the whole app: what only one restore may have, as a text to compare, for example a
   * cluster name in a project; `undefined` where it is not known. See `Circumstances.claimedBy`.
   */
  claim?(declaration: Declaration): string | undefined;
  check(declaration: Declaration, circumstances: Circumstances): readonly Problem[];
}

/** An issue with its weight, and the reason with which it was acknowledged. */
export interface Finding extends Issue {
  readonly severity: Severity;
  readonly acknowledged?: string;
}

/** A rule's finding that the user accepts, with the reason for the reviewer. */
export interface AcknowledgedRule {
  readonly ruleId: string;
  readonly reason: string;
}

/** Applies the rules in their order. */
export function findings<Declaration>(
  rules: readonly Rule<Declaration>[],
  declaration: Declaration,
  circumstances: Circumstances,
  acknowledged: readonly AcknowledgedRule[] = [],
): Finding[] {
  // Plain loops and objects of one form: a review of a thousand restores comes through here for each of them.
  const found: Finding[] = [];
  for (const rule of rules) {
    const problems = rule.check(declaration, ofRule(rule, circumstances));
    for (const problem of problems) found.push(findingOf(rule, problem, acknowledged));
  }
  return found;
}

function findingOf(
  { id: ruleId, severity: usual }: Pick<Rule<never>, 'id' | 'severity'>,
  { path, problem, got, fix, severity = usual }: Problem,
  acknowledged: readonly AcknowledgedRule[],
): Finding {
  const canAccept = severity === 'acknowledge' || severity === 'warning';
  const accepted =
    canAccept && acknowledged.length > 0
      ? acknowledged.filter((entry) => entry.ruleId === ruleId).at(-1)?.reason
      : undefined;
  return { ruleId, severity, path, problem, got, fix, acknowledged: accepted };
}

/** Claims of one rule say nothing about those of another; a rule without a claim asks for none. */
function ofRule(
  rule: Pick<Rule<never>, 'id' | 'claim'>,
  circumstances: Circumstances,
): Circumstances {
  const { claimedBy } = circumstances;
  if (claimedBy === undefined || rule.claim === undefined) return circumstances;
  return new RuleCircumstances(rule.id, circumstances, claimedBy);
}

class RuleCircumstances implements Circumstances {
  constructor(
    private readonly ruleId: string,
    private readonly all: Circumstances,
    private readonly claimed: (claim: string) => string | undefined,
  ) {}

  /** Read when a rule asks for it: the review tells which findings depend on the date. */
  get now(): Date {
    return this.all.now;
  }

  readonly isUnknown = (path: string): boolean => this.all.isUnknown(path);

  readonly claimedBy = (claim: string): string | undefined =>
    this.claimed(claimKey(this.ruleId, claim));
}

/** A claim among those of all rules. */
export function claimKey(ruleId: string, claim: string): string {
  return `${ruleId} ${claim}`;
}

/** Those findings that stop a restore: errors, and what must be acknowledged and is not. */
export function stopping(found: readonly Finding[]): Finding[] {
  return found.filter(
    ({ severity, acknowledged }) =>
      severity === 'error' || (severity === 'acknowledge' && acknowledged === undefined),
  );
}

/** Acknowledgements that are wrong in themselves: an unknown rule, no reason, or nothing to accept. */
export function wrongAcknowledgements(
  acknowledged: readonly AcknowledgedRule[],
  found: readonly Finding[],
  knownIds: readonly string[],
  ruleId: string,
): Issue[] {
  return acknowledged.flatMap((entry, index): Issue[] => {
    const path = `acknowledge[${index}]`;
    if (!knownIds.includes(entry.ruleId)) {
      const fix = 'Take the id from the square brackets at the end of the finding';
      return [{ ruleId, path, problem: 'is no rule of this construct', got: entry.ruleId, fix }];
    }
    if (entry.reason.trim() === '') {
      const fix = 'Say why the finding is accepted: the reviewer reads it';
      return [{ ruleId, path, problem: 'has no reason', got: entry.reason, fix }];
    }
    if (found.some((finding) => finding.ruleId === entry.ruleId)) return [];
    const problem = 'accepts a finding that this restore does not have';
    return [{ ruleId, path, problem, got: entry.ruleId, fix: 'Remove the acknowledgement' }];
  });
}
