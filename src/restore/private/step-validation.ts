import type { Resource as NullResource } from '@cdktf/provider-null/lib/resource';
import { DefaultTokenResolver, StringConcat, Tokenization } from 'cdktf';
import type { Construct, IValidation } from 'constructs';
import { type StepDifference, stepDifferences } from '../../spec/differences';
import { VALUE_VARIABLE_PREFIX } from '../../spec/names';
import type { StepResource } from '../../spec/step-model';
import { quote } from '../../text/text';

/** What Terraform gets of a resource. */
interface Written {
  readonly resource?: Readonly<Record<string, Readonly<Record<string, Json>>>>;
  readonly moved?: unknown;
  readonly import?: unknown;
}

type Json = Readonly<Record<string, unknown>>;

const LOOP = 'Create a construct for each restore, in a loop in your code';
const FORMER = 'Use the prop formerPath, which moves every step from where the construct was';
/** The variables of values that are known after apply. */
export const OF_DECLARATION = new RegExp(`^${VALUE_VARIABLE_PREFIX}\\d+$`);
const ITERATED = /\b(?:each\.(?:key|value)|count\.index)\b/;

/** What to do instead, by the part that was changed. */
const INSTEAD: Readonly<Record<string, string>> = {
  for_each: LOOP,
  count: LOOP,
  depends_on: 'Use the prop dependsOn of the restore',
  provider: 'Steps use the default null provider: remove the alias',
};

/**
 * Refuses steps that somebody changed after they were built: by `addOverride`, by an aspect, by a property. The review
 * would refuse the stack: what a restore does must follow from its declaration.
 */
export class StepValidation implements IValidation {
  constructor(
    private readonly scope: Construct,
    private readonly resources: Readonly<Record<string, NullResource>>,
    private readonly built: () => Readonly<Record<string, StepResource>>,
  ) {}

  validate(): string[] {
    const used = this.#findIterator();
    if (used !== undefined) {
      return [
        `a prop uses ${used} of an iterator, and restores do not support for_each and count. ${LOOP}. [RESTORE_IN_ITERATOR]`,
      ];
    }
    const written = Object.values(this.resources).map((one) => one.toTerraform() as Written);
    return [...this.#moves(written), ...this.#changes(written)];
  }

  /** A step that is moved elsewhere, or imported, does not belong to this restore; a restore of which only some steps are moved restores again. */
  #moves(written: readonly Written[]): string[] {
    const names = Object.keys(this.resources);
    const odd = written.flatMap((one, at) => {
      if (one.import === undefined && one.resource !== undefined) return [];
      const what = one.resource === undefined ? 'moved away (moveTo)' : 'imported (importFrom)';
      return [`its step "${names[at]}" is ${what}. ${FORMER}. [STEP_ALTERED]`];
    });
    const isMoved = (at: number) => written[at]?.moved !== undefined;
    // `removal` holds nothing: it may be created again.
    const missing = names.filter((name, at) => name !== 'removal' && !isMoved(at));
    if (odd.length > 0 || missing.length === 0 || !written.some((_, at) => isMoved(at))) return odd;
    return [
      `moveFromId moves some of its steps and not ${missing.map(quote).join(', ')}, so it would be restored again. ${FORMER}. [STEP_ALTERED]`,
    ];
  }

  #changes(written: readonly Written[]): string[] {
    const built = this.built();
    return Object.entries(this.resources).flatMap(([name, resource], at) => {
      if (this.scope.node.tryFindChild(name) !== resource) {
        return [
          `its step "${name}" was removed. Remove the whole construct instead. [STEP_ALTERED]`,
        ];
      }
      // It is moved away.
      const types = written[at]?.resource;
      if (types === undefined) return [];
      const found = types.null_resource?.[resource.friendlyUniqueId] ?? {};
      const [first] = differences(resource, built[name] ?? {}, found);
      return first === undefined ? [] : [lineOf(name, first)];
    });
  }

  /** A value that only a block with `for_each` or `count` has. */
  #findIterator(): string | undefined {
    for (const [name, { provisioner = [] }] of Object.entries(this.built())) {
      const [{ 'local-exec': { environment = {} } = {} } = {}] = provisioner as readonly Partial<
        (typeof provisioner)[number]
      >[];
      const resource = this.resources[name];
      for (const [variable, token] of Object.entries(environment)) {
        // Facts that the state records have names of their own, and come from steps.
        if (!OF_DECLARATION.test(variable) || resource === undefined) continue;
        const found = ITERATED.exec(String(resolveTokens(resource, token)))?.[0];
        if (found !== undefined) return found;
      }
    }
    return undefined;
  }
}

function differences(resource: NullResource, built: StepResource, found: Json): StepDifference[] {
  // The tokens are the same as long as nobody changed anything: most synths resolve nothing twice.
  if (stepDifferences(built, found).length === 0) return [];
  return stepDifferences(
    resolveTokens(resource, built) as Json,
    resolveTokens(resource, found) as Json,
  );
}

/** A value with what its tokens stand for. */
export function resolveTokens(scope: NullResource, value: unknown): unknown {
  const resolver = new DefaultTokenResolver(new StringConcat());
  return Tokenization.resolve(value, { scope, resolver, preparing: false });
}

function lineOf(name: string, { path, expected, found }: StepDifference): string {
  const of = (value: unknown, none: string) => (value === undefined ? none : quote(value));
  const instead =
    INSTEAD[path.split(/[.[]/)[0] ?? ''] ?? 'Declare what you need with the props of the construct';
  return `its step "${name}" was changed after it was built: ${path} must be ${of(expected, 'absent')}, got ${of(found, 'nothing')}. ${instead}. [STEP_ALTERED]`;
}
