import { TerraformProvider } from 'cdktn';
import type { Construct } from 'constructs';

/** Settings of the provider. */
export interface NullProviderConfig {
  /**
   * A name for a second configuration of the provider. Steps of restores use the one without.
   *
   * @default - none
   */
  readonly alias?: string;
}

/**
 * The provider `hashicorp/null`, which a stack with restores needs. CDK Terrain has no package for it yet.
 */
export class NullProvider extends TerraformProvider {
  #alias: string | undefined;

  /**
   * @param scope the stack
   * @param id names the provider in the stack
   * @param config its alias
   */
  constructor(scope: Construct, id: string, config: NullProviderConfig = {}) {
    super(scope, id, {
      terraformResourceType: 'null',
      terraformGeneratorMetadata: {
        providerName: 'null',
        providerVersion: '3.2.4',
        providerVersionConstraint: '~> 3.0',
      },
      terraformProviderSource: 'null',
    });
    this.#alias = config.alias;
  }

  /** The name of this configuration. */
  public override get alias(): string | undefined {
    return this.#alias;
  }

  public override set alias(value: string | undefined) {
    this.#alias = value;
  }
}
