import { addressOfAll } from '../../spec/step-instance';
import { mark } from '../../text/marked';
import type { PlannedRestore, TerraformAction } from '../model/schema';
import type { ResourceChange, TerraformPlan } from './plan-json';

/** Why Terraform replaces or destroys, in words. */
const REASONS: Readonly<Record<string, string>> = {
  replace_because_tainted: 'the resource is tainted',
  replace_because_cannot_update: 'a trigger changed',
  replace_by_request: '-replace asks for it',
  replace_by_triggers: 'a resource it depends on is replaced',
  delete_because_no_resource_config: 'its block was removed; no destroy provisioner runs',
  delete_because_no_module: 'its module was removed; no destroy provisioner runs',
  delete_because_no_move_target: 'a moved block leads nowhere',
  delete_because_wrong_repetition: 'count or for_each was added or removed',
  delete_because_count_index: 'count is lower',
  delete_because_each_key: 'for_each no longer has its key',
};

type Plan = Pick<TerraformPlan, 'changes' | 'destroyed' | 'deposed' | 'tainted' | 'isPartial'>;

/** What Terraform will do with a restore, from the changes of its steps, and what is lost by it. */
export function actionOf(restore: PlannedRestore, plan: Plan): TerraformAction {
  const action = withLoss(restore, plan);
  const notes = notesOf(restore, plan);
  return notes.length === 0 ? action : { ...action, text: [action.text, ...notes].join('; ') };
}

function withLoss(restore: PlannedRestore, plan: Plan): TerraformAction {
  const action = besidePrevious(withoutLoss(restore, plan), restore, plan);
  const { rerun } = restore;
  if (action.action === 'replace') {
    if (!rerun.erases) return action;
    const line = `Terraform’s plan runs it again: a re-run ${rerun.effect}`;
    return { ...action, ...lossOf(restore, line) };
  }
  if (!drops(restore, plan)) return action;
  const { recovery } = rerun;
  const kept = recovery === undefined ? '' : `; ${recovery}`;
  const what =
    restore.action === 'create'
      ? 'the cluster that this restore created'
      : 'what this restore made';
  const loss = lossOf(restore, `Terraform’s plan drops ${what}${kept}`);
  if (action.action === 'delete') return { ...action, ...loss };
  const change = plan.changes.get(restore.recordAddress ?? '');
  const text = `drops ${restore.action === 'create' ? 'the cluster that it created' : 'what it made'}; no new request`;
  return change === undefined
    ? { action: 'drop', text, replacePaths: [], ...loss }
    : { ...plain('drop', text, change), ...loss };
}

/** Erased is what the vendor cannot bring back. */
function lossOf(
  { rerun }: PlannedRestore,
  line: string,
): Pick<TerraformAction, 'erases' | 'drops'> {
  return rerun.recovery === undefined
    ? { erases: [line], drops: [] }
    : { erases: [], drops: [line] };
}

/**
 * Clones of other tokens, which are dropped once that of the declared token is verified: right away where that is the
 * one in use.
 */
function besidePrevious(action: TerraformAction, restore: PlannedRestore, { destroyed }: Plan) {
  const { recordAddress: own = '' } = restore;
  const others = [...destroyed]
    .filter(
      (one) => one !== own && addressOfAll(own) !== own && addressOfAll(one) === addressOfAll(own),
    )
    .map((one) => mark(one.slice(addressOfAll(own).length + 2, -2)));
  if (others.length === 0) return action;
  const clones = `${others.length === 1 ? 'the clone' : 'the clones'} of token ${others.join(', ')}`;
  const loss = lossOf(restore, `Terraform’s plan drops ${clones}`);
  return action.action === 'create'
    ? {
        ...action,
        text: `restores a new clone beside the previous one, then drops ${clones}: both run and are billed until the new one is verified`,
        ...loss,
      }
    : { ...action, action: 'drop' as const, text: `${action.text}; drops ${clones}`, ...loss };
}

/** The step that records what was created drops it when it is destroyed, whatever becomes of the others. */
function drops(restore: PlannedRestore, plan: Plan): boolean {
  const { recordAddress } = restore;
  return (
    recordAddress !== undefined &&
    hasDrop(restore) &&
    plan.destroyed.has(recordAddress) &&
    !plan.tainted.has(recordAddress)
  );
}

function hasDrop({ removalPolicy, action }: PlannedRestore): boolean {
  return removalPolicy === 'destroy' && (action === 'create' || action === 'add');
}

function withoutLoss(restore: PlannedRestore, { changes, isPartial }: Plan): TerraformAction {
  const submit = changes.get(restore.address);
  const wait = restore.waitAddress === undefined ? undefined : changes.get(restore.waitAddress);
  if (submit === undefined) {
    const text = isPartial
      ? 'Terraform’s plan leaves its request out (-target): it is neither sent nor changed'
      : 'Terraform’s plan does not contain it: the plan was made from another output';
    return { action: 'absent', text, replacePaths: [], erases: [], drops: [] };
  }
  const kind = kindOf(submit);
  if (kind === 'replace' && hasNoRecord(restore, changes)) {
    const text =
      'continues what an earlier apply began, or sends the request: the state has no result of it';
    return plain('create', text, submit);
  }
  if (kind === 'replace') return replacement(restore, submit);
  if (kind === 'create')
    return plain('create', 'sends the request: nothing of it is in the state', submit);
  if (kind === 'delete') return plain('delete', `is destroyed: ${restore.onDestroy}`, submit);
  if (wait !== undefined && isMade(wait)) {
    return plain('wait', 'waits again for the restore that was submitted; no new request', wait);
  }
  const record = changes.get(restore.steps?.restored ?? '');
  if (record !== undefined && isMade(record)) {
    return plain('record', 'records the result of its wait again; no new request', record);
  }
  return plain('none', 'makes no change', submit);
}

/** An apply that failed before anything was recorded leaves a tainted request: there is nothing to drop or to erase. */
function hasNoRecord({ recordAddress }: PlannedRestore, changes: Plan['changes']): boolean {
  const record = changes.get(recordAddress ?? '');
  return record !== undefined && kindOf(record) === 'create';
}

/** What else Terraform does with its steps. */
function notesOf(restore: PlannedRestore, plan: Plan): string[] {
  const { changes, deposed, tainted, destroyed, isPartial } = plan;
  const { address, recordAddress = '', steps = {} } = restore;
  const addresses = [...new Set([address, ...Object.values(steps)])];
  const former = changes.get(address)?.previous_address;
  const imported = addresses.filter((one) => changes.get(one)?.change.importing);
  const left = deposed.filter((one) => addresses.includes(one.address));
  const isKept = hasDrop(restore) && destroyed.has(recordAddress) && tainted.has(recordAddress);
  const isMarked = destroyed.has(steps.removal ?? '') && !destroyed.has(recordAddress);
  const missing = Object.entries(steps).filter(([, one]) => !changes.has(one));
  const isLeftOut = isPartial && changes.has(address) && missing.length > 0;
  const kept = `${mark(recordAddress)} is tainted, so Terraform does not run its drop: the previous cluster keeps running and is billed`;
  const unchecked = `${mark(steps.removal)} is destroyed and nothing is dropped: the next re-run drops without checking its backup`;
  const leftOut = `-target leaves out its ${missing.map(([name]) => mark(name)).join(', ')}`;
  return [
    ...(former === undefined ? [] : [`is moved in the state, from ${mark(former)}`]),
    ...imported.map((one) => `${mark(one)} is imported, which records what nobody submitted`),
    ...left.map(
      (one) =>
        `a deposed object of ${mark(one.address)}, which an earlier apply left, is deleted too`,
    ),
    ...(isKept ? [kept] : []),
    ...(isMarked ? [unchecked] : []),
    ...(isLeftOut ? [leftOut] : []),
  ];
}

function isMade(change: ResourceChange): boolean {
  return ['replace', 'create'].includes(kindOf(change));
}

function replacement(restore: PlannedRestore, change: ResourceChange): TerraformAction {
  const { before, after } = change.change;
  const [was, will] = [before?.triggers ?? {}, after?.triggers ?? {}];
  const ignored = Object.keys(restore.rerun.ignored);
  const keys = [...new Set([...Object.keys(was), ...Object.keys(will)])]
    .filter((key) => !ignored.includes(key) && was[key] !== will[key])
    .sort();
  const differing = keys.map((key) => `${mark(key)} ${value(was[key])} → ${value(will[key])}`);
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
    drops: [],
  };
}

function value(given: unknown): string {
  return given === undefined || given === null ? 'nothing or not known yet' : mark(given);
}

/** What Terraform does with one resource. */
export function kindOf({
  change: { actions },
}: ResourceChange): 'create' | 'replace' | 'delete' | 'forget' | 'none' {
  const [creates, deletes] = [actions.includes('create'), actions.includes('delete')];
  if (creates && deletes) return 'replace';
  if (creates) return 'create';
  if (actions.includes('forget')) return 'forget';
  return deletes ? 'delete' : 'none';
}
