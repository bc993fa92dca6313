import { durationText } from '../../drill/measure';
import { type MarkedText, mark } from '../../text/marked';
import { pluralize, quote } from '../../text/text';
import type { Difference } from '../diff/schema';
import type { PlannedFinding, PlannedRestore } from '../model/schema';

/** What depends on it begins after the slowest of them. */
export function groupText({ path, members }: NonNullable<PlannedRestore['group']>): MarkedText {
  const others = members - 1;
  if (others === 0) return `in ${mark(path)}, alone`;
  return `together with ${pluralize(others, 'other')}, in ${mark(path)}`;
}

/** What a drill does, and what fails it. */
export function drillTexts(drill: PlannedRestore['drill']): MarkedText[] {
  if (drill === undefined) return [];
  const { rtoMinutes: rto, rpoMinutes: rpo, checkCommand: argv, checkTimeoutSeconds } = drill;
  const checks = [
    ...(drill.checkContents ? ['what the backup lists is in the target'] : []),
    ...(argv === undefined
      ? []
      : [`the program ${mark(argv.join(' '))} ends with code 0 within ${checkTimeoutSeconds} s`]),
    ...(rto === undefined ? [] : [`it is verified within ${durationText(rto)} of the request`]),
    ...(rpo === undefined ? [] : [`the backup is at most ${durationText(rpo)} old at the request`]),
  ];
  return [
    'creates a temporary target, checks it, and drops it whatever the result',
    `fails unless: ${['what was restored is as declared', ...checks].join('; ')}`,
    `result in the folder ${mark(drill.resultsFolder)}, from the folder of the stack`,
  ];
}

/** Owner, class of data and expiry, in one line. */
export function ownerText(about: PlannedRestore['about']): MarkedText {
  const { owner, dataClass, expiresOn, expiryReason, isOver } = about;
  const expiry = expiresOn === undefined ? 'no expiry stated' : `expires on ${mark(expiresOn)}`;
  return [
    owner === undefined ? 'not stated' : mark(owner),
    dataClass === undefined ? 'no data class stated' : `data class ${mark(dataClass)}`,
    `${expiry}${isOver === true ? ', which has passed' : ''}`,
    ...(expiryReason === undefined ? [] : [`reason: ${mark(expiryReason)}`]),
  ].join(', ');
}

/** A finding in marked text. What a rule wrote holds no backticks. */
export function findingText(finding: PlannedFinding): MarkedText {
  const { path, problem, got, fix, ruleId, acknowledged, dependsOnDate } = finding;
  const given = got === undefined ? '' : `, got ${mark(quote(got))}`;
  const date = dependsOnDate ? ' (depends on the date)' : '';
  const what = `${mark(path)}: ${prose(problem)}${given}${date}`;
  return acknowledged === undefined
    ? `${what}. ${prose(fix)}. [${ruleId}]`
    : `${what}. Acknowledged: ${mark(acknowledged)} [${ruleId}]`;
}

/** A text that is not marked: a backtick would begin a value. */
export function prose(text: string): string {
  return text.replaceAll('`', '’');
}

/** `field: old → new`; what is in parentheses is not a value. */
export function differenceText({ field, from, to }: Difference): MarkedText {
  const before = from === undefined ? '(none)' : mark(from);
  const now = to === undefined ? '(none)' : mark(to);
  return `${mark(field)}: ${before} → ${now}`;
}

/** A place in one line: kind, name, id, project, note. */
export function placeText(place: NonNullable<PlannedRestore['source']>): MarkedText {
  const { kind, name, clusterId, project, note } = place;
  return [
    [kind, ...(name === undefined ? [] : [mark(name)])].join(' '),
    ...(clusterId === undefined ? [] : [`id ${mark(clusterId)}`]),
    ...(project === undefined ? [] : [`project ${mark(project)}`]),
    ...(note === undefined ? [] : [note]),
  ].join(', ');
}

/** What Terraform does, with its reason. */
export function terraformText({
  text,
  reason,
}: NonNullable<PlannedRestore['terraform']>): MarkedText {
  return reason === undefined ? text : `${text} (${mark(reason)})`;
}
