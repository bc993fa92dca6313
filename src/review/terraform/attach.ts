import { existsSync, readFileSync } from 'node:fs';
import { isAbsolute, join } from 'node:path';
import { planDocument } from '../model/plan';
import type { RestorePlanDocument } from '../model/schema';
import { jsonOf } from '../read/manifest';
import { WrongInput } from '../wrong-input';
import { actionOf } from './action';
import { type ResourceChange, resourceChanges } from './plan-json';

/** Says of each restore what Terraform's own plan will do with it. `given` are files, or `stack=file`. */
export function attachTerraformPlans(
  plan: RestorePlanDocument,
  given: readonly string[],
  cwd: string,
): RestorePlanDocument {
  if (given.length === 0) return plan;
  const stacks = [...new Set(plan.restores.map(({ stack }) => stack))];
  const changes = new Map<string, ReadonlyMap<string, ResourceChange>>();
  for (const entry of given) {
    const [stack, file] = named(entry, stacks);
    changes.set(stack, resourceChanges(file, jsonOf(file, textOf(file, cwd))));
  }
  const restores = plan.restores.map((restore) => {
    const ofStack = changes.get(restore.stack);
    return ofStack === undefined ? restore : { ...restore, terraform: actionOf(restore, ofStack) };
  });
  return planDocument(plan.source, restores, plan.notReviewed, plan.asOf);
}

function named(entry: string, stacks: readonly string[]): [string, string] {
  const at = entry.indexOf('=');
  const stack = at > 0 ? entry.slice(0, at) : undefined;
  if (stack !== undefined && stacks.includes(stack)) return [stack, entry.slice(at + 1)];
  const [only, ...others] = stacks;
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
