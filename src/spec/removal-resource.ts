import { specFields } from './encode';
import { SPEC_VERSION } from './names';
import type { RemovalModel, StepResource } from './step-model';
import { journalsIn, startsRunner } from './step-provisioner';
import { recordedIn } from './step-triggers';

/**
 * What stays of a restore whose block is gone: the step that kept what was submitted, with no instance. Terraform
 * destroys the one that the state holds, and runs its destroy step, because its block is still there.
 */
export function removalResource(model: RemovalModel): StepResource {
  const { vendor, operation, path, key, journals, command, address, sources = '' } = model;
  const head = { version: SPEC_VERSION, vendor, operation, path, key, submitAddress: address };
  const kept = { acknowledge: [], removalPolicy: 'destroy', timeoutMinutes: 360, sources };
  return {
    count: 0,
    provisioner: startsRunner({
      step: 'drop',
      command,
      journals: journalsIn(journals),
      fields: [specFields({ ...head, identity: {}, ...kept, step: 'drop', declaration: null })],
      recorded: recordedIn('self', model.facts.drop),
    }),
  };
}
