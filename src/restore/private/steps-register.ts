import { TerraformStack } from 'cdktf';
import type { IConstruct } from 'constructs';
import type { RestoreSteps } from './restore-steps';

const byRestore = new WeakMap<IConstruct, RestoreSteps>();
const byStack = new WeakMap<TerraformStack, RestoreSteps[]>();

/** Notes the steps of a restore. */
export function registerSteps(restore: IConstruct, steps: RestoreSteps): void {
  byRestore.set(restore, steps);
  const stack = TerraformStack.of(restore);
  const others = byStack.get(stack) ?? [];
  byStack.set(stack, others);
  others.push(steps);
}

/** The steps of a restore; absent if its declaration is too wrong for any. */
export function stepsOf(restore: IConstruct): RestoreSteps | undefined {
  return byRestore.get(restore);
}

/** The steps of each restore of a stack. */
export function stepsIn(stack: TerraformStack): readonly RestoreSteps[] {
  return byStack.get(stack) ?? [];
}
