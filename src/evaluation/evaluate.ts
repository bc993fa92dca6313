import type * as z from 'zod/mini';
import { wrongAcknowledgements } from './acknowledgements';
import { type ClaimRegister, claimKey } from './claims';
import { asError, type Finding, isBlocking } from './finding';
import type { Issue } from './issue';
import type { AcknowledgedRule, Circumstances, Problem, Rule, Surroundings } from './rule';
import { shapeIssues } from './schema';
import { type UnknownValue, unknownValueIssues } from './unknown-values';

/** What a declaration is checked against: an operation or a setting of a vendor. */
export interface Checkable {
  readonly schema: () => z.ZodMiniType;
  readonly rules: readonly Rule<object>[];
  /** The rule id under which problems of shape are reported. */
  readonly shapeRuleId: string;
}

/** One declaration, and what belongs to it. */
export interface Subject {
  /** The construct path. */
  readonly path: string;
  /** The stack that it is in; the runner does not ask. */
  readonly stack?: string;
  readonly operation: Checkable;
  /** The known values only. */
  readonly declaration: unknown;
  /** The values that are known after apply; the runner has none. */
  readonly unknown: readonly UnknownValue[];
  /** Whether the value at the path, or one that holds it, is among them. */
  isUnknown(path: string): boolean;
  readonly acknowledge: readonly AcknowledgedRule[];
  /** The claims of all restores of the app; absent if one restore is seen alone. */
  readonly claims?: ClaimRegister;
  /** What stands around it; only the review sees that. */
  readonly surroundings?: Surroundings;
}

/** Who evaluates, and when. */
export interface EvaluationContext {
  /** Read only when a rule asks for it. */
  readonly now: Date;
  readonly stage: 'synth' | 'review' | 'run';
}

/** A declaration whose shape was checked. */
export interface Shape {
  readonly issues: readonly Issue[];
  /** The props without a problem of shape: rules read values of the right type. */
  readonly sound: object;
  /** The names of the other props. */
  readonly broken: readonly string[];
}

/** What was found in one declaration. */
export interface Evaluation {
  /** Problems of shape first, then those of the rules in their order, then wrong acknowledgements. */
  readonly findings: readonly Finding[];
  /** Those of them that stop the restore. */
  readonly blocking: readonly Finding[];
  readonly shape: Shape;
}

/** Checks the shape of a declaration alone. */
export function checkShape({ operation, declaration, unknown, isUnknown }: Omit<Subject, 'path'>) {
  const { shapeRuleId } = operation;
  const schema = operation.schema();
  const issues: Issue[] = [
    ...shapeIssues(schema, declaration, shapeRuleId, isUnknown),
    ...unknownValueIssues(schema, unknown, shapeRuleId),
  ];
  const broken = issues.map(({ path }) => propOf(path));
  const known = (declaration ?? {}) as object;
  return { issues, broken, sound: broken.length === 0 ? known : without(known, broken) };
}

/**
 * Evaluates one declaration: synth, the review, the runner and the preflight all come through here, so that they never
 * judge one declaration differently.
 */
export function evaluate(
  subject: Subject,
  context: EvaluationContext,
  shape: Shape = checkShape(subject),
): Evaluation {
  const { operation, acknowledge } = subject;
  const findings = shape.issues.map(asError);
  const circumstances = new RuleCircumstances(subject, context, shape.broken);
  // Plain loops: a review of a thousand restores comes through here for each of them.
  for (const rule of operation.rules) {
    circumstances.enter(rule);
    for (const problem of rule.check(shape.sound, circumstances)) {
      findings.push(findingOf(rule, problem, circumstances.askedForDate, subject, context.stage));
    }
  }
  // The values of a token may have resolved what was acknowledged: that must not stop an apply.
  if (acknowledge.length > 0 && context.stage !== 'run') {
    const { rules, shapeRuleId } = operation;
    findings.push(...wrongAcknowledgements(acknowledge, findings, rules, shapeRuleId).map(asError));
  }
  return { findings, blocking: findings.filter(isBlocking), shape };
}

function findingOf(
  { id: ruleId, severity: usual }: Rule<object>,
  { path, problem, got, fix, cause, severity: own = usual }: Problem,
  dependsOnDate: boolean,
  { acknowledge }: Subject,
  stage: EvaluationContext['stage'],
): Finding {
  const severity = cause === 'time' ? severityAt(stage, own) : own;
  const canAccept = severity === 'acknowledge' || severity === 'warning';
  const acknowledged =
    canAccept && acknowledge.length > 0
      ? acknowledge.filter((entry) => entry.ruleId === ruleId).at(-1)?.reason
      : undefined;
  return { ruleId, severity, path, problem, got, fix, acknowledged, cause, dependsOnDate };
}

/** What time alone brought breaks no synth of what is restored already; before a request it does count. */
function severityAt(
  stage: EvaluationContext['stage'],
  own: Finding['severity'],
): Finding['severity'] {
  if (own !== 'error' && own !== 'acknowledge') return own;
  return stage === 'run' ? 'acknowledge' : 'warning';
}

/** What the rules of one evaluation may use; one object for all of them, which notes who reads the date. */
class RuleCircumstances implements Circumstances {
  askedForDate = false;
  claimedBy: Circumstances['claimedBy'];
  readonly isUnknown: (path: string) => boolean;

  constructor(
    private readonly subject: Subject,
    private readonly context: EvaluationContext,
    broken: readonly string[],
  ) {
    // A prop of the wrong shape has its own problems; for the rules it is unknown.
    this.isUnknown =
      broken.length === 0
        ? (path) => subject.isUnknown(path)
        : (path) => subject.isUnknown(path) || broken.includes(propOf(path));
  }

  get stack(): string {
    return this.subject.stack ?? '';
  }

  get surroundings(): Surroundings | undefined {
    return this.subject.surroundings;
  }

  get now(): Date {
    this.askedForDate = true;
    return this.context.now;
  }

  /** Begins with the next rule. Claims of one rule say nothing about those of another. */
  enter({ id, claims: own }: Rule<object>): void {
    const { claims, path } = this.subject;
    this.askedForDate = false;
    this.claimedBy =
      claims === undefined || own === undefined
        ? undefined
        : (claim) => claims.claimedBy(claimKey(id, claim), path);
  }
}

function without(known: object, broken: readonly string[]): object {
  return Object.fromEntries(Object.entries(known).filter(([name]) => !broken.includes(name)));
}

/** The prop that holds the value at the path. */
function propOf(path: string): string {
  return path.split(/[.[]/)[0] ?? path;
}
