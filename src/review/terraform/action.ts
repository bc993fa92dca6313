import { marked } from '../../text/marked';
import type { PlannedRestore, TerraformAction } from '../model/schema';
import type { ResourceChange, TerraformPlan } from './plan-json';

/** Why Terraform replaces, in words. */
const REASONS: Readonly<Record<string, string>> = {
  replace_because_tainted: 'the resource is tainted',
  replace_because_cannot_update: 'a trigger changed',
  replace_by_request: '-replace asks for it',
  replace_by_triggers: 'a resource it depends on is replaced',
  delete_because_no_resource_config: 'its block was removed; no destroy provisioner runs',
};

type Plan = Pick<TerraformPlan, 'changes' | 'destroyed'>;

/** What Terraform will do with a restore, from the changes of its steps, and what is lost by it. */
export function actionOf(restore: PlannedRestore, plan: Plan): TerraformAction {
  const action = withoutLoss(restore, plan);
  const { rerun } = restore;
  if (action.action === 'replace') {
    const erases = rerun.erases ? [`Terraform’s plan runs it again: a re-run ${rerun.effect}`] : [];
    return { ...action, erases };
  }
  if (!drops(restore, plan)) return action;
  const erases = ['Terraform’s plan drops the cluster that this restore created'];
  if (action.action === 'delete') return { ...action, erases };
  const change = plan.changes.get(restore.recordAddress ?? '');
  const text = 'drops the cluster that it created; no new request';
  return change === undefined
    ? { action: 'drop', text, replacePaths: [], erases }
    : { ...plain('drop', text, change), erases };
}

/** The step that records what was created drops it when it is destroyed, whatever becomes of the others. */
function drops({ recordAddress, removalPolicy, action }: PlannedRestore, plan: Plan): boolean {
  return (
    recordAddress !== undefined &&
    removalPolicy === 'destroy' &&
    action === 'create' &&
    plan.destroyed.has(recordAddress)
  );
}

function withoutLoss(restore: PlannedRestore, { changes }: Plan): TerraformAction {
  const submit = changes.get(restore.address);
  const wait = restore.waitAddress === undefined ? undefined : changes.get(restore.waitAddress);
  if (submit === undefined) {
    const text = 'Terraform’s plan does not contain it: the plan was made from another output';
    return { action: 'absent', text, replacePaths: [], erases: [] };
  }
  const kind = kindOf(submit);
  if (kind === 'replace') return replaced(restore, submit);
  if (kind === 'create')
    return plain('create', 'sends the request: nothing of it is in the state', submit);
  if (kind === 'delete') return plain('delete', 'is destroyed', submit);
  const waits = wait === undefined ? 'none' : kindOf(wait);
  if (wait !== undefined && (waits === 'replace' || waits === 'create')) {
    return plain('wait', 'waits again for the restore that was submitted; no new request', wait);
  }
  return plain('none', 'makes no change', submit);
}

function replaced(restore: PlannedRestore, change: ResourceChange): TerraformAction {
  const { before, after } = change.change;
  const [was, will] = [before?.triggers ?? {}, after?.triggers ?? {}];
  const ignored = Object.keys(restore.rerun.ignored);
  const keys = [...new Set([...Object.keys(was), ...Object.keys(will)])]
    .filter((key) => !ignored.includes(key) && was[key] !== will[key])
    .sort();
  const differing = keys.map((key) => `${marked(key)} ${value(was[key])} → ${value(will[key])}`);
  const which = differing.length === 0 ? '' : `: ${differing.join(', ')}`;
  const again = restore.action === 'configure' ? 'writes again' : 'restores again';
  return plain('replace', `${again}${which}; a re-run ${restore.rerun.effect}`, change);
}

function plain(
  action: TerraformAction['action'],
  text: string,
  { action_reason: reason, change }: ResourceChange,
): TerraformAction {
  const words = reason === undefined ? undefined : REASONS[reason];
  return {
    action,
    text: words === undefined ? text : `${text}, because ${words}`,
    ...(reason === undefined ? {} : { reason }),
    replacePaths: (change.replace_paths ?? []).map((path) => path.join('.')),
    erases: [],
  };
}

function value(given: unknown): string {
  return given === undefined || given === null ? 'nothing or not known yet' : marked(given);
}

function kindOf({ change: { actions } }: ResourceChange): 'create' | 'replace' | 'delete' | 'none' {
  const [creates, deletes] = [actions.includes('create'), actions.includes('delete')];
  if (creates && deletes) return 'replace';
  if (creates) return 'create';
  return deletes ? 'delete' : 'none';
}
