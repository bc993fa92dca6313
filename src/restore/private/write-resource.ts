import type { Resource as NullResource } from '@cdktf/provider-null/lib/resource';
import type { StepResource } from '../../spec/step-resources';

/** Gives a `null_resource` of cdktf what stands in the model of a step. */
export function writeResource(
  resource: NullResource,
  { triggers, lifecycle, provisioner }: StepResource,
): void {
  if (triggers !== undefined) resource.triggers = { ...triggers };
  if (lifecycle !== undefined) {
    const { ignore_changes: ignored, replace_triggered_by: replacing } = lifecycle;
    resource.lifecycle = {
      ...(ignored === undefined ? {} : { ignoreChanges: [...ignored] }),
      ...(replacing === undefined ? {} : { replaceTriggeredBy: [...replacing] }),
    };
  }
  if (provisioner !== undefined) resource.addOverride('provisioner', provisioner);
}
