import { Lazy, TerraformLocal } from 'cdktf';
import type { Construct } from 'constructs';
import { requireOwnFramework } from './framework';
import type { DeclarationValidation } from './validation';

type Texts = Readonly<Record<string, string>>;

/**
 * What `build` builds from a declaration; `undefined` where its props are too wrong for it. A wrong text does not
 * prevent it: where validation is skipped, the review shows it and the runner refuses it.
 */
export function tryBuild<Built extends { readonly identity: Texts; readonly ignored: Texts }>(
  validation: DeclarationValidation,
  build: () => Built,
): Built | undefined {
  if (validation.isSound) return build();
  if (!validation.canHaveSteps) return undefined;
  try {
    const result = build();
    const values: unknown[] = Object.values({ ...result.identity, ...result.ignored });
    return values.every((value) => typeof value === 'string') ? result : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Takes the place of the steps of a declaration from which no steps can be built. Validation refuses it; where it is
 * skipped, the stack must not come out without its steps, because Terraform would take them for removed.
 */
export class RefusedSteps {
  readonly fqn: string;

  constructor(scope: Construct, validation: DeclarationValidation) {
    requireOwnFramework(scope);
    const { fqn } = new TerraformLocal(
      scope,
      'refused',
      Lazy.anyValue({
        produce: ({ preparing }) => {
          if (preparing) return '';
          const lines = validation.validate().map((line) => `[${scope.node.path}] ${line}`);
          throw new Error(`Validation failed with the following errors:\n${lines.join('\n')}`);
        },
      }),
    );
    this.fqn = fqn;
  }

  /** Unknown, so that what uses it has no problem of its own. */
  fact(_name: string): string {
    return Lazy.stringValue({ produce: () => '' });
  }
}
