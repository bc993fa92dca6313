import { ClaimRegister } from '../../evaluation/claims';
import type { Output } from '../read/output';
import { ReviewClock } from './clock';
import { plannedRestore, reviewedSteps } from './restore';
import {
  PLAN_KIND,
  PLAN_VERSION,
  type PlannedRestore,
  type RestorePlanDocument,
  SCHEMA_ID,
} from './schema';
import { countsOf, verdictOf } from './verdict';

/** Makes the review of a synthesised app. Nothing is called, nothing but the output is read. */
export function planOf(output: Output, moment: Date): RestorePlanDocument {
  const clock = new ReviewClock(moment);
  const claims = new ClaimRegister();
  const steps = reviewedSteps(output);
  for (const { step, operation } of steps) {
    claims.add(operation.rules, step.declared.known, step.spec.path);
  }
  const restores = byWeight(steps.map((step) => plannedRestore(step, clock, claims)));
  return planDocument(output.label, restores, clock.asOf);
}

/** Puts counts and verdict to the restores. */
export function planDocument(
  source: string,
  restores: readonly PlannedRestore[],
  asOf: string | undefined,
): RestorePlanDocument {
  const counts = countsOf(restores);
  return {
    $schema: SCHEMA_ID,
    kind: PLAN_KIND,
    version: PLAN_VERSION,
    source,
    ...(asOf === undefined ? {} : { asOf }),
    verdict: verdictOf(restores, counts),
    counts,
    restores: [...restores],
  };
}

/** What erases data first, then what cannot be applied; the order by path stays in each. */
function byWeight(restores: readonly PlannedRestore[]): PlannedRestore[] {
  const weights = restores.map(weight);
  return [0, 1, 2].flatMap((wanted) => restores.filter((_, index) => weights[index] === wanted));
}

function weight({ destructive, findings }: PlannedRestore): number {
  if (destructive) return 0;
  return findings.some(({ stops }) => stops) ? 1 : 2;
}
