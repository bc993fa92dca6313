import type { Resource as NullResource } from '@cdktf/provider-null/lib/resource';
import { type ITerraformDependable, Lazy, TerraformStack } from 'cdktf';
import type { Construct } from 'constructs';
import { identityInSpec } from '../../spec/identity';
import type { RestoreModel, RestoreResources, RestoreStepName } from '../../spec/step-model';
import { stepNames } from '../../spec/step-model';
import { restoreResources } from '../../spec/step-resources';
import { FormerSteps, formerIds } from './former-steps';
import { KeyValidation } from './key-validation';
import { journalsFolder } from './places';
import { runnerPath } from './runner-asset';
import { Step } from './step';
import { StepValidation } from './step-validation';
import { tokens } from './tokens';
import { type Written, writeResource } from './write-resource';

/** What the steps of a restore are made from. */
export type RestoreStepsProps = Omit<
  RestoreModel,
  'path' | 'key' | 'journals' | 'command' | 'addresses' | 'identityInSpec' | 'dependsOn'
> & {
  readonly dependsOn?: readonly ITerraformDependable[] | undefined;
  /** Where the construct was. */
  readonly formerPath?: string | undefined;
};

type Steps = Readonly<Record<RestoreStepName, Step>>;

/**
 * The steps of one restore, each a `null_resource`: `submit` sends the request, `submitted` keeps in
 * Terraform's state what came of it, `hold` lets a remote backend learn of it, `wait` follows the jobs,
 * `restored` keeps what is known at the end. Where a destroy drops what was restored, `removal` tells a destroy from a
 * restore that runs again. The `wait` of a drill checks and drops its target, and its `verdict` fails where the drill did.
 * A failed wait is repeated alone, on any machine; the request is not.
 */
export class RestoreSteps {
  readonly #restored: NullResource;
  readonly #last: NullResource;
  readonly #steps: Steps;
  readonly #model: Omit<RestoreModel, 'addresses'>;
  #built: RestoreResources;
  #written: Readonly<Record<string, Written>>;

  constructor(scope: Construct, { formerPath, ...props }: RestoreStepsProps) {
    const names = stepNames(props);
    const former = formerPath === undefined ? undefined : formerIds(scope, formerPath, names);
    const steps = Object.fromEntries(
      names.map((name) => [name, new Step(scope, name, () => this.#rename())]),
    ) as Steps;
    // What has begun is in the journal of the former path.
    const key = former?.key ?? TerraformStack.of(scope).getLogicalId(scope.node);
    scope.node.addValidation(new KeyValidation(scope, key));
    this.#model = {
      ...props,
      path: scope.node.path,
      key,
      journals: journalsFolder(scope),
      command: runnerPath(scope),
      identityInSpec: identityInSpec(props.identity),
      dependsOn: props.dependsOn?.map(addressOf),
    };
    this.#steps = steps;
    this.#built = this.#build();
    this.#written = this.#write({});
    scope.node.addValidation(new StepValidation(scope, steps, () => ({ ...this.#built })));
    if (former !== undefined) new FormerSteps(scope, formerPath ?? '', former, steps);
    this.#restored = steps.restored;
    this.#last = props.drill === undefined ? steps.restored : steps.verdict;
  }

  /** The app has overridden the logical id of a step: others refer to it. */
  #rename(): void {
    this.#built = this.#build();
    this.#written = this.#write(this.#written);
  }

  #build(): RestoreResources {
    const addresses = Object.fromEntries(
      Object.entries(this.#steps).map(([name, { friendlyUniqueId: id }]) => [
        name,
        `null_resource.${id}`,
      ]),
    ) as RestoreModel['addresses'];
    return restoreResources({ ...this.#model, addresses }, tokens);
  }

  #write(before: Readonly<Record<string, Written>>): Readonly<Record<string, Written>> {
    return Object.fromEntries(
      Object.entries(this.#steps).map(([name, step]) => [
        name,
        writeResource(step, this.#built[name as RestoreStepName] ?? {}, before[name]),
      ]),
    );
  }

  /** The address of the last step. */
  get fqn(): string {
    return this.#last.fqn;
  }

  /** A token of something that is known once the restore has ended. */
  fact(name: string): string {
    return this.#restored.interpolationForAttribute(`triggers.${name}`).toString();
  }
}

/** Without the braces of an expression: `depends_on` takes addresses alone. Read when the stack is written. */
function addressOf(dependable: ITerraformDependable): string {
  return Lazy.stringValue({
    produce: (context) => String(context.resolve(dependable.fqn)).replace(/^\$\{(.*)\}$/s, '$1'),
  });
}
