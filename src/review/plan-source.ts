import * as z from 'zod/mini';
import { planOf } from './model/plan';
import { PLAN_KIND, PLAN_VERSION, RestorePlanDocument } from './model/schema';
import { readSource } from './read/source';
import { attachTerraformPlans, readTerraformPlans, stacksOf } from './terraform/attach';
import { WrongInput } from './wrong-input';

/**
 * The plan of what the caller named: made from an output, or read as it was saved. `terraformPlans` are files, or
 * `stack=file`: their values are known to the review, and what they do stands beside each restore.
 */
export function planOfSource(
  given: string,
  cwd: string,
  moment: Date,
  terraformPlans: readonly string[] = [],
): RestorePlanDocument {
  const source = readSource(given, cwd);
  const plan =
    source.kind === 'output'
      ? planOf(source.output, moment)
      : readSavedPlan(source.label, source.json);
  if (terraformPlans.length === 0) return plan;
  const plans = readTerraformPlans(terraformPlans, stacksOf(plan), cwd);
  const known = source.kind === 'output' ? planOf(source.output, moment, plans) : plan;
  return attachTerraformPlans(known, plans);
}

function readSavedPlan(label: string, json: unknown): RestorePlanDocument {
  const { kind, version } = (json ?? {}) as { kind?: unknown; version?: unknown };
  if (kind !== PLAN_KIND) {
    throw new WrongInput(
      `${label}: must be an output folder of cdktf synth, or a plan saved with "plan --format json", and it is other JSON. Name one of these.`,
    );
  }
  if (typeof version === 'number' && version > PLAN_VERSION) {
    throw new WrongInput(
      `${label}: is a plan of version ${version}, but this release reads version ${PLAN_VERSION}. Update cdktf-cluster-restore.`,
    );
  }
  const parsed = z.safeParse(RestorePlanDocument, json);
  if (parsed.success) return parsed.data;
  const [first] = parsed.error.issues;
  const where = first === undefined ? '' : ` at ${first.path.map(String).join('.')}`;
  throw new WrongInput(
    `${label}: is a damaged plan${where}. Save it again with "npx cluster-restore plan --format json".`,
  );
}
