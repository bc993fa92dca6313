import { TerraformStack } from 'cdktf';
import type { Construct } from 'constructs';

// jsii notes on each class by what name other languages know it, for example `cdktf.TerraformStack`.
const JSII_NAME = Symbol.for('jsii.rtti');
const OF_FRAMEWORK = /^(\w+)\.(?:TerraformStack|App)$/;

/**
 * Refuses a stack of the other framework. Stacks of CDK for Terraform and of CDK Terrain take each other's
 * elements, and synth then fails far from the cause. A `cdktf` that is an alias of the other one is accepted:
 * then the app and this package use the same classes.
 */
export function requireOwnFramework(scope: Construct): void {
  const own = frameworkOf(TerraformStack);
  const stack = TerraformStack.of(scope);
  const other = frameworkOf(stack.constructor);
  if (own === undefined || other === undefined || own === other) return;
  throw new Error(
    `[${scope.node.path}] the stack is a ${other} stack, but ${own}-cluster-restore provides constructs for ${own}. ` +
      `Install and import ${other}-cluster-restore.`,
  );
}

/** The framework of a class, or of the class that it extends. */
function frameworkOf(type: object | null): string | undefined {
  for (let each = type; each !== null; each = Object.getPrototypeOf(each) as object | null) {
    const note = Object.getOwnPropertyDescriptor(each, JSII_NAME)?.value as
      | { readonly fqn?: string }
      | undefined;
    const framework = OF_FRAMEWORK.exec(note?.fqn ?? '')?.[1];
    if (framework !== undefined) return framework;
  }
  return undefined;
}
