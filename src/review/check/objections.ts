import { type Issue, renderIssue } from '../../evaluation/issue';
import { type MarkedText, unmark } from '../../text/marked';
import { printable, quote } from '../../text/text';
import type { RestoreDiff } from '../diff/schema';
import { type ExpiredEnvironment, expiredEnvironments } from '../model/environments';
import { type Level, levels } from '../model/level';
import { lossesOf } from '../model/losses';
import { ENVIRONMENT_EXPIRED, ERASURE_UNKNOWN, STEP_ALTERED } from '../model/own-rules';
import { isAltered, wordOf } from '../model/points';
import type {
  NotReviewed,
  PlannedFinding,
  PlannedRestore,
  RestorePlanDocument,
} from '../model/schema';
import type { PolicyBreak } from '../policy/breaks';
import type { PolicyDocument } from '../policy/schema';

/** One thing that a check says of a restore. */
export interface Objection {
  readonly restore: string;
  readonly ruleId: string;
  /** The prop that it is about; absent if it is about the whole restore. */
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
  /** What somebody reviewed by hand, by the policy. */
  readonly allowed?: PolicyDocument['allowedAddresses'] | undefined;
  readonly failOn: Level;
}

/** Everything that a check has to say, errors first; none means: nothing to object. */
export function objectionsOf(checked: Checked): Objection[] {
  const { plan, breaks } = checked;
  const reasonOf = allowance(checked);
  const places = new Map(plan.restores.map(({ path, location }) => [path, location]));
  const all: Objection[] = [
    ...plan.notReviewed
      .filter(isAltered)
      .map((one) => ofNotReviewed(one, checked, reasonOf(one.stack, one.address))),
    ...expiredEnvironments(plan).map(ofExpired),
    ...plan.restores.flatMap((restore) => ofFindings(restore, reasonOf)),
    ...[...movedStates(checked), ...plan.notReviewed]
      .filter((one) => !isAltered(one))
      .map((one) => ofNotReviewed(one, checked, reasonOf(one.stack, one.address))),
    ...breaks.map((broken) => {
      const level = broken.stops ? 'error' : 'note';
      return objection(broken.restore, level, broken, places.get(broken.restore));
    }),
    ...approvals(checked),
  ];
  return [...all].sort(
    (one, other) => Number(one.level === 'note') - Number(other.level === 'note'),
  );
}

/** An environment past its end, in one line. */
function ofExpired({ name, owner, expiresOn, command, member }: ExpiredEnvironment): Objection {
  const issue = {
    ruleId: ENVIRONMENT_EXPIRED,
    path: 'expires',
    problem: `environment ${quote(name)} of ${owner} expired on ${expiresOn} (depends on the date)`,
    fix: `Destroy it with ${command}, or extend it with a reason`,
  };
  return objection(member.path, 'error', issue, member.location);
}

/** What only a comparison shows: states that are kept elsewhere now. */
function movedStates({ plan, diff }: Checked): NotReviewed[] {
  const isListed = (wanted: NotReviewed) =>
    plan.notReviewed.some(
      ({ stack, address }) => stack === wanted.stack && address === wanted.address,
    );
  return (diff?.notReviewed ?? []).filter((one) => !isListed(one));
}

/** The reason with which the policy allows an address; `undefined` where it does not. */
type ReasonOf = (stack: string, address: string) => string | undefined;

function allowance({ allowed = [] }: Checked): ReasonOf {
  return (stack, address) =>
    allowed.find((one) => one.stack === stack && one.address === address)?.reason;
}

function ofFindings(restore: PlannedRestore, reasonOf: ReasonOf): Objection[] {
  const { path, findings, location } = restore;
  return findings
    .filter(({ acknowledged }) => acknowledged === undefined)
    .map((finding) => {
      const date = finding.dependsOnDate ? ' (depends on the date)' : '';
      const reason = allowedReason(restore, finding, reasonOf);
      if (reason !== undefined) {
        return objection(path, 'note', { ...finding, fix: allowedText(reason) }, location);
      }
      const issue = { ...finding, problem: `${finding.problem}${date}` };
      const isError = finding.stops || finding.ruleId === ERASURE_UNKNOWN;
      return objection(path, isError ? 'error' : 'note', issue, location);
    });
}

/** What a policy may allow of a restore: steps that somebody altered, and an erasure of which not all is known. */
function allowedReason(
  { stack, address }: PlannedRestore,
  { ruleId, path }: PlannedFinding,
  reasonOf: ReasonOf,
): string | undefined {
  if (ruleId === STEP_ALTERED) return reasonOf(stack, path);
  return ruleId === ERASURE_UNKNOWN ? reasonOf(stack, address) : undefined;
}

function allowedText(reason: string): string {
  return `The policy allows it: ${reason}`;
}

const HOW_TO_ALLOW =
  'Review it by hand, then allow the address in the policy with a reason (allowedAddresses), or take it out';

/** What nobody reviewed: an error from its level on. What base has already is not a change. */
function ofNotReviewed(
  { stack, address, ruleId, why, failsFrom, digest, location }: NotReviewed,
  { failOn, diff }: Checked,
  reason: string | undefined,
): Objection {
  // Several blocks may have one address: what another of them holds says nothing of this one.
  const isKnown =
    !isAltered({ ruleId }) &&
    diff?.notReviewed.some(
      (one) =>
        one.change === 'same' &&
        one.stack === stack &&
        one.address === address &&
        one.digest === digest,
    ) === true;
  // What could erase something could do so for good.
  const from = failsFrom === 'destructive' ? 'irreversible' : failsFrom;
  const reached = levels.indexOf(failOn) >= levels.indexOf(from);
  const isError = reason === undefined && reached && !isKnown;
  const problem = `${wordOf({ ruleId })}: ${why}`;
  const fix = reason === undefined ? HOW_TO_ALLOW : allowedText(reason);
  return {
    restore: `${stack}: ${address}`,
    ruleId,
    level: isError ? 'error' : 'note',
    message: printable(renderIssue({ ruleId, path: '', problem, fix })),
    location,
  };
}

function objection(
  restore: string,
  level: Objection['level'],
  issue: Issue,
  location: PlannedRestore['location'] | undefined,
): Objection {
  const { ruleId, path: prop } = issue;
  return { restore, ruleId, prop, level, message: printable(renderIssue(issue)), location };
}

type Loss = Pick<PlannedRestore, 'erases' | 'drops'>;

const KINDS = {
  new: 'new',
  rerun: 'runs again',
  removed: 'removed',
  changed: 'changed',
  same: 'unchanged',
} as const;

/** What the requested level does not allow without approval. */
function approvals({ plan, diff, failOn }: Checked): Objection[] {
  if (failOn === 'never') return [];
  if (diff === undefined) {
    return plan.restores
      .filter((restore) => failOn === 'any-change' || isTooMuch(restore, failOn))
      .map((restore) => {
        const what = lossText(restore, restore);
        return approval(restore.path, what ?? restore.headline, failOn, restore.location);
      });
  }
  return diff.changes
    .filter((change) => (failOn === 'any-change' ? isChange(change) : isTooMuch(change, failOn)))
    .map((change) => {
      const { path, kind, restore } = change;
      const what = lossText(restore, change) ?? `${KINDS[kind]}: ${restore.headline}`;
      return approval(path, what, failOn, kind === 'removed' ? undefined : restore.location);
    });
}

/** Something is lost: for good, or with the stricter level also what the vendor can bring back. */
function isTooMuch({ erases, drops }: Loss, failOn: Level): boolean {
  return erases.length > 0 || (failOn !== 'irreversible' && drops.length > 0);
}

/** Terraform's own plan may drop what the code leaves as it is. */
function isChange({ kind, erases, drops }: RestoreDiff['changes'][number]): boolean {
  return kind !== 'same' || erases.length + drops.length > 0;
}

function lossText(restore: PlannedRestore, { erases, drops }: Loss): MarkedText | undefined {
  const lines = [...lossesOf(restore, erases), ...drops];
  return lines.length === 0 ? undefined : lines.join('; ');
}

function approval(
  restore: string,
  what: string,
  failOn: Level,
  location: PlannedRestore['location'] | undefined,
): Objection {
  const message = `needs approval: ${unmark(what)}. Approve the change, then run the check with a lower --fail-on than ${failOn}. [APPROVAL]`;
  return { restore, ruleId: 'APPROVAL', level: 'error', message, location };
}
