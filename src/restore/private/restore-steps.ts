import { type ITerraformDependable, Lazy, TerraformStack } from 'cdktf';
import type { Construct, IConstruct } from 'constructs';
import { identityInSpec } from '../../spec/identity';
import { manyWaitsText } from '../../spec/many-waits';
import type {
  GroupMemberModel,
  RestoreModel,
  RestoreResources,
  RestoreStepName,
} from '../../spec/step-model';
import { stepNames } from '../../spec/step-model';
import { restoreResources } from '../../spec/step-resources';
import { FormerSteps, formerIds } from './former-steps';
import { KeyValidation } from './key-validation';
import { journalsFolder } from './places';
import { runnerPath } from './runner-asset';
import { Step } from './step';
import { OF_DECLARATION, resolveTokens, StepValidation } from './step-validation';
import { tokens } from './tokens';
import { warn } from './warn';
import { type Written, writeResource } from './write-resource';

/** What the steps of a restore are made from. */
export type RestoreStepsProps = Omit<
  RestoreModel,
  | 'path'
  | 'key'
  | 'journals'
  | 'command'
  | 'addresses'
  | 'identityInSpec'
  | 'dependsOn'
  | 'groupWait'
> & {
  readonly dependsOn?: readonly ITerraformDependable[] | undefined;
  /** Where the construct was. */
  readonly formerPath?: string | undefined;
};

type Steps = Record<Exclude<RestoreStepName, 'hold'>, Step> & { hold?: Step };

/**
 * The steps of one restore, each a `null_resource`: `submit` sends the request, `submitted` keeps in
 * Terraform's state what came of it, `hold` lets a remote backend learn of it, `wait` follows the jobs,
 * `restored` keeps what is known at the end. Where a destroy drops what was restored, `removal` distinguishes a destroy from a
 * restore that runs again. The `wait` of a drill checks and drops its target, and its `verdict` fails where the drill did.
 * A failed wait is repeated alone, on any machine; the request is not. A group takes the place of `hold`, see `Group`.
 */
export class RestoreSteps {
  /** The path of the group that it waits together with; absent if it waits separately. */
  group: string | undefined;
  /** About how many characters say what is sent. */
  readonly requestLength: number;
  readonly #steps: Steps;
  readonly #model: Omit<RestoreModel, 'addresses' | 'groupWait'>;
  #groupWait: Step | undefined;
  #built: RestoreResources;
  #written: Readonly<Record<string, Written>>;

  constructor(
    private readonly scope: Construct,
    { formerPath, ...props }: RestoreStepsProps,
  ) {
    const names = stepNames(props);
    const former = formerPath === undefined ? undefined : formerIds(scope, formerPath, names);
    const steps = Object.fromEntries(
      names.map((name) => [name, new Step(scope, name, () => this.rename())]),
    ) as Steps;
    // What has begun is in the journal of the former path.
    const key = former?.key ?? TerraformStack.of(scope).getLogicalId(scope.node);
    scope.node.addValidation(new KeyValidation(scope, key));
    this.#model = {
      ...props,
      path: scope.node.path,
      key,
      journals: journalsFolder(scope),
      command: runnerPath(scope, props.vendor),
      identityInSpec: identityInSpec(props.identity),
      dependsOn: props.dependsOn?.map(addressOf),
    };
    this.#steps = steps;
    this.#built = this.#build();
    this.#written = this.#write({});
    scope.node.addValidation(new StepValidation(scope, steps, () => ({ ...this.#built })));
    if (former !== undefined) new FormerSteps(scope, formerPath ?? '', former, steps);
    const texts = Object.values({ ...props.identity, ...props.details });
    this.requestLength = Math.max(0, ...texts.map(({ length }) => length));
    register(scope, this);
  }

  /** The app has overridden the logical id of a step: others refer to it. */
  rename(): void {
    this.#built = this.#build();
    this.#written = this.#write(this.#written);
  }

  #build(): RestoreResources {
    const addresses = Object.fromEntries(
      Object.entries(this.#steps).map(([name, { address }]) => [name, address]),
    ) as RestoreModel['addresses'];
    return restoreResources(
      { ...this.#model, addresses, groupWait: this.#groupWait?.address },
      tokens,
    );
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
    return this.#steps.restored.interpolationForAttribute(`triggers.${name}`).toString();
  }

  /** Why it cannot wait together with others; absent if it can. */
  get waitsAloneBecause(): string | undefined {
    if (this.#model.drill !== undefined) return 'is a drill, which measures its own time';
    if (this.#model.replacement === undefined) return undefined;
    return 'has Replacement.AFTER_VERIFICATION, which would keep Terraform from dropping what other members restored';
  }

  /** The addresses of its first step, of its wait, and of the step that others wait for. */
  get addresses(): { readonly submit: string; readonly wait: string; readonly last: string } {
    const { submit, wait } = this.#steps;
    return { submit: submit.address, wait: wait.address, last: this.#last.address };
  }

  /** What it refers to, as Terraform reads it; empty where synth knows all of its declaration. */
  references(): string {
    const { provisioner, depends_on: dependsOn = [] } = this.#built.submit;
    const { environment = {} } = provisioner?.[0]?.['local-exec'] ?? {};
    const values = Object.keys(environment).filter((name) => OF_DECLARATION.test(name));
    if (values.length === 0 && dependsOn.length === 0) return '';
    const all = [...values.map((name) => environment[name]), dependsOn];
    return JSON.stringify(resolveTokens(this.#steps.submit, all));
  }

  /** Lets a group hold and wait first: its own `hold` goes, and its `wait` begins after that of the group. */
  join(group: string, groupWait: Step): void {
    this.group = group;
    this.#groupWait = groupWait;
    this.scope.node.tryRemoveChild('hold');
    delete this.#steps.hold;
    this.rename();
  }

  /** The restore, as its group is made of it. */
  member(): GroupMemberModel {
    const { vendor, operation, path, key, timeoutMinutes, facts } = this.#model;
    const { address } = this.#steps.submitted;
    return { vendor, operation, path, key, timeoutMinutes, facts, submitted: address };
  }

  get #last(): Step {
    return this.#model.drill === undefined ? this.#steps.restored : this.#steps.verdict;
  }
}

const byRestore = new WeakMap<IConstruct, RestoreSteps>();
const byStack = new WeakMap<TerraformStack, RestoreSteps[]>();

/** The steps of a restore; absent if its declaration is too wrong for any. */
export function stepsOf(restore: IConstruct): RestoreSteps | undefined {
  return byRestore.get(restore);
}

function register(restore: IConstruct, steps: RestoreSteps): void {
  byRestore.set(restore, steps);
  const stack = TerraformStack.of(restore);
  const others = byStack.get(stack);
  if (others !== undefined) {
    others.push(steps);
    return;
  }
  const all = [steps];
  byStack.set(stack, all);
  stack.node.addValidation({ validate: () => warnOfManyWaits(stack, all) });
}

/** Warns where restores would wait for one another's slots. */
function warnOfManyWaits(stack: TerraformStack, all: readonly RestoreSteps[]): string[] {
  const alone = all.filter(({ group }) => group === undefined);
  const text = manyWaitsText(
    alone.map(({ waitsAloneBecause }) => ({ mayBeGrouped: waitsAloneBecause === undefined })),
  );
  if (text !== undefined) warn(stack, text);
  return [];
}

/** Without the braces of an expression: `depends_on` takes addresses alone. Read when the stack is written. */
function addressOf(dependable: ITerraformDependable): string {
  return Lazy.stringValue({
    produce: (context) => String(context.resolve(dependable.fqn)).replace(/^\$\{(.*)\}$/s, '$1'),
  });
}
