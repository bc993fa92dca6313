import { quote } from '../../text/text';
import type { Output } from '../read/output';
import type { RestoreStep } from '../read/steps';
import { SourceLists } from '../recognition/source-lists';
import { reviewStack, stacksBeside } from '../recognition/stack-review';
import type { TerraformPlan } from '../terraform/plan-json';
import { vendorOf } from './definition';
import type { ReviewedStep } from './restore';
import type { NotReviewed, StatePlace } from './schema';

/** All that an output holds: its restores with their definitions, by path, and what is not reviewed. */
export interface ReviewedOutput {
  readonly steps: readonly ReviewedStep[];
  readonly notReviewed: readonly NotReviewed[];
  readonly states: readonly StatePlace[];
}

/** Reads an output whole. `terraform` are the values of Terraform's own plan, by stack. */
export function reviewOutput(
  output: Output,
  terraform: ReadonlyMap<string, TerraformPlan> = new Map(),
): ReviewedOutput {
  const steps: ReviewedStep[] = [];
  const notReviewed: NotReviewed[] = stacksBeside(output);
  const states: StatePlace[] = [];
  const stacksOf = new Map<string, Set<string>>();
  for (const stack of output.stacks) {
    const definitionOf = (step: RestoreStep) => vendorOf(output.label, step).operation;
    const review = reviewStack(output, stack, definitionOf, terraform.get(stack.name));
    for (const step of review.steps) {
      const { path } = step.written;
      stacksOf.set(path, (stacksOf.get(path) ?? new Set()).add(stack.name));
      steps.push({ step, ...vendorOf(output.label, step) });
    }
    notReviewed.push(...review.notReviewed);
    states.push(...review.states);
  }
  refuseCopies(steps, stacksOf);
  if (output.isPart !== true) requireSources(steps, output.files);
  steps.sort((one, other) => (one.step.spec.path < other.step.spec.path ? -1 : 1));
  return { steps, notReviewed, states };
}

/** A drop knows the sources of every restore of the app: one that is left out could be dropped. */
function requireSources(steps: ReviewedStep[], files: Output['files']): void {
  const lists = new SourceLists(
    steps.map(({ step }) => step),
    files,
  );
  for (const [index, reviewed] of steps.entries()) {
    const { address, location, written, alterations } = reviewed.step;
    if (written.sources === undefined) continue;
    const problem = lists.problemOf(location.file, written.vendor, written.sources);
    if (problem === undefined) continue;
    steps[index] = withAlterations(reviewed, [...alterations, { address, problem }]);
  }
}

/** A path begins with the stack: the same one in two of them was written there by hand. */
function refuseCopies(
  steps: ReviewedStep[],
  stacksOf: ReadonlyMap<string, ReadonlySet<string>>,
): void {
  for (const [index, reviewed] of steps.entries()) {
    const { address, written, alterations } = reviewed.step;
    const stacks = stacksOf.get(written.path) ?? new Set();
    if (stacks.size < 2) continue;
    const problem = `the stacks ${[...stacks].map(quote).join(' and ')} have a restore of this path`;
    const alteration = { address, problem, found: written.path };
    steps[index] = withAlterations(reviewed, [alteration, ...alterations]);
  }
}

function withAlterations(
  reviewed: ReviewedStep,
  alterations: ReviewedStep['step']['alterations'],
): ReviewedStep {
  return { ...reviewed, step: { ...reviewed.step, alterations } };
}
