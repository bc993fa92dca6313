import type { Construct } from 'constructs';
import { Step } from './step';

/** A step of a group, which is built when it is written: members join until then. */
export class GroupStep extends Step {
  constructor(
    scope: Construct,
    id: string,
    private readonly refresh: () => void,
    renamed: () => void,
  ) {
    super(scope, id, renamed);
  }

  public override toTerraform(): object {
    this.refresh();
    return super.toTerraform();
  }
}
