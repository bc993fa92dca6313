import {
  DefaultTokenResolver,
  StringConcat,
  type TerraformResource,
  TerraformStack,
  Tokenization,
} from 'cdktf';
import type { IConstruct } from 'constructs';
import type { Output } from '../../review/read/output';
import { SPEC_VARIABLE } from '../../spec/spec';

/** Whether a construct is the step of a restore that the review reads. */
export function isReviewedStep(node: IConstruct): node is TerraformResource {
  if (node.node.id !== 'submit' && node.node.id !== 'settings') return false;
  const { terraformResourceType, rawOverrides } = node as unknown as {
    terraformResourceType?: string;
    rawOverrides?: unknown;
  };
  return (
    terraformResourceType === 'null_resource' &&
    JSON.stringify(rawOverrides ?? {}).includes(SPEC_VARIABLE)
  );
}

/** What synth would write of one step alone. */
export function outputOfStep(step: TerraformResource): Output {
  const json: unknown = Tokenization.resolve(step.toTerraform(), {
    scope: step,
    resolver: new DefaultTokenResolver(new StringConcat()),
    preparing: false,
  });
  const name = TerraformStack.of(step).node.id;
  const file = `stacks/${name}/cdk.tf.json`;
  return {
    label: 'cdktf.out',
    isPart: true,
    stacks: [{ name, file, text: '', parse: () => json }],
  };
}
