import { Resource as NullResource } from '@cdktf/provider-null/lib/resource';
import type { Construct } from 'constructs';

/** A step of a restore, which is asked to be up to date whenever it is written. */
export class Step extends NullResource {
  constructor(
    scope: Construct,
    id: string,
    private readonly refresh: () => void,
  ) {
    super(scope, id);
  }

  public override toTerraform(): object {
    this.refresh();
    return super.toTerraform() as object;
  }

  public override toHclTerraform(): object {
    this.refresh();
    return super.toHclTerraform() as object;
  }
}
