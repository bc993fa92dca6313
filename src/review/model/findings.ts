import {
  type AcknowledgedRule,
  type Circumstances,
  type Finding,
  findings,
  wrongAcknowledgements,
} from '../../contract/rule';
import { shapeIssues } from '../../contract/schema';
import type { RestoreStep } from '../read/steps';
import type { ClaimRegister } from './claims';
import type { ReviewClock } from './clock';
import type { Reviewed } from './reviewed';
import type { PlannedFinding } from './schema';
import { type WatchedRules, watchRules } from './watched-rules';

/** What findings are found with, for one review. */
export class FindingTools {
  readonly #rules = new Map<Reviewed, WatchedRules>();

  constructor(
    readonly clock: ReviewClock,
    readonly claims: ClaimRegister,
  ) {}

  /** The rules of an operation, made ready once. */
  rulesOf(operation: Reviewed): WatchedRules {
    const present = this.#rules.get(operation);
    if (present !== undefined) return present;
    const rules = watchRules(operation, this.clock);
    this.#rules.set(operation, rules);
    return rules;
  }
}

/**
 * The findings of one restore, found again from its declaration: synth may have been told to skip its checks,
 * and time has passed since. What depends on the date says so.
 */
export function findingsOf(
  { spec, declared }: RestoreStep,
  operation: Reviewed,
  tools: FindingTools,
): PlannedFinding[] {
  const { known, isUnknown } = declared;
  const shape = shapeIssues(operation.schema, known, operation.shapeRuleId, isUnknown);
  // Rules read values of the right type: a prop of the wrong shape has its own problems, and is unknown.
  const broken = shape.map(({ path }) => propOf(path));
  const sound =
    broken.length === 0
      ? known
      : Object.fromEntries(Object.entries(known).filter(([name]) => !broken.includes(name)));
  const circumstances = new RestoreCircumstances(tools, spec.path, isUnknown, broken);
  const { rules, ids, takeDated } = tools.rulesOf(operation);
  const all = findings(rules, sound, circumstances, spec.acknowledge);
  const dated = takeDated();
  const found = all.map((finding) => planned(finding, dated.has(finding.ruleId)));
  const wrong = wrongOnes(spec.acknowledge, all, ids, operation.shapeRuleId);
  if (shape.length + found.length + wrong.length < 2)
    return [...shape.map(asError), ...found, ...wrong];
  return [...shape.map(asError), ...found, ...wrong].sort(
    (one, other) => Number(other.stops) - Number(one.stops),
  );
}

/** What rules may know of one restore; a class, because one is made for each of them. */
class RestoreCircumstances implements Circumstances {
  constructor(
    private readonly tools: FindingTools,
    private readonly path: string,
    private readonly isLater: (path: string) => boolean,
    private readonly broken: readonly string[],
  ) {}

  get now(): Date {
    return this.tools.clock.now;
  }

  readonly isUnknown = (path: string): boolean =>
    this.isLater(path) || (this.broken.length > 0 && this.broken.includes(propOf(path)));

  readonly claimedBy = (key: string): string | undefined =>
    this.tools.claims.claimedBy(key, this.path);
}

function planned(finding: Finding, dependsOnDate: boolean): PlannedFinding {
  const { severity, acknowledged } = finding;
  const stops = severity === 'error' || (severity === 'acknowledge' && acknowledged === undefined);
  return { ...finding, stops, dependsOnDate };
}

function wrongOnes(
  acknowledged: readonly AcknowledgedRule[],
  all: readonly Finding[],
  ids: readonly string[],
  shapeRuleId: string,
): PlannedFinding[] {
  if (acknowledged.length === 0) return [];
  return wrongAcknowledgements(acknowledged, all, ids, shapeRuleId).map(asError);
}

function asError(
  issue: Omit<PlannedFinding, 'severity' | 'stops' | 'dependsOnDate'>,
): PlannedFinding {
  return { ...issue, severity: 'error', stops: true, dependsOnDate: false };
}

function propOf(path: string): string {
  return path.split(/[.[]/)[0] ?? path;
}
