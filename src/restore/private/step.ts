import { Resource as NullResource } from '@cdktf/provider-null/lib/resource';
import type { Construct } from 'constructs';
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
