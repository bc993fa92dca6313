import {
  DefaultTokenResolver,
  StringConcat,
  type TerraformElement,
  TerraformLocal,
  type TerraformResource,
  TerraformStack,
  TerraformVariable,
  Tokenization,
} from 'cdktf';
import type { IConstruct } from 'constructs';
import type { Output } from '../../review/read/output';
import { SPEC_VARIABLE } from '../../spec/names';

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

/** What synth would write of one step, and of the variables and locals that it may read. */
export function outputOfStep(step: TerraformResource): Output {
  const stack = TerraformStack.of(step);
  const own = elementJson(step);
  // To look through the whole stack for each of a thousand restores costs more than the review of them.
  const readsNamed = NAMED_VALUE.test(JSON.stringify(own));
  const named = readsNamed ? stack.node.findAll().filter(isNamedValue).map(elementJson) : [];
  const json: unknown = {
    ...own,
    variable: Object.assign({}, ...named.map(({ variable }) => variable)),
    locals: Object.assign({}, ...named.map(({ locals }) => locals)),
  };
  const name = stack.node.id;
  const file = `stacks/${name}/cdk.tf.json`;
  return {
    label: 'cdktf.out',
    isPart: true,
    stacks: [{ name, file, text: '', parse: () => json }],
  };
}

/** What an expression reads a variable or a local by. */
const NAMED_VALUE = /\b(?:var|local)\./;

function isNamedValue(node: IConstruct): node is TerraformVariable | TerraformLocal {
  return node instanceof TerraformVariable || node instanceof TerraformLocal;
}

function elementJson(element: TerraformElement): {
  readonly variable?: object;
  readonly locals?: object;
} {
  return Tokenization.resolve(element.toTerraform(), {
    scope: element,
    resolver: new DefaultTokenResolver(new StringConcat()),
    preparing: false,
  });
}
