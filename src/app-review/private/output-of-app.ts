import { TerraformStack, Testing } from 'cdktf';
import type { IConstruct } from 'constructs';
import type { Output } from '../../review/read/output';

/** What synth would write of the app's stacks, without writing it. */
export function outputOf(scope: IConstruct): Output {
  const stacks = scope.node
    .findAll()
    .filter((node) => TerraformStack.isStack(node))
    .map((stack) => {
      const text = Testing.synth(stack as TerraformStack);
      const name = stack.node.id;
      const parse = () => JSON.parse(text) as unknown;
      return { name, file: `stacks/${name}/cdk.tf.json`, text, parse };
    })
    .sort((one, other) => (one.name < other.name ? -1 : 1));
  return { label: 'cdktf.out', stacks };
}
