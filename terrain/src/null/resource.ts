import {
  hashMapper,
  hashMapperHcl,
  stringToHclTerraform,
  stringToTerraform,
  type TerraformMetaArguments,
  TerraformResource,
} from 'cdktn';
import type { Construct } from 'constructs';

/** The arguments of a `null_resource`. */
export interface ResourceConfig extends TerraformMetaArguments {
  /** Texts whose change replaces the resource. */
  readonly triggers?: Readonly<Record<string, string>>;
}

/** `null_resource` of the provider `hashicorp/null`, with the shape that `@cdktf/provider-null` gives it. */
export class Resource extends TerraformResource {
  /** Texts whose change replaces the resource. */
  triggers: Readonly<Record<string, string>> | undefined;

  constructor(scope: Construct, id: string, config: ResourceConfig = {}) {
    super(scope, id, {
      terraformResourceType: 'null_resource',
      terraformGeneratorMetadata: {
        providerName: 'null',
        providerVersion: '3.2.4',
        providerVersionConstraint: '~> 3.0',
      },
      ...(config.provider && { provider: config.provider }),
      ...(config.dependsOn && { dependsOn: config.dependsOn }),
      ...(config.lifecycle && { lifecycle: config.lifecycle }),
    });
    this.triggers = config.triggers;
  }

  /** What was given for `triggers`. */
  get triggersInput(): Readonly<Record<string, string>> | undefined {
    return this.triggers;
  }

  protected override synthesizeAttributes(): Record<string, unknown> {
    return { triggers: hashMapper(stringToTerraform)(this.triggers) };
  }

  protected override synthesizeHclAttributes(): Record<string, unknown> {
    if (this.triggers === undefined) return {};
    const value = hashMapperHcl(stringToHclTerraform)(this.triggers);
    return { triggers: { value, isBlock: false, type: 'map', storageClassType: 'stringMap' } };
  }
}
