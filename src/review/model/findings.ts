import {
  type Circumstances,
  type Finding,
  findings,
  wrongAcknowledgements,
} from '../../evaluation/rule';
import { shapeIssues } from '../../evaluation/schema';
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
  const sound = broken.length === 0 ? known : without(known, broken);
  const circumstances = new RestoreCircumstances(tools, spec.path, isUnknown, broken);
  const { rules, ids, takeDated } = tools.rulesOf(operation);
  const all = findings(rules, sound, circumstances, spec.acknowledge);
  const dated = takeDated();
  const found = shape.map(asError);
  for (const finding of all) found.push(planned(finding, dated.has(finding.ruleId)));
  if (spec.acknowledge.length > 0) {
    const wrong = wrongAcknowledgements(spec.acknowledge, all, ids, operation.shapeRuleId);
    found.push(...wrong.map(asError));
  }
  return stoppingFirst(found);
}

function without(
  known: Readonly<Record<string, unknown>>,
  broken: readonly string[],
): Record<string, unknown> {
  return Object.fromEntries(Object.entries(known).filter(([name]) => !broken.includes(name)));
}

function stoppingFirst(found: PlannedFinding[]): PlannedFinding[] {
  if (!found.some(({ stops }) => stops)) return found;
  return [...found.filter(({ stops }) => stops), ...found.filter(({ stops }) => !stops)];
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
  const { ruleId, severity, path, problem, got, fix, acknowledged } = finding;
  const stops = severity === 'error' || (severity === 'acknowledge' && acknowledged === undefined);
  return { ruleId, severity, path, problem, got, fix, acknowledged, stops, dependsOnDate };
}

function asError(
  issue: Omit<PlannedFinding, 'severity' | 'stops' | 'dependsOnDate'>,
): PlannedFinding {
  return { ...issue, severity: 'error', stops: true, dependsOnDate: false };
}

function propOf(path: string): string {
  return path.split(/[.[]/)[0] ?? path;
}
