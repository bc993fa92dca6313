import type { ClaimRegister } from '../../evaluation/claims';
import { type Evaluation, evaluate, type Subject } from '../../evaluation/evaluate';
import { type Finding, isBlocking } from '../../evaluation/finding';
import type { RestoreStep } from '../read/steps';
import type { ReviewClock } from './clock';
import type { Reviewed } from './reviewed';
import type { PlannedFinding } from './schema';

/** What is evaluated again from a declaration: synth may have skipped its checks, and time has passed since. */
export function evaluateStep(
  { spec, declared, backend, stack }: RestoreStep,
  operation: Reviewed,
  clock: ReviewClock,
  claims?: ClaimRegister,
): Evaluation {
  const { known: declaration, unknown, isUnknown } = declared;
  const { path, acknowledge } = spec;
  const subject: Subject = {
    path,
    stack,
    operation,
    declaration,
    unknown,
    isUnknown,
    acknowledge,
    claims,
    surroundings: { backend, passwordSink: spec.passwordSink?.kind },
  };
  return evaluate(subject, circumstancesOf(clock));
}

/** The findings of one restore, those that stop it first. */
export function findingsOf(
  step: RestoreStep,
  operation: Reviewed,
  clock: ReviewClock,
  claims: ClaimRegister,
): PlannedFinding[] {
  const { findings } = evaluateStep(step, operation, clock, claims);
  const found = findings.map(toPlanned);
  if (!found.some(({ stops }) => stops)) return found;
  return [...found.filter(({ stops }) => stops), ...found.filter(({ stops }) => !stops)];
}

/** The clock counts who reads it: the date is read only when a rule asks for it. */
function circumstancesOf(clock: ReviewClock): Parameters<typeof evaluate>[1] {
  return {
    get now() {
      return clock.now;
    },
    stage: 'review',
  };
}

function toPlanned(finding: Finding): PlannedFinding {
  const { ruleId, severity, path, problem, got, fix, acknowledged, cause, dependsOnDate } = finding;
  const stops = isBlocking(finding);
  return {
    ruleId,
    severity,
    path,
    problem,
    got,
    fix,
    acknowledged,
    cause,
    stops,
    dependsOnDate,
  };
}
