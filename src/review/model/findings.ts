import { type Circumstances, findings, stopping, wrongAcknowledgements } from '../../contract/rule';
import { shapeIssues } from '../../contract/schema';
import type { RestoreStep } from '../read/steps';
import type { ClaimRegister } from './claims';
import type { ReviewClock } from './clock';
import type { Reviewed } from './reviewed';
import type { PlannedFinding } from './schema';

/** What findings are found with. */
export interface FindingTools {
  readonly clock: ReviewClock;
  readonly claims: ClaimRegister;
}

/**
 * The findings of one restore, found again from its declaration: synth may have been told to skip its checks,
 * and time has passed since. What depends on the date says so.
 */
export function findingsOf(
  { spec, declared }: RestoreStep,
  { schema, rules, shapeRuleId }: Reviewed,
  { clock, claims }: FindingTools,
): PlannedFinding[] {
  const { known, isUnknown } = declared;
  const shape = shapeIssues(schema, known, shapeRuleId, isUnknown);
  // Rules read values of the right type: a prop of the wrong shape has its own problems, and is unknown.
  const broken = new Set(shape.map(({ path }) => propOf(path)));
  const sound =
    broken.size === 0
      ? known
      : Object.fromEntries(Object.entries(known).filter(([name]) => !broken.has(name)));
  const circumstances = {
    get now() {
      return clock.now;
    },
    isUnknown: (path: string) => isUnknown(path) || broken.has(propOf(path)),
    claimedBy: (key: string) => claims.claimedBy(key, spec.path),
  };
  const { result: all, dependsOnDate } = clock.watch(() =>
    findings(rules, sound, circumstances, spec.acknowledge),
  );
  // Most restores ask for no date, or have no finding: only otherwise is each rule asked for itself.
  const dated = dependsOnDate && all.length > 0 ? datedRules(rules, sound, circumstances, clock) : [];
  const found = all.map((finding) => ({
    ...finding,
    stops: stopping([finding]).length > 0,
    dependsOnDate: dated.includes(finding.ruleId),
  }));
  const ids = rules.map(({ id }) => id);
  const wrong = wrongAcknowledgements(spec.acknowledge, all, ids, shapeRuleId);
  return [...shape.map(asError), ...found, ...wrong.map(asError)].sort(
    (one, other) => Number(other.stops) - Number(one.stops),
  );
}

/** The rules that asked for the date. */
function datedRules(
  rules: Reviewed['rules'],
  sound: object,
  circumstances: Circumstances,
  clock: ReviewClock,
): string[] {
  return rules
    .filter((rule) => clock.watch(() => findings([rule], sound, circumstances)).dependsOnDate)
    .map(({ id }) => id);
}

function asError(
  issue: Omit<PlannedFinding, 'severity' | 'stops' | 'dependsOnDate'>,
): PlannedFinding {
  return { ...issue, severity: 'error', stops: true, dependsOnDate: false };
}

function propOf(path: string): string {
  return path.split(/[.[]/)[0] ?? path;
}
