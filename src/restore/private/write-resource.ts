import type { Resource as NullResource } from '@cdktf/provider-null/lib/resource';
import type { Condition, StepResource } from '../../spec/step-model';

/** What was given to a resource: what somebody put in its place is recognised because it differs. */
export interface Written {
  readonly triggers: unknown;
  readonly lifecycle: unknown;
  readonly provisioner: unknown;
}

/**
 * Gives a `null_resource` of cdktf what is in the model of a step. A second time, only what is still as it was
 * `before`: the validation finds the rest.
 */
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
  before?: Written,
): Written {
  if (before === undefined) {
    if (count !== undefined) resource.count = count;
    if (dependsOn !== undefined) resource.dependsOn = [...dependsOn];
    if (forEach !== undefined) resource.addOverride('for_each', { ...forEach });
  }
  const isOurs = isUntouched(resource, before);
  if (triggers !== undefined && isOurs.triggers) resource.triggers = { ...triggers };
  if (lifecycle !== undefined && isOurs.lifecycle) resource.lifecycle = lifecycleOf(lifecycle);
  // A copy: an override of a part of it would change the model as well.
  if (provisioner !== undefined && isOurs.provisioner)
    resource.addOverride('provisioner', copyOf(provisioner));
  return partsOf(resource);
}

function lifecycleOf({
  ignore_changes: ignored,
  precondition,
  postcondition,
  create_before_destroy: first,
}: NonNullable<StepResource['lifecycle']>): NonNullable<NullResource['lifecycle']> {
  return {
    ...(first === undefined ? {} : { createBeforeDestroy: first }),
    ...(ignored === undefined ? {} : { ignoreChanges: [...ignored] }),
    ...(precondition === undefined ? {} : { precondition: conditionsOf(precondition) }),
    ...(postcondition === undefined ? {} : { postcondition: conditionsOf(postcondition) }),
  };
}

function conditionsOf(conditions: readonly Condition[]) {
  return conditions.map(({ condition, error_message: errorMessage }) => ({
    condition,
    errorMessage,
  }));
}

function copyOf(provisioner: NonNullable<StepResource['provisioner']>): object[] {
  return provisioner.map(({ 'local-exec': exec }) => ({
    'local-exec': {
      ...exec,
      interpreter: [...exec.interpreter],
      environment: { ...exec.environment },
    },
  }));
}

function isUntouched(resource: NullResource, before: Written | undefined) {
  const now = partsOf(resource);
  const isSame = (part: keyof Written) => before === undefined || now[part] === before[part];
  return {
    triggers: isSame('triggers'),
    lifecycle: isSame('lifecycle'),
    provisioner: isSame('provisioner'),
  };
}

function partsOf(resource: NullResource): Written {
  const { rawOverrides } = resource as unknown as { readonly rawOverrides: Partial<Written> };
  return {
    triggers: resource.triggersInput,
    lifecycle: resource.lifecycle,
    provisioner: rawOverrides.provisioner,
  };
}
