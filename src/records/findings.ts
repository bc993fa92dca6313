import { OTHER_STATE } from '../spec/names';
import { applyAgain, sweepDelete, takeDown } from './commands';
import { expiredText, isPastEnd } from './expiry';
import { createdId, creationId, type LedgerEntry } from './ledger';
import type { Looked } from './look';
import { DEFAULT_WORKSPACE } from './places';
import type { Records } from './records';

/** Why something is left behind. */
export type Reason =
  /** Its block is gone from the code. */
  | 'removed'
  /** A later run of the same restore made another cluster. */
  | 'replaced'
  /** Terraform made its successor first, and runs no destroy step of it. */
  | 'deposed'
  /** The code declares it, and no Terraform state holds it. */
  | 'forgotten'
  /** A run that Terraform did not record to its end. */
  | 'unfinished'
  /** Its end is past. */
  | 'expired';

/** Something that runs, and that nobody keeps. */
export interface Finding {
  readonly reason: Reason;
  readonly path: string;
  readonly stack: string;
  readonly workspace: string;
  readonly vendor: string;
  readonly clusterId: string | undefined;
  readonly clusterName: string | undefined;
  /** The databases that it made in a cluster that stays, by their names. */
  readonly databases: readonly string[];
  /** What it is now. */
  readonly text: string;
  /** Why it is left behind, in a sentence without the full stop. */
  readonly cause: string;
  /** Why it is thought to be ours. */
  readonly evidence: readonly string[];
  /** Why that is not proven; empty where it is. */
  readonly doubts: readonly string[];
  /** What takes it away. */
  readonly command: string | undefined;
  /** The environment that it belongs to. */
  readonly environment: string | undefined;
  readonly owner: string | undefined;
  readonly expiresOn: string | undefined;
  /** Whether it is known what Terraform holds: before that nothing is dropped. */
  readonly isStateKnown: boolean;
  /** Whether `--delete` may drop it. */
  readonly isDeletable: boolean;
}

/** Something of which it is not known whether anybody keeps it. */
export interface Undecided {
  readonly path: string;
  readonly stack: string;
  readonly workspace: string;
  readonly clusterId: string | undefined;
  /** What is not known, and what would show it. */
  readonly text: string;
}

/** Why a restore may be left behind, by what is recorded; `undefined` where it is not, and nothing has to be asked. */
export function reasonOf(
  entry: LedgerEntry,
  now: Date,
): { readonly reason: Reason; readonly cause: string } | undefined {
  const { inState, journal, declared, isReplaced, isStateKnown, path } = entry;
  if (inState?.isDeposed) {
    const cause = `Terraform replaced it in ${path}, and does not run its destroy step`;
    return { reason: 'deposed', cause };
  }
  // The next apply drops it, and the review says so.
  if (entry.isRemoving && inState !== undefined) return undefined;
  if (declared === undefined && (inState !== undefined || journal !== undefined)) {
    const held =
      inState === undefined
        ? ''
        : ', and the next apply removes it from the state without dropping it';
    return { reason: 'removed', cause: `${path} is no longer in the code${held}` };
  }
  if (inState !== undefined) {
    return isPastEnd(entry.about, now)
      ? { reason: 'expired', cause: `${path} ${expiredText(entry.about)}` }
      : findUnfinished(entry);
  }
  if (journal === undefined) return undefined;
  if (isReplaced) return { reason: 'replaced', cause: `${path} has been restored again since` };
  if (journal.isUnfinished) return findUnfinished(entry);
  // An unknown state has its own finding. What was restored into an existing cluster is not a separate cluster, either.
  if (!isStateKnown || creationId(entry) === '') return undefined;
  return { reason: 'forgotten', cause: `${path} is declared, but no Terraform state holds it` };
}

function findUnfinished({ journal, inState, path }: LedgerEntry) {
  if (journal?.isUnfinished !== true || inState?.isFinished === true) return undefined;
  const what =
    inState === undefined ? 'Terraform did not record it' : 'no run has waited until it ended';
  return { reason: 'unfinished' as const, cause: `a run of ${path} began it, and ${what}` };
}

/** What `sweep` says of a restore that may be left behind, once the vendor was asked. */
export function findingOf(
  records: Records,
  entry: LedgerEntry,
  looked: Looked,
  now: Date,
): Finding | Undecided | undefined {
  const why = reasonOf(entry, now);
  if (why === undefined || looked.presence === 'gone') return undefined;
  const { path, stack, workspace, vendor, about, isStateKnown, inState, isStackDeclared } = entry;
  const clusterId = looked.found?.cluster_id ?? (createdId(entry) || undefined);
  const { databases = [], kept = [] } = looked;
  const { journal } = entry;
  const isForged = inState === undefined && journal?.mayBeForged === true;
  const doubts = [
    ...looked.doubts,
    ...kept,
    ...(entry.recorded[OTHER_STATE] === undefined
      ? []
      : ['another Terraform state in the same folder may hold it']),
    ...(isForged
      ? [`other users can write to the journal ${journal.key}, which is its only record`]
      : []),
  ];
  const place = { path, stack, workspace, clusterId };
  if (looked.presence === 'unknown') return { ...place, text: looked.text };
  const isKept = why.reason === 'expired' || (why.reason === 'unfinished' && inState !== undefined);
  const isCluster = clusterId !== undefined && looked.name !== undefined;
  const isOwn = (isCluster || databases.length > 0) && doubts.length === 0;
  const isDeletable = isOwn && !isKept && isStateKnown;
  return {
    reason: why.reason,
    ...place,
    vendor: vendor?.definition.title ?? '',
    clusterName: looked.name,
    databases,
    text: looked.text,
    cause: isKept || isStateKnown ? why.cause : `${why.cause}; ${stateUnknown(entry)}`,
    evidence: evidenceOf(entry, isOwn, isCluster),
    doubts,
    command: commandOf(),
    environment: about.environment,
    owner: about.owner,
    expiresOn: about.expiresOn,
    isStateKnown,
    isDeletable,
  };

  function commandOf(): string | undefined {
    if (why === undefined || doubts.length > 0) return undefined;
    if (why.reason === 'expired') return takeDown(records, entry, looked.name);
    if (why.reason === 'unfinished' && isStackDeclared) return applyAgain(records, entry);
    const name = looked.name ?? databases.join(',');
    return isDeletable ? sweepDelete(records, name) : undefined;
  }
}

/**
 * The states that are not known although the code or a journal has restores in them: what they hold may be
 * forgotten or removed.
 */
export function unknownStates(records: Records): Undecided[] {
  const { declared, stacks, places } = records;
  return places.flatMap((place): Undecided[] => {
    const { stack, workspace, state, journals } = place;
    if (state !== undefined || !stacks.includes(stack)) return [];
    const past = declared.restores.filter((one) => one.stack === stack);
    const isConcerned = journals.length > 0 || (workspace === DEFAULT_WORKSPACE && past.length > 0);
    if (!isConcerned) return [];
    const text = stateUnknown({ stack, workspace, isStackDeclared: true });
    return [{ path: stack, stack, workspace, clusterId: undefined, text }];
  });
}

function stateUnknown({
  stack,
  workspace,
  isStackDeclared,
}: Pick<LedgerEntry, 'stack' | 'workspace' | 'isStackDeclared'>): string {
  const name = workspace === DEFAULT_WORKSPACE ? stack : `${stack}/${workspace}`;
  const none = isStackDeclared ? '' : `, or --state ${name}=none if it was destroyed`;
  return `the state of ${name} is not known: give --state ${name}=<file>${none}`;
}

function evidenceOf(
  { inState, journal, recorded }: LedgerEntry,
  isOwn: boolean,
  isCluster: boolean,
): string[] {
  const places = [
    ...(inState === undefined ? [] : [`the state (${inState.address})`]),
    ...(journal === undefined ? [] : [`the journal ${journal.key}`]),
  ];
  const since = recorded.requested_at;
  const proof = isCluster
    ? `its name and project are those recorded, and it was created after the request${since ? ` of ${since}` : ''}`
    : `restore ${recorded.job_id ?? ''} at the vendor is the one that was requested, and gave the name`;
  return [`recorded by ${places.join(' and ')}`, ...(isOwn ? [proof] : [])];
}
