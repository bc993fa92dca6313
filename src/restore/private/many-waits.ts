import { AnnotationMetadataEntryType, type TerraformStack } from 'cdktf';
import { stepsIn } from './steps-register';

/** How many steps Terraform runs at a time, unless it is told otherwise. */
const SLOTS = 10;

/** Warns where restores would wait for one another's slots. */
export function warnOfManyWaits(stack: TerraformStack): void {
  const alone = stepsIn(stack).filter(({ group }) => group === undefined).length;
  const text = `${alone} restores wait one by one, and Terraform runs ${SLOTS} steps at a time: the others begin to wait when those have ended. Wait for them together in a RestoreGroup, or run terraform apply -parallelism=${alone}.`;
  const isSaid = stack.node.metadata.some(({ data }) => data === text);
  // Without the stack trace that cdktf adds: it holds paths of this machine.
  if (alone > SLOTS && !isSaid) stack.node.addMetadata(AnnotationMetadataEntryType.WARN, text);
}
