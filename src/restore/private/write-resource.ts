import type { Resource as NullResource } from '@cdktf/provider-null/lib/resource';
import type { Condition, StepResource } from '../../spec/step-model';

/** Gives a `null_resource` of cdktf what stands in the model of a step. */
export function writeResource(
  resource: NullResource,
  {
    count,
    depends_on: dependsOn,
    for_each: forEach,
    triggers,
    lifecycle,
    provisioner,
  }: StepResource,
): void {
  if (count !== undefined) resource.count = count;
  if (dependsOn !== undefined) resource.dependsOn = [...dependsOn];
  if (triggers !== undefined) resource.triggers = { ...triggers };
  if (lifecycle !== undefined) {
    const {
      ignore_changes: ignored,
      precondition,
      postcondition,
      create_before_destroy: first,
    } = lifecycle;
    resource.lifecycle = {
      ...(first === undefined ? {} : { createBeforeDestroy: first }),
      ...(ignored === undefined ? {} : { ignoreChanges: [...ignored] }),
      ...(precondition === undefined ? {} : { precondition: conditionsOf(precondition) }),
      ...(postcondition === undefined ? {} : { postcondition: conditionsOf(postcondition) }),
    };
  }
  if (forEach !== undefined) resource.addOverride('for_each', { ...forEach });
  // A copy: an override of a part of it would change the model as well.
  if (provisioner !== undefined) resource.addOverride('provisioner', structuredClone(provisioner));
}

function conditionsOf(conditions: readonly Condition[]) {
  return conditions.map(({ condition, error_message: errorMessage }) => ({
    condition,
    errorMessage,
  }));
}
