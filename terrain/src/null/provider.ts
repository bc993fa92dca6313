import { TerraformProvider } from 'cdktn';
import type { Construct } from 'constructs';

/**
 * The provider `hashicorp/null`, which a stack with restores needs. CDK Terrain has no package for it yet.
 */
export class NullProvider extends TerraformProvider {
  /**
   * @param scope the stack
   * @param id names the provider in the stack
   */
  constructor(scope: Construct, id: string) {
    super(scope, id, {
      terraformResourceType: 'null',
      terraformGeneratorMetadata: {
        providerName: 'null',
        providerVersion: '3.2.4',
        providerVersionConstraint: '~> 3.0',
      },
      terraformProviderSource: 'null',
    });
  }
}
