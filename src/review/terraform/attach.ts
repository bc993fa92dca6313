import { existsSync, readFileSync } from 'node:fs';
import { isAbsolute, join } from 'node:path';
import { planDocument } from '../model/plan';
import type { RestorePlanDocument } from '../model/schema';
import { jsonOf } from '../read/manifest';
import { WrongInput } from '../wrong-input';
import { actionOf } from './action';
import { type TerraformPlan, terraformPlan } from './plan-json';
import { unknownChanges } from './unknown-changes';

/** Plans of Terraform, by the stack that they are of. */
export type TerraformPlans = ReadonlyMap<string, TerraformPlan>;

/** Reads the plans of Terraform. `given` are files, or `stack=file`; `stacks` are those that may be meant. */
export function readTerraformPlans(
  given: readonly string[],
  stacks: Stacks,
  cwd: string,
): TerraformPlans {
  return new Map(
    given.map((entry) => {
      const [stack, file] = parseEntry(entry, stacks);
      return [stack, terraformPlan(file, jsonOf(file, textOf(file, cwd)))];
    }),
  );
}

/** Says of each restore what Terraform's own plan will do with it. */
export function attachTerraformPlans(
  plan: RestorePlanDocument,
  plans: TerraformPlans,
): RestorePlanDocument {
  const restores = plan.restores.map((restore) => {
    const ofStack = plans.get(restore.stack);
    if (ofStack === undefined) return restore;
    const terraform = actionOf(restore, ofStack);
    const erases = [...restore.erases, ...terraform.erases];
    const drops = [...restore.drops, ...terraform.drops];
    return { ...restore, terraform, erases, drops, destructive: erases.length > 0 };
  });
  const unknown = [...plans].flatMap(([stack, ofStack]) => {
    const own = restores.filter((restore) => restore.stack === stack);
    const file = plan.states.find((one) => one.stack === stack)?.location.file ?? '';
    return unknownChanges(stack, file, ofStack, own, plan.notReviewed);
  });
  const notReviewed = [...plan.notReviewed, ...unknown];
  return planDocument(plan.source, restores, { ...plan, notReviewed }, plan.asOf);
}

/** The stacks of a plan: those that have restores, and all of them, because a restore may be gone. */
interface Stacks {
  readonly withRestores: readonly string[];
  readonly all: readonly string[];
}

/** The stacks of a plan. */
export function stacksOf({ restores, states }: RestorePlanDocument): Stacks {
  const withRestores = [...new Set(restores.map(({ stack }) => stack))];
  return { withRestores, all: [...withRestores, ...states.map(({ stack }) => stack)] };
}

function parseEntry(entry: string, { withRestores: stacks, all }: Stacks): [string, string] {
  const at = entry.indexOf('=');
  const stack = at > 0 ? entry.slice(0, at) : undefined;
  if (stack !== undefined && all.includes(stack)) return [stack, entry.slice(at + 1)];
  const [only, ...others] = stacks.length > 0 ? stacks : all;
  if (only !== undefined && others.length === 0) return [only, entry];
  throw new WrongInput(
    `--terraform-plan: must say of which stack it is, got ${JSON.stringify(entry)}. Write <stack>=<file>; stacks with restores: ${stacks.join(', ') || 'none'}.`,
  );
}

function textOf(file: string, cwd: string): string {
  const path = isAbsolute(file) ? file : join(cwd, file);
  if (existsSync(path)) return readFileSync(path, 'utf8');
  throw new WrongInput(
    `--terraform-plan: there is no file ${JSON.stringify(file)}. Write it with "terraform show -json <plan>".`,
  );
}
