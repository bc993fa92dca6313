import { TerraformStack } from 'cdktf';
import type { Construct, IConstruct } from 'constructs';
import { reachedFrom } from '../../spec/create-before-destroy';
import { groupBytes, groupResources, MOST_BYTES } from '../../spec/group-resources';
import type { GroupResources } from '../../spec/step-model';
import { GroupStep } from './group-step';
import { journalsFolder } from './places';
import type { RestoreSteps } from './restore-steps';
import { stepsOf } from './restore-steps';
import { runnerPath } from './runner-asset';
import { blockTexts } from './stack-validation';
import { StepValidation } from './step-validation';
import { type Written, writeResource } from './write-resource';

/** One member that depends on another one, by their paths. */
export interface Dependency {
  readonly from: string;
  readonly on: string;
}

/**
 * Restores that are held once, and waited for in one process: two `null_resource`s between what their submissions
 * recorded and their own waits. It decides nothing: see `groupResources`.
 */
export class Group {
  readonly #members = new Map<IConstruct, RestoreSteps>();
  readonly #steps: Readonly<Record<'hold' | 'wait', GroupStep>>;
  /** What the steps were built from: members come until the stack is written, and so do their ids. */
  #builtFrom = '';
  #built: Partial<GroupResources> = {};
  #written: Partial<Record<'hold' | 'wait', Written>> = {};

  constructor(private readonly scope: Construct) {
    const refresh = () => this.#refresh();
    // The wait of each member refers to that of the group.
    const renamed = () => {
      for (const steps of this.#members.values()) steps.rename();
    };
    const step = (name: string) => new GroupStep(scope, name, refresh, renamed);
    this.#steps = { hold: step('hold'), wait: step('wait') };
    scope.node.addValidation(new StepValidation(scope, this.#steps, () => ({ ...this.#built })));
  }

  /** A restore that has waited separately until now. */
  add(restore: IConstruct): void {
    const steps = stepsOf(restore);
    if (steps === undefined) return;
    steps.join(this.scope.node.path, this.#steps.wait);
    this.#members.set(restore, steps);
  }

  /** The bytes of its environment, where they are too many for one process. */
  get tooManyBytes(): number | undefined {
    const members = [...this.#members.values()];
    const bytes = groupBytes(
      members.map((steps) => ({ ...steps.member(), requestLength: steps.requestLength })),
    );
    return bytes > MOST_BYTES ? bytes : undefined;
  }

  /** Members that depend on one another, in whatever way: Terraform would find a cycle. */
  dependencies(): Dependency[] {
    const members = [...this.#members].map(([restore, steps]) => ({
      path: restore.node.path,
      steps,
      ...steps.addresses,
    }));
    // Most declarations are known at synth: to look is cheaper than to write the stack.
    const suspects = members.filter(({ steps }) => steps.references() !== '');
    if (suspects.length === 0) return [];
    const blocks = blockTexts(TerraformStack.of(this.scope));
    return suspects.flatMap(({ path, submit }) => {
      const reached = reachedFrom(submit, blocks);
      const other = members.find((one) => one.path !== path && reached.has(one.wait));
      return other === undefined ? [] : [{ from: path, on: other.path }];
    });
  }

  #refresh(): void {
    const members = [...this.#members.values()].map((steps) => steps.member());
    const { hold, wait } = this.#steps;
    const from = [hold.address, ...members.map(({ submitted }) => submitted)].join();
    // What was changed since stays, and is refused.
    if (from === this.#builtFrom) return;
    this.#builtFrom = from;
    const built = groupResources({
      path: this.scope.node.path,
      journals: journalsFolder(this.scope),
      // Of the vendors of its members, which are in the same stack.
      command: runnerPath(this.scope),
      hold: hold.address,
      members,
    });
    this.#built = built;
    this.#written = {
      hold: writeResource(hold, built.hold, this.#written.hold),
      wait: writeResource(wait, built.wait, this.#written.wait),
    };
  }
}
