import { unmark } from '../../text/marked';
import { printable } from '../../text/text';
import type { RestoreChange, RestoreDiff } from '../diff/schema';
import { lossesOf } from '../model/losses';
import { isAltered } from '../model/points';
import type {
  NotReviewed,
  PlannedFinding,
  PlannedRestore,
  RestorePlanDocument,
} from '../model/schema';
import { findingText } from './row-texts';
import { droppedBy } from './rows';

/** What one annotation says, and where. */
export interface Annotated {
  readonly title: string;
  readonly message: string;
  readonly location?: PlannedRestore['location'];
}

type Level = 'error' | 'warning' | 'notice';

/** One workflow command of GitHub Actions; nothing in a value can end it or begin another. */
export function annotation(
  level: Level,
  source: string,
  { title, message, location }: Annotated,
): string {
  const place =
    location === undefined
      ? []
      : [`file=${property(`${source}/${location.file}`)}`, `line=${location.line}`];
  const properties = [...place, `title=${property(title)}`].join(',');
  return `::${level} ${properties}::${data(message)}\n`;
}

/**
 * Writes a plan as annotations: what erases data and every finding. GitHub shows ten of a level in each step, so that
 * what erases data comes first.
 */
export function planGithub({ source, restores, notReviewed }: RestorePlanDocument): string {
  return [
    ...notReviewed.filter(isAltered).map((one) => annotateUnreviewed(source, one)),
    ...restores.flatMap((restore) => annotateLosses(source, restore)),
    ...restores.flatMap((restore) => findingsOf(source, restore)),
    ...notReviewed.filter((one) => !isAltered(one)).map((one) => annotateUnreviewed(source, one)),
  ].join('');
}

/** Writes a diff as annotations: what is erased by a change, every finding, and what is protected less. */
export function diffGithub({ head, changes, notReviewed }: RestoreDiff): string {
  const present = changes.filter(({ kind }) => kind !== 'removed');
  return [
    ...notReviewed.filter(isAltered).map((one) => annotateUnreviewed(head, one)),
    ...present.flatMap((change) => annotateLosses(head, change.restore, change)),
    ...present.flatMap(({ restore, downgrades }) =>
      annotateWarnings(head, restore, 'is a downgrade', downgrades),
    ),
    ...present.flatMap(({ restore }) => findingsOf(head, restore)),
    ...notReviewed
      .filter((one) => !isAltered(one) && one.change !== 'same')
      .map((one) => annotateUnreviewed(head, one)),
  ].join('');
}

function annotateUnreviewed(source: string, one: NotReviewed): string {
  const { stack, address, ruleId, why, location } = one;
  const title = `${stack}: ${address} ${ruleId}`;
  const level = isAltered(one) ? 'error' : 'warning';
  return annotation(level, source, { title, message: why, location });
}

/** What is lost for good warns; what the vendor can bring back is only mentioned. */
function annotateLosses(source: string, restore: PlannedRestore, change?: RestoreChange): string[] {
  const { path, location } = restore;
  const title = `${path} drops a cluster`;
  return [
    ...annotateWarnings(
      source,
      restore,
      'erases data',
      lossesOf(restore, (change ?? restore).erases),
    ),
    ...droppedBy(restore, change).map((line) =>
      annotation('notice', source, { title, message: unmark(line), location }),
    ),
  ];
}

function annotateWarnings(
  source: string,
  { path, location }: PlannedRestore,
  what: string,
  lines: readonly string[],
): string[] {
  const title = `${path} ${what}`;
  return lines.map((line) =>
    annotation('warning', source, { title, message: unmark(line), location }),
  );
}

function findingsOf(source: string, { path, location, findings }: PlannedRestore): string[] {
  return findings.map((finding) => {
    const message = unmark(findingText(finding));
    const title = `${path} ${finding.ruleId}`;
    return annotation(levelOf(finding), source, { title, message, location });
  });
}

/** What was accepted is shown with its reason, and warns nobody. */
function levelOf({ stops, severity, acknowledged }: PlannedFinding): Level {
  if (stops) return 'error';
  return severity === 'warning' && acknowledged === undefined ? 'warning' : 'notice';
}

function data(text: string): string {
  return printable(text).replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function property(text: string): string {
  return data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
