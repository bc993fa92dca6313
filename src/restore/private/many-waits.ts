import type { TerraformStack } from 'cdktf';
import { manyWaitsText } from '../../spec/many-waits';
import { stepsIn } from './steps-register';
import { warn } from './warn';

/** Warns where restores would wait for one another's slots. */
export function warnOfManyWaits(stack: TerraformStack): void {
  const alone = stepsIn(stack).filter(({ group }) => group === undefined);
  const text = manyWaitsText(
    alone.map(({ waitsAloneBecause }) => ({ mayBeGrouped: waitsAloneBecause === undefined })),
  );
  if (text !== undefined) warn(stack, text);
}
