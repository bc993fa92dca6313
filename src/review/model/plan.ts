import { ClaimRegister } from '../../evaluation/claims';
import type { Output } from '../read/output';
import { notReadable } from '../read/steps';
import type { TerraformPlan } from '../terraform/plan-json';
import { ReviewClock } from './clock';
import { clusterNames } from './cluster-names';
import { STEP_ALTERED } from './own-rules';
import { plannedRestore, type ReviewedStep } from './restore';
import { reviewOutput } from './review-output';
import {
  type NotReviewed,
  PLAN_KIND,
  PLAN_VERSION,
  type PlannedRestore,
  type RestorePlanDocument,
  SCHEMA_ID,
  type StatePlace,
} from './schema';
import { countsOf, verdictOf } from './verdict';

/**
 * Makes the review of a synthesised app. Nothing is called, nothing but the output is read. `terraform` are
 * plans of Terraform itself, by stack.
 */
export function planOf(
  output: Output,
  moment: Date,
  terraform?: ReadonlyMap<string, TerraformPlan>,
): RestorePlanDocument {
  const clock = new ReviewClock(moment);
  const claims = new ClaimRegister();
  const { steps, notReviewed, states } = reviewOutput(output, terraform);
  for (const { step, operation } of steps) {
    claims.add(operation.rules, step.declared.known, step.spec.path, step.stack);
  }
  const names = clusterNames(steps.map(({ step }) => step));
  const restores = byWeight(
    steps.map((one) =>
      readable(output.label, one, () => plannedRestore(one, clock, claims, names)),
    ),
  );
  return planDocument(output.label, restores, { notReviewed, states }, clock.asOf);
}

/** Descriptions and requests are made for declarations as synth writes them: what somebody altered may have any form. */
function readable<Result>(label: string, { step }: ReviewedStep, review: () => Result): Result {
  try {
    return review();
  } catch (error) {
    if (step.alterations.length === 0) throw error;
    throw notReadable(`${label}/${step.location.file}`, step.address);
  }
}

/** Puts counts and verdict to the restores. */
export function planDocument(
  source: string,
  restores: readonly PlannedRestore[],
  {
    notReviewed,
    states,
  }: {
    readonly notReviewed: readonly NotReviewed[];
    readonly states: readonly StatePlace[];
  },
  asOf: string | undefined,
): RestorePlanDocument {
  const counts = countsOf(restores, notReviewed);
  return {
    $schema: SCHEMA_ID,
    kind: PLAN_KIND,
    version: PLAN_VERSION,
    source,
    ...(asOf === undefined ? {} : { asOf }),
    verdict: verdictOf(restores, notReviewed, counts),
    counts,
    restores: [...restores],
    notReviewed: [...notReviewed],
    states: [...states],
  };
}

/** What was altered first, then what erases data, then what cannot be applied; the order by path stays in each. */
function byWeight(restores: readonly PlannedRestore[]): PlannedRestore[] {
  const weights = restores.map(weight);
  return [0, 1, 2, 3].flatMap((wanted) => restores.filter((_, index) => weights[index] === wanted));
}

function weight({ destructive, findings }: PlannedRestore): number {
  if (findings[0]?.ruleId === STEP_ALTERED) return 0;
  if (destructive) return 1;
  return findings.some(({ stops }) => stops) ? 2 : 3;
}
