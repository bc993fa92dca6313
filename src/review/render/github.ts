import { printable } from '../../contract/text';
import type { RestoreDiff } from '../diff/diff';
import type { PlannedFinding, PlannedRestore, RestorePlanDocument } from '../model/schema';
import { findingText } from './rows';

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

/** Writes a plan as annotations: what erases data and every finding. */
export function planGithub(plan: RestorePlanDocument): string {
  return plan.restores
    .flatMap((restore) => restoreAnnotations(plan.source, restore, restore.erases))
    .join('');
}

/** Writes a diff as annotations: what is erased by a change, what becomes weaker, and every finding. */
export function diffGithub(diff: RestoreDiff): string {
  return diff.changes
    .flatMap(({ path, kind, restore, erases, weaker }) => {
      if (kind === 'gone') return [];
      const { location } = restore;
      return [
        ...restoreAnnotations(diff.head, restore, erases),
        ...weaker.map((line) =>
          annotation('warning', diff.head, {
            title: `${path} is weaker`,
            message: plain(line),
            location,
          }),
        ),
      ];
    })
    .join('');
}

function restoreAnnotations(
  source: string,
  { path, location, findings }: PlannedRestore,
  erases: readonly string[],
): string[] {
  return [
    ...erases.map((line) =>
      annotation('warning', source, {
        title: `${path} erases data`,
        message: plain(line),
        location,
      }),
    ),
    ...findings.map((finding) => {
      const message = plain(findingText(finding));
      const title = `${path} ${finding.ruleId}`;
      return annotation(levelOf(finding), source, { title, message, location });
    }),
  ];
}

/** What was accepted is shown with its reason, and warns nobody. */
function levelOf({ stops, severity, acknowledged }: PlannedFinding): Level {
  if (stops) return 'error';
  return severity === 'warning' && acknowledged === undefined ? 'warning' : 'notice';
}

function plain(text: string): string {
  return text.replaceAll('`', '');
}

function data(text: string): string {
  return printable(text).replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function property(text: string): string {
  return data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
