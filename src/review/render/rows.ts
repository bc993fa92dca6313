import { type MarkedText, marked } from '../../text/marked';
import { counted, quoted } from '../../text/text';
import type { Difference, RestoreChange } from '../diff/schema';
import type { PlannedFinding, PlannedRestore } from '../model/schema';

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
  /** When it is sent, where that is not always once. */
  readonly note: MarkedText | undefined;
}

/** What must be seen at once, what may be folded, and the calls. */
export interface RestoreView {
  readonly urgent: readonly Row[];
  readonly details: readonly Row[];
  readonly calls: readonly CallText[];
  /** The requests, old against new; empty where there is nothing to compare. */
  readonly patch: readonly string[];
}

type Tone = Row['tone'];

/** What is lost: by the change, where there is one. */
export function erasedBy(restore: PlannedRestore, change?: RestoreChange): readonly string[] {
  return change === undefined ? restore.erases : change.erases;
}

/** The rows of a restore in the one order that all renderings share. */
export function viewOf(restore: PlannedRestore, change?: RestoreChange): RestoreView {
  const isGone = change?.kind === 'gone';
  const erases = erasedBy(restore, change);
  const { findings } = restore;
  const of = (test: (finding: PlannedFinding) => boolean) => findings.filter(test).map(findingText);
  const isOpenWarning = ({ severity, acknowledged }: PlannedFinding) =>
    severity === 'warning' && acknowledged === undefined;
  const first = [
    ...row('erases', erases, 'danger'),
    ...(isGone
      ? []
      : row(
          'must settle',
          of(({ stops }) => stops),
          'danger',
        )),
    ...(change === undefined ? [] : changeRows(change, restore.action)),
    ...row(
      'Terraform',
      restore.terraform === undefined ? [] : [terraformText(restore.terraform)],
      'warn',
    ),
  ];
  const vendor = row('vendor', [prose(restore.vendorTitle)], 'plain');
  if (isGone) return { urgent: [...first, ...vendor], details: [], calls: [], patch: [] };
  const details = detailRows(restore, of);
  return {
    // What is dangerous is never folded, wherever it would stand.
    urgent: [
      ...first,
      ...details.filter(({ tone }) => tone !== 'plain'),
      ...row('warning', of(isOpenWarning), 'warn'),
    ],
    details: [...vendor, ...details.filter(({ tone }) => tone === 'plain')],
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
  const { because, waiting, holding, weaker, notes, undecided } = change;
  return [
    ...row('runs again', because.map(differenceText), 'warn'),
    ...row('weaker', weaker, 'warn'),
    ...row('note', notes, 'warn'),
    ...row(
      'not applied',
      waiting.map(
        (one) => `${differenceText(one)}; reaches what is there only when ${words.reached}`,
      ),
      'plain',
    ),
    ...row('changes', holding.map(differenceText), 'plain'),
    ...row(
      'undecided',
      undecided.length === 0
        ? []
        : [
            `Terraform compares ${undecided.map(marked).join(', ')} when it knows the value; a change ${words.again}`,
          ],
      'warn',
    ),
  ];
}

function detailRows(
  restore: PlannedRestore,
  of: (test: (finding: PlannedFinding) => boolean) => string[],
): Row[] {
  const { source, target, backup, version, encryption, size, items, about, rerun } = restore;
  const words = wordsOf(restore.action);
  const plain = (label: string, ...lines: (string | undefined)[]) =>
    row(
      label,
      lines.filter((line) => line !== undefined),
      'plain',
    );
  return [
    ...plain('source', source && placeText(source)),
    ...row(
      'backup',
      backup === undefined ? [] : [backup.text],
      (backup?.expiresInDays ?? 1) < 1 ? 'danger' : 'plain',
    ),
    ...plain('target', target && placeText(target)),
    ...plain('version', version),
    ...row(
      'encryption',
      encryption === undefined ? [] : [encryption.text],
      encryption?.change === 'weaker' ? 'danger' : 'plain',
    ),
    ...plain('size', size?.text),
    ...plain(words.contents, restore.contents),
    ...plain(
      'items',
      ...items.map(
        ({ from, to, note }) =>
          `${marked(from)} → ${marked(to)}${note === undefined ? '' : `, ${note}`}`,
      ),
    ),
    ...plain(
      'wait budget',
      restore.waitMinutes === undefined ? undefined : counted(restore.waitMinutes, 'minute'),
    ),
    ...plain('on destroy', restore.onDestroy),
    ...plain(words.again, rerun.text, `doing so ${rerun.effect}`),
    ...plain('password', restore.password),
    ...plain('roles', restore.roles),
    ...row(
      'purpose',
      restore.action === 'configure' ? [] : [purposeText(about)],
      about.isOver === true ? 'warn' : 'plain',
    ),
    ...row(
      'accepted',
      of(({ acknowledged }) => acknowledged !== undefined),
      'plain',
    ),
    ...plain('not checked', ...of(({ severity }) => severity === 'unchecked')),
    ...plain(
      'known later',
      ...restore.knownAfterApply.map(
        ({ path, expression }) => `${marked(path)} from ${marked(expression)}`,
      ),
    ),
  ];
}

function row(label: string, lines: readonly string[], tone: Tone): Row[] {
  return lines.length === 0 ? [] : [{ label, lines, tone }];
}

function purposeText({ owner, dataClass, expiresOn, isOver }: PlannedRestore['about']): MarkedText {
  const said = (name: string, value: string | undefined) =>
    `${name} ${value === undefined ? 'not stated' : marked(value)}`;
  return [
    said('owner', owner),
    said('data class', dataClass),
    `${said('wanted until', expiresOn)}${isOver === true ? ', which is past' : ''}`,
  ].join(', ');
}

/** A finding in marked text. What a rule wrote holds no backticks. */
export function findingText(finding: PlannedFinding): MarkedText {
  const { path, problem, got, fix, ruleId, acknowledged, dependsOnDate } = finding;
  const given = got === undefined ? '' : `, got ${marked(quoted(got))}`;
  const date = dependsOnDate ? ' (depends on the date)' : '';
  const what = `${marked(path)}: ${prose(problem)}${given}${date}`;
  return acknowledged === undefined
    ? `${what}. ${prose(fix)}. [${ruleId}]`
    : `${what}. Accepted: ${marked(acknowledged)} [${ruleId}]`;
}

function prose(text: string): string {
  return text.replaceAll('`', '’');
}

/** `field: old → new`; what is in parentheses is no value. */
export function differenceText({ field, from, to }: Difference): MarkedText {
  const before = from === undefined ? '(none)' : marked(from);
  const now = to === undefined ? '(none)' : marked(to);
  return `${marked(field)}: ${before} → ${now}`;
}

/** A place in one line: kind, name, id, project, note. */
export function placeText(place: NonNullable<PlannedRestore['source']>): MarkedText {
  const { kind, name, clusterId, project, note } = place;
  return [
    [kind, ...(name === undefined ? [] : [marked(name)])].join(' '),
    ...(clusterId === undefined ? [] : [`id ${marked(clusterId)}`]),
    ...(project === undefined ? [] : [`project ${marked(project)}`]),
    ...(note === undefined ? [] : [note]),
  ].join(', ');
}

function terraformText({ text, reason }: NonNullable<PlannedRestore['terraform']>): MarkedText {
  return reason === undefined ? text : `${text} (${marked(reason)})`;
}
