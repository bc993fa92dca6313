import { type Issue, renderIssue } from '../../evaluation/issue';
import { unmarked } from '../../text/marked';
import { printable } from '../../text/text';
import type { RestoreDiff } from '../diff/schema';
import type { PlannedRestore, RestorePlanDocument } from '../model/schema';
import type { PolicyBreak } from '../policy/breaks';

/** From which change on a review wants somebody's approval. */
export type Level = 'never' | 'destructive' | 'any-change';

/** The levels, as the command line takes them. */
export const levels: readonly Level[] = ['never', 'destructive', 'any-change'];

/** One thing that a check says of a restore. */
export interface Objection {
  readonly restore: string;
  readonly ruleId: string;
  /** The prop that it is about; absent where it is about the whole restore. */
  readonly prop?: string;
  /** `error` ends the check with a failure; `note` is only shown. */
  readonly level: 'error' | 'note';
  /** Without the construct path. */
  readonly message: string;
  /** Where the restore stands; absent for one that was removed. */
  readonly location?: PlannedRestore['location'];
}

/** What is checked: head, and base where only changes count. */
export interface Checked {
  readonly plan: RestorePlanDocument;
  readonly diff?: RestoreDiff;
  readonly breaks: readonly PolicyBreak[];
  readonly failOn: Level;
}

/** Everything that a check has to say, errors first; none means: nothing to object. */
export function objectionsOf(checked: Checked): Objection[] {
  const { plan, breaks } = checked;
  const places = new Map(plan.restores.map(({ path, location }) => [path, location]));
  const all: Objection[] = [
    ...plan.restores.flatMap(ofFindings),
    ...breaks.map((broken) =>
      objection(
        broken.restore,
        broken.stops ? 'error' : 'note',
        broken,
        places.get(broken.restore),
      ),
    ),
    ...approvals(checked),
  ];
  return [...all].sort(
    (one, other) => Number(one.level === 'note') - Number(other.level === 'note'),
  );
}

function ofFindings({ path, findings, location }: PlannedRestore): Objection[] {
  return findings
    .filter(({ acknowledged }) => acknowledged === undefined)
    .map((finding) => {
      const date = finding.dependsOnDate ? ' (depends on the date)' : '';
      const issue = { ...finding, problem: `${finding.problem}${date}` };
      return objection(path, finding.stops ? 'error' : 'note', issue, location);
    });
}

function objection(
  restore: string,
  level: Objection['level'],
  issue: Issue,
  location: PlannedRestore['location'] | undefined,
): Objection {
  const message = printable(renderIssue(issue));
  return {
    restore,
    ruleId: issue.ruleId,
    prop: issue.path,
    level,
    message,
    ...(location === undefined ? {} : { location }),
  };
}

/** What the level asked for does not let pass without approval. */
function approvals({ plan, diff, failOn }: Checked): Objection[] {
  if (failOn === 'never') return [];
  if (diff === undefined) {
    return plan.restores
      .filter(({ destructive }) => destructive || failOn === 'any-change')
      .map(({ path, erases, headline, location }) =>
        approval(path, erases.length > 0 ? erases.join('; ') : headline, failOn, location),
      );
  }
  return diff.changes
    .filter(({ kind, erases }) => (failOn === 'any-change' ? kind !== 'same' : erases.length > 0))
    .map(({ path, kind, erases, restore }) =>
      approval(
        path,
        erases.length > 0 ? erases.join('; ') : `${kind}: ${restore.headline}`,
        failOn,
        kind === 'removed' ? undefined : restore.location,
      ),
    );
}

function approval(
  restore: string,
  what: string,
  failOn: Level,
  location: PlannedRestore['location'] | undefined,
): Objection {
  const message = `needs approval: ${unmarked(what)}. Approve the change, then run the check with a lower --fail-on than ${failOn}. [APPROVAL]`;
  return {
    restore,
    ruleId: 'APPROVAL',
    level: 'error',
    message,
    ...(location === undefined ? {} : { location }),
  };
}
