import { type MarkedText, mark } from '../../text/marked';
import { pluralize } from '../../text/text';
import type { RestoreChange } from '../diff/schema';
import { datedLossesOf } from '../model/losses';
import type { PlannedFinding, PlannedRestore } from '../model/schema';
import {
  differenceText,
  drillTexts,
  findingText,
  groupText,
  ownerText,
  placeText,
  prose,
  terraformText,
} from './row-texts';

/** One line of facts about a restore; renderings differ in how they show it, not in what or where. */
export interface Row {
  readonly label: string;
  readonly lines: readonly MarkedText[];
  readonly tone: 'danger' | 'warn' | 'plain';
}

/** A call, exactly as it is sent. */
export interface CallText {
  readonly line: string;
  readonly body: string;
  /** When it is sent, if that is not always once. */
  readonly note: MarkedText | undefined;
}

/** What must be seen at once, what may be folded, and the calls. */
export interface RestoreView {
  readonly urgent: readonly Row[];
  readonly details: readonly Row[];
  readonly calls: readonly CallText[];
  /** The requests, old and new; empty where there is nothing to compare. */
  readonly patch: readonly string[];
}

type Tone = Row['tone'];

/** Which cluster, how old the backup is, whether somebody will know the password, what nobody checked. */
const FIRST_OF_LOSS: readonly string[] = [
  'target',
  'backup',
  'password',
  'not checked',
  'after apply',
];

/** What is lost for good: by the change, where there is one. */
export function erasedBy(restore: PlannedRestore, change?: RestoreChange): readonly MarkedText[] {
  return datedLossesOf(restore, (change ?? restore).erases);
}

/** What is dropped, and the vendor can bring back. */
export function droppedBy(restore: PlannedRestore, change?: RestoreChange): readonly MarkedText[] {
  return (change ?? restore).drops;
}

/** The rows of a restore in the one order that all renderings share. */
export function viewOf(restore: PlannedRestore, change?: RestoreChange): RestoreView {
  const isRemoved = change?.kind === 'removed';
  const [erases, drops] = [erasedBy(restore, change), droppedBy(restore, change)];
  const isLossy = erases.length + drops.length > 0;
  const { findings } = restore;
  const of = (test: (finding: PlannedFinding) => boolean) => findings.filter(test).map(findingText);
  const isOpenWarning = ({ severity, acknowledged }: PlannedFinding) =>
    severity === 'warning' && acknowledged === undefined;
  const blocking = row('blocking', isRemoved ? [] : of(({ stops }) => stops), 'danger');
  const lost = [
    ...row('erases', erases, 'danger'),
    ...row('drops', drops, 'warn'),
    ...row('left behind', change?.leftBehind ?? [], 'warn'),
  ];
  const rest = [
    ...(change === undefined ? [] : changeRows(change, restore.action)),
    ...row('Terraform', [restore.terraform && terraformText(restore.terraform)], 'warn'),
  ];
  const vendor = row('vendor', [prose(restore.vendorTitle)]);
  if (isRemoved)
    return { urgent: [...lost, ...rest, ...vendor], details: [], calls: [], patch: [] };
  const details = detailRows(restore, of);
  // Who approves a loss needs these first, before anything is unfolded.
  const facts = FIRST_OF_LOSS.flatMap((wanted) =>
    details.filter(({ label }) => isLossy && label === wanted),
  );
  const others = details.filter((one) => !facts.includes(one));
  return {
    // What is dangerous is never folded, wherever it would stand.
    urgent: [
      ...lost,
      ...facts,
      ...blocking,
      ...rest,
      ...others.filter(({ tone }) => tone !== 'plain'),
      ...row('warning', of(isOpenWarning), 'warn'),
    ],
    details: [...vendor, ...others.filter(({ tone }) => tone === 'plain')],
    calls: restore.requests.map(({ method, url, body, note }) => ({
      line: `${method} ${url}`,
      body: body === undefined ? '' : JSON.stringify(body, null, 2),
      note,
    })),
    patch: change?.kind === 'same' ? [] : (change?.body ?? []),
  };
}

/** Settings are written, not restored. */
function wordsOf(action: PlannedRestore['action']) {
  return action === 'configure'
    ? { contents: 'settings', again: 'writes again', reached: 'the step runs again' }
    : { contents: 'contents', again: 'restores again', reached: 'it is restored again' };
}

function changeRows(change: RestoreChange, action: PlannedRestore['action']): Row[] {
  const words = wordsOf(action);
  const { causes, pending, immediate, downgrades, notes, unknown } = change;
  const later = pending.map(
    (one) => `${differenceText(one)}; takes effect only when ${words.reached}`,
  );
  const keys = unknown.map(mark).join(', ');
  const open = keys && `the value of ${keys} is known after apply; a change ${words.again}`;
  return [
    ...row('runs again', causes.map(differenceText), 'warn'),
    ...row('downgrade', downgrades, 'warn'),
    ...row('note', notes, 'warn'),
    ...row('not applied', later),
    ...row('changes', immediate.map(differenceText)),
    ...row('unknown', [open || undefined], 'warn'),
  ];
}

function detailRows(
  restore: PlannedRestore,
  of: (test: (finding: PlannedFinding) => boolean) => string[],
): Row[] {
  const { source, target, backup, version, encryption, size, about, rerun } = restore;
  const { waitMinutes, password, isPasswordDiscarded } = restore;
  const words = wordsOf(restore.action);
  const items = restore.items.map(
    ({ from, to, note }) => `${mark(from)} → ${mark(to)}${note === undefined ? '' : `, ${note}`}`,
  );
  const variables = restore.resolved.map(
    ({ path, value, from }) => `${mark(path)}: ${mark(value)}, ${prose(from)}`,
  );
  const later = restore.knownAfterApply.map(
    ({ path, expression }) => `${mark(path)} from ${mark(expression)}`,
  );
  const accepted = of(({ acknowledged }) => acknowledged !== undefined);
  const owner = restore.action === 'configure' ? undefined : ownerText(about);
  return [
    ...row('source', [source && placeText(source)]),
    ...row('backup', [backup?.text], (backup?.expiresInDays ?? 1) < 1 ? 'danger' : 'plain'),
    ...row('target', [target && placeText(target)]),
    ...row('version', [version]),
    ...row('encryption', [encryption?.text], encryption?.change === 'weaker' ? 'danger' : 'plain'),
    ...row('size', [size?.text]),
    ...row(words.contents, [restore.contents]),
    ...row('items', items),
    ...row('timeout', [waitMinutes === undefined ? undefined : pluralize(waitMinutes, 'minute')]),
    ...row('waits', [restore.group && groupText(restore.group)]),
    ...row('drill', drillTexts(restore.drill)),
    ...row('on destroy', [restore.onDestroy]),
    ...row(words.again, [rerun.text, `a re-run ${rerun.effect}`]),
    ...row('password', [password], isPasswordDiscarded === true ? 'warn' : 'plain'),
    ...row('roles', [restore.roles]),
    ...row('environment', [about.environment && mark(about.environment)]),
    ...row('owner', [owner], about.isOver === true ? 'warn' : 'plain'),
    ...row('acknowledged', accepted),
    ...row(
      'not checked',
      of(({ severity }) => severity === 'unchecked'),
    ),
    ...row('variables', variables, restore.destructive ? 'warn' : 'plain'),
    ...row('after apply', later),
  ];
}

/** None where there is no line. */
function row(label: string, lines: readonly (string | undefined)[], tone: Tone = 'plain'): Row[] {
  const present = lines.filter((line) => line !== undefined);
  return present.length === 0 ? [] : [{ label, lines: present, tone }];
}
