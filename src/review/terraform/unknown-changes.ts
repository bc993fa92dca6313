import { mark, unmark } from '../../text/marked';
import { pluralize } from '../../text/text';
import type { NotReviewed, PlannedRestore } from '../model/schema';
import { digestOf } from '../recognition/unreviewed';
import { kindOf } from './action';
import type { ResourceChange, TerraformPlan } from './plan-json';

/** What of Terraform’s plan is said before the policy or a level asks. */
interface Unknown {
  readonly address: string;
  readonly why: string;
  readonly failsFrom: NotReviewed['failsFrom'];
  readonly digest: string;
}

/**
 * What Terraform's plan does with null resources that are in no restore of the output: steps of a restore that was
 * removed, or those of another output. And what the plan leaves out.
 */
export function unknownChanges(
  stack: string,
  file: string,
  plan: TerraformPlan,
  restores: readonly PlannedRestore[],
  listed: readonly NotReviewed[],
): NotReviewed[] {
  const known = new Set([
    ...restores.flatMap(({ address, steps = {}, group }) => [
      ...[address, ...Object.values(steps)],
      ...(group === undefined ? [] : [group.waitAddress, group.holdAddress ?? '']),
    ]),
    ...listed.filter((one) => one.stack === stack).map(({ address }) => address),
  ]);
  const changes = [...plan.changes.values(), ...plan.deposed].filter(
    (one) => isNullResource(one) && !known.has(one.address) && kindOf(one) !== 'none',
  );
  const found = [
    ...changes.flatMap((change) => ofChange(change, plan)),
    ...removedSteps(changes.filter((change) => isQuiet(change))),
    ...leftOut(plan, restores),
  ];
  return found.map((one) => ({
    ...one,
    stack,
    ruleId: 'NOT_REVIEWED',
    location: { file, line: 1 },
  }));
}

function isNullResource({ type, address, module_address: within }: ResourceChange): boolean {
  // What a module holds is listed as that module.
  return within === undefined && (type ?? address.split('.')[0]) === 'null_resource';
}

/** Whether it only goes, and left nothing at a vendor. */
function isQuiet(change: ResourceChange): boolean {
  return kindOf(change) === 'delete' && clusterOf(change) === undefined;
}

/** The cluster that a step recorded, which nothing drops when its block is gone. */
function clusterOf({ change: { before } }: ResourceChange): string | undefined {
  const { submit_id: submitted, cluster_id: cluster } = before?.triggers ?? {};
  return submitted !== undefined && typeof cluster === 'string' && cluster !== ''
    ? cluster
    : undefined;
}

function ofChange(change: ResourceChange, { running }: TerraformPlan): Unknown[] {
  const { address } = change;
  const kind = kindOf(change);
  const digest = digestOf(JSON.stringify([address, kind, change.change.before]));
  const cluster = clusterOf(change);
  const leaves = (verb: string) =>
    `Terraform’s plan ${verb} this step of a restore whose block was removed, and drops nothing: cluster ${unmark(mark(cluster))} keeps running and is billed`;
  if (kind === 'forget') {
    const why =
      cluster === undefined
        ? 'Terraform’s plan removes it from the state, and destroys nothing'
        : leaves('forgets');
    return [{ address, why, failsFrom: 'any-change', digest }];
  }
  if (kind === 'delete') {
    if (cluster === undefined) return [];
    return [{ address, why: leaves('deletes'), failsFrom: 'any-change', digest }];
  }
  if (!running.has(address)) return [];
  const why =
    'Terraform’s plan creates it, and it runs a program that the output does not have: the plan was made from another output';
  return [{ address, why, failsFrom: 'never', digest }];
}

/** The other steps of what was removed, in one line. */
function removedSteps(changes: readonly ResourceChange[]): Unknown[] {
  const [first, ...others] = changes.map(({ address }) => address).sort();
  if (first === undefined) return [];
  const more = others.length === 0 ? '' : `, and ${others.length} more`;
  const why = `Terraform’s plan deletes a null resource that the output does not have${more}: no destroy provisioner runs`;
  const digest = digestOf([first, ...others].join('\n'));
  return [{ address: first, why, failsFrom: 'any-change', digest }];
}

function leftOut(
  { changes, isPartial }: TerraformPlan,
  restores: readonly PlannedRestore[],
): Unknown[] {
  const absent = restores.filter(({ address }) => !changes.has(address));
  const [first] = absent;
  if (first === undefined && !isPartial) return [];
  const which = `${absent.length} of ${pluralize(restores.length, 'restore')}`;
  const digest = digestOf(absent.map(({ address }) => address).join('\n'));
  if (isPartial) {
    const why = `Terraform’s plan is partial (-target): it leaves out ${which}, and needs another apply`;
    return [{ address: 'terraform plan', why, failsFrom: 'any-change', digest }];
  }
  const why = `Terraform’s plan does not contain ${which}: it was made from another output`;
  return [{ address: first?.address ?? '', why, failsFrom: 'destructive', digest }];
}
