import { App, TerraformProvider, type TerraformStack } from 'cdktf';
import type { IConstruct, IValidation } from 'constructs';

const IMPORT = "import { NullProvider } from '@cdktf/provider-null/lib/provider/index.js'";

/** What a stack with restores needs besides them, one line for each thing that is missing. */
export class StackValidation implements IValidation {
  constructor(private readonly stack: TerraformStack) {}

  validate(): string[] {
    return [...this.#provider(), ...this.#format()];
  }

  #provider(): string[] {
    if (this.stack.node.findAll().some(isNullProvider)) return [];
    return [
      `the null provider is missing, and restores are null resources. Add ${IMPORT} and new NullProvider(stack, "null").`,
    ];
  }

  /** Reviews read JSON alone, and what is not reviewed must not be applied. */
  #format(): string[] {
    const { root } = this.stack.node;
    if (!App.isApp(root) || !(root as App).hclOutput) return [];
    return [
      'restores are written as JSON only, got --hcl. Run synth without it; Terraform reads cdk.tf.json beside *.tf files.',
    ];
  }
}

function isNullProvider(construct: IConstruct): boolean {
  return (
    TerraformProvider.isTerraformProvider(construct) && construct.terraformResourceType === 'null'
  );
}
