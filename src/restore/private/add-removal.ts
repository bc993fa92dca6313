import { Resource as NullResource } from '@cdktf/provider-null/lib/resource';
import { Lazy, TerraformStack } from 'cdktf';
import type { Construct } from 'constructs';
import { removalResource } from '../../spec/removal-resource';
import type { OperationDefinition, VendorDefinition } from '../../vendor/definition';
import { allSources } from './app-wide';
import { journalsFolder } from './places';
import { runnerPath } from './runner-asset';
import { StepValidation } from './step-validation';
import { writeResource } from './write-resource';

/** Adds what is left of a restore whose construct had this place and this id. */
export function addRemoval(
  scope: Construct,
  { vendor }: Pick<VendorDefinition, 'vendor'>,
  { name, facts }: Pick<OperationDefinition, 'name' | 'facts'>,
): void {
  const submitted = new NullResource(scope, 'submitted');
  const built = removalResource({
    ...{ vendor, operation: name, facts },
    path: scope.node.path,
    key: TerraformStack.of(scope).getLogicalId(scope.node),
    journals: journalsFolder(scope),
    command: runnerPath(scope, vendor),
    sources: allSources(scope, vendor),
    address: Lazy.stringValue({ produce: () => `null_resource.${submitted.friendlyUniqueId}` }),
  });
  writeResource(submitted, built);
  scope.node.addValidation(new StepValidation(scope, { submitted }, () => ({ submitted: built })));
}
