import type { TerraformStack } from 'cdktf';
import { stepsIn } from './steps-register';
import { warn } from './warn';

/** How many steps Terraform runs at a time, unless it is told otherwise. */
const SLOTS = 10;

/** Warns where restores would wait for one another's slots. */
export function warnOfManyWaits(stack: TerraformStack): void {
  const alone = stepsIn(stack).filter(({ group }) => group === undefined).length;
  const text = `${alone} restores wait one by one, and Terraform runs ${SLOTS} steps at a time: the others begin to wait when those have ended. Wait for them together in a RestoreGroup, or run terraform apply -parallelism=${alone}.`;
  if (alone > SLOTS) warn(stack, text);
}
