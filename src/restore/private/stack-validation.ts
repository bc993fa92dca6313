import { App, TerraformElement, TerraformProvider, TerraformStack } from 'cdktf';
import type { IConstruct, IValidation } from 'constructs';
import { dropsLeftOut, textsByAddress } from '../../spec/create-before-destroy';

const IMPORT = "import { NullProvider } from '@cdktf/provider-null/lib/provider/index.js'";

/** What a stack with restores needs besides them, one line for each thing that is missing. */
export class StackValidation implements IValidation {
  constructor(private readonly stack: TerraformStack) {}

  validate(): string[] {
    const all = this.stack.node.findAll();
    return [...nullProvider(all), ...this.#format(), ...this.#order(all), ...nodeDependencies(all)];
  }

  /** A drop that Terraform would never run is refused: the clone would keep running, and be billed. */
  #order(all: readonly IConstruct[]): string[] {
    if (!all.some(mayReplaceFirst)) return [];
    return dropsLeftOut(blockTexts(this.stack)).map(({ consumer, drop }) => {
      const restore = drop.replace(/^null_resource\./, '');
      return `${consumer} has create_before_destroy and depends on ${restore}, so Terraform would never run its drop. Remove create_before_destroy, or set RemovalPolicy.RETAIN.`;
    });
  }

  /** Reviews read JSON alone, and what is not reviewed must not be applied. */
  #format(): string[] {
    const { root } = this.stack.node;
    if (!App.isApp(root) || !(root as App).hclOutput) return [];
    return [
      'restores can be written only as JSON, got --hcl. Run synth without it; Terraform reads cdk.tf.json together with *.tf files.',
    ];
  }
}

/** The blocks of a stack as they will be written; none where another problem keeps it from being written. */
export function blockTexts(stack: TerraformStack): ReadonlyMap<string, string> {
  try {
    return textsByAddress(stack.toTerraform() as Record<string, unknown>);
  } catch {
    return new Map();
  }
}

function nullProvider(all: readonly IConstruct[]): string[] {
  if (all.some(isNullProvider)) return [];
  return [
    `the null provider is missing, but restores are null resources. Add ${IMPORT} and new NullProvider(stack, "null").`,
  ];
}

/** Terraform does not see dependencies between nodes: an order that somebody relies on must not be lost silently. */
function nodeDependencies(all: readonly IConstruct[]): string[] {
  return all.flatMap((from) =>
    from.node.dependencies
      .filter((to) => [from, to].some(isRestore))
      .map((to) => {
        const [one, other] = [from.node.path, to.node.path];
        return `${one} has a node dependency on ${other}, which Terraform does not see. Name ${other} in the prop dependsOn of ${one}; restores can be named there, too.`;
      }),
  );
}

/** Whatever restores: a construct with facts of what it restored. */
export function isRestore(given: unknown): given is IConstruct {
  return typeof (given as { readonly _fact?: unknown } | undefined)?._fact === 'function';
}

function isNullProvider(construct: IConstruct): boolean {
  return (
    TerraformProvider.isTerraformProvider(construct) && construct.terraformResourceType === 'null'
  );
}

function mayReplaceFirst(construct: IConstruct): boolean {
  const { lifecycle, rawOverrides = {} } = construct as unknown as {
    readonly lifecycle?: { readonly createBeforeDestroy?: unknown };
    readonly rawOverrides?: object;
  };
  // An override of the stack names the resource within it.
  if (TerraformStack.isStack(construct)) return Object.keys(rawOverrides).length > 0;
  if (!TerraformElement.isTerraformElement(construct)) return false;
  // A token may stand for either.
  return (lifecycle?.createBeforeDestroy ?? false) !== false || 'lifecycle' in rawOverrides;
}
