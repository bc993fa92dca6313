import { Resource as NullResource } from '@cdktf/provider-null/lib/resource';
import type { TerraformStack } from 'cdktf';
import type { Construct, IConstruct } from 'constructs';
import { resolvedOnce } from './resolved-once';

/**
 * A step of a restore. Its logical id is known from the beginning, for the steps that refer to it, and may be overridden
 * all the same: then `renamed` is called.
 */
export class Step extends NullResource {
  private logicalId: string | undefined;

  constructor(
    scope: Construct,
    id: string,
    private readonly renamed: () => void,
  ) {
    super(scope, id);
  }

  /** cdktf keeps the id that it was asked for first, and ignores what overrides it later. */
  public override get friendlyUniqueId(): string {
    this.logicalId ??= this.cdktfStack.getLogicalId(this);
    return this.logicalId;
  }

  public override toTerraform(): object {
    return resolvedOnce(super.toTerraform() as object);
  }

  /**
   * cdktf notes what was overridden, and copies its list for each element that has more: one step of a stack speaks for
   * all of them, or ten thousand restores would take minutes.
   */
  public override toMetadata(): object {
    const stack = this.cdktfStack;
    const known = speakers.get(stack);
    const speaker = known !== undefined && isWithin(known, stack) ? known : this;
    speakers.set(stack, speaker);
    const { overrides: _, ...others } = super.toMetadata() as Record<string, unknown>;
    if (speaker !== this) return others;
    const all = stack.node.findAll().filter((one): one is Step => one instanceof Step);
    const own = all.filter(({ cdktfStack }) => cdktfStack === stack);
    const overrides = own.flatMap(({ rawOverrides }) => Object.keys(rawOverrides));
    if (overrides.length === 0) return others;
    return { overrides: { [this.terraformResourceType]: overrides }, ...others };
  }

  /** Where others find it in Terraform. */
  public get address(): string {
    return `null_resource.${this.friendlyUniqueId}`;
  }

  public override overrideLogicalId(newLogicalId: string): void {
    super.overrideLogicalId(newLogicalId);
    this.logicalId = newLogicalId;
    this.renamed();
  }

  public override resetOverrideLogicalId(): void {
    super.resetOverrideLogicalId();
    this.logicalId = undefined;
    this.renamed();
  }
}

/** The step that speaks for all of its stack; a group removes some. */
const speakers = new WeakMap<TerraformStack, Step>();

/** Whether a construct is still a part of the other one. */
function isWithin(construct: IConstruct, outer: IConstruct): boolean {
  for (let inner = construct; inner !== outer; ) {
    const { id, scope } = inner.node;
    if (scope?.node.tryFindChild(id) !== inner) return false;
    inner = scope;
  }
  return true;
}
