import { Resource as NullResource } from '@cdktf/provider-null/lib/resource';
import { TerraformElement, TerraformStack } from 'cdktf';
import { Construct, type IValidation } from 'constructs';
import { renderIssue } from '../../evaluation/issue';
import type { RestoreStepName } from '../../spec/step-model';
import { claimsOf } from './app-wide';

/** The steps of a restore by their names. */
export type Steps = Readonly<Partial<Record<RestoreStepName, NullResource>>>;

const FORMER_PATH = 'FORMER_PATH';

/** What a construct at another path is called in Terraform. */
export interface FormerIds {
  /** Names the folder of its journals. */
  readonly key: string;
  /** The names of its resources. */
  readonly steps: Readonly<Record<string, string>>;
}

/**
 * The `moved` blocks of a restore whose construct was renamed or put under another: Terraform carries its steps over in
 * the state, and none of them runs.
 */
export class FormerSteps extends TerraformElement {
  constructor(
    restore: Construct,
    formerPath: string,
    private readonly former: FormerIds,
    private readonly steps: Steps,
  ) {
    super(restore, 'moved');
    this.node.addValidation(new FormerValidation(restore, formerPath, steps));
  }

  /** Read when the stack is written: until then an app may override the logical id of a step. */
  public override toTerraform(): object {
    const moved = Object.entries(this.steps).map(([name, { friendlyUniqueId: id }]) => ({
      from: `null_resource.${this.former.steps[name]}`,
      to: `null_resource.${id}`,
    }));
    return { moved: moved.filter(({ from, to }) => from !== to) };
  }
}

/**
 * The names that a construct of the path had. Constructs of these ids are built and taken out again, so that the stack
 * names them as it did then, also where it allocates logical ids in its own way.
 */
export function formerIds(
  scope: Construct,
  path: string,
  names: readonly RestoreStepName[],
): FormerIds {
  const stack = TerraformStack.of(scope);
  const taken: (() => void)[] = [];
  let place: Construct = stack;
  for (const id of path.slice(stack.node.path.length + 1).split('/')) {
    const present = place.node.tryFindChild(id) as Construct | undefined;
    const { node } = place;
    place = present ?? new Construct(place, id);
    if (present === undefined) taken.push(() => node.tryRemoveChild(id));
  }
  const { node } = place;
  const steps = names.map((name) => {
    const present = node.tryFindChild(name);
    if (present instanceof NullResource) return [name, present.friendlyUniqueId] as const;
    const { friendlyUniqueId: id } = new NullResource(place, name);
    node.tryRemoveChild(name);
    return [name, id] as const;
  });
  const key = stack.getLogicalId(node);
  for (const takeOut of taken) takeOut();
  return { key, steps: Object.fromEntries(steps) };
}

/** What can be said of a former path only when the whole app is built. */
class FormerValidation implements IValidation {
  readonly #claim: string;

  constructor(
    private readonly restore: Construct,
    private readonly formerPath: string,
    private readonly steps: Steps,
  ) {
    this.#claim = `former path ${formerPath}`;
    claimsOf(restore).claim(this.#claim, restore.node.path);
  }

  validate(): string[] {
    const other = claimsOf(this.restore).claimedBy(this.#claim, this.restore.node.path);
    const [moved] = Object.entries(this.steps).filter(([, step]) => step.hasResourceMove());
    const issues: string[] = [];
    const add = (problem: string, fix: string) => {
      const about = { ruleId: FORMER_PATH, path: 'formerPath', got: this.formerPath };
      issues.push(renderIssue({ ...about, problem, fix }));
    };
    if (this.#isStillThere())
      add('must name a construct that is no longer in the app', 'Remove one of the two');
    if (other !== undefined)
      add(`must not be the former path of ${other} too`, 'Only one restore can take over');
    if (moved !== undefined)
      add(`moves every step, but "${moved[0]}" has its own move`, 'Remove one of the two');
    return issues;
  }

  #isStillThere(): boolean {
    const stack = TerraformStack.of(this.restore);
    let place: Construct | undefined = stack;
    for (const id of this.formerPath.slice(stack.node.path.length + 1).split('/')) {
      place = place?.node.tryFindChild(id) as Construct | undefined;
    }
    return place?.node.tryFindChild('submit') instanceof NullResource;
  }
}
