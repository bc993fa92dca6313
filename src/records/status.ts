import { applyAgain, restoreAgain, takeDown, untaint } from './commands';
import { endedDrill } from './ended-drill';
import { expiredText, isPastEnd } from './expiry';
import { createdId, creationId, type LedgerEntry } from './ledger';
import type { Looked } from './look';
import type { Records } from './records';

/** How one restore stands. All but `ok` and `pending` fail the status. */
export type Standing =
  | 'ok'
  /** Declared, and not restored yet. */
  | 'pending'
  | 'drifted'
  | 'gone'
  /** A drill that came to its end, and did not pass. */
  | 'failed'
  | 'unfinished'
  | 'unknown'
  | 'undeclared';

/** One restore, and what was found. */
export interface StatusLine {
  readonly path: string;
  readonly stack: string;
  readonly workspace: string;
  readonly vendor: string | undefined;
  readonly operation: string;
  readonly clusterId: string | undefined;
  readonly standing: Standing;
  /** What exists now, in a few words. */
  readonly text: string;
  /** Why it is not `ok`, each in a sentence without the full stop. */
  readonly causes: readonly string[];
  /** What to do, a command; absent if nothing is to be done, or a person must look first. */
  readonly command: string | undefined;
  /** The environment that it belongs to. */
  readonly environment: string | undefined;
  readonly owner: string | undefined;
  readonly dataClass: string | undefined;
  readonly expiresOn: string | undefined;
  /** Whether its end is past: it fails the status whatever its standing is. */
  readonly isExpired: boolean;
}

/** Whether a line fails the status. What is not known is not fine. */
export function fails({ standing, isExpired }: StatusLine): boolean {
  return isExpired || !['ok', 'pending'].includes(standing);
}

/** Whether anything must be asked of the vendor about a restore. */
export function isWorthALook(entry: LedgerEntry): boolean {
  const { inState, journal } = entry;
  return inState !== undefined || (journal !== undefined && !isTakenDown(entry));
}

/**
 * Whether a restore into something that stays was taken out of the state: its journal records a run that ended, and
 * nothing that could be left behind.
 */
function isTakenDown(entry: LedgerEntry): boolean {
  const { isStateKnown, journal, declared, isUnknown } = entry;
  const hasEnded = journal?.isUnfinished === false && !isUnknown && creationId(entry) === '';
  return isStateKnown && declared !== undefined && hasEnded;
}

/** Judges one restore. `looked` is absent if nothing is recorded of it. */
export function statusOf(
  records: Records,
  entry: LedgerEntry,
  looked: Looked | undefined,
  now: Date,
): StatusLine {
  const { path, stack, workspace, vendor, operation, about } = entry;
  const judged = judge(records, entry, looked);
  const id = createdId(entry) || looked?.found?.cluster_id;
  const isExpired =
    isPastEnd(about, now) && looked?.presence !== 'gone' && judged.standing !== 'pending';
  // The end of an environment is reported once, with the command for all of its members.
  const isOwnEnd = isExpired && about.environment === undefined;
  return {
    ...{ path, stack, workspace, vendor: vendor?.definition.title, operation },
    clusterId: id === '' ? undefined : id,
    ...judged,
    causes: isOwnEnd ? [expiredText(about), ...judged.causes] : judged.causes,
    command: isOwnEnd ? takeDown(records, entry, looked?.name) : judged.command,
    environment: about.environment,
    owner: about.owner,
    dataClass: about.dataClass,
    expiresOn: about.expiresOn,
    isExpired,
  };
}

type Judged = Pick<StatusLine, 'standing' | 'text' | 'causes' | 'command'>;

function judge(records: Records, entry: LedgerEntry, looked: Looked | undefined): Judged {
  const { inState, isStateKnown, journal, declared, stack } = entry;
  if (looked === undefined) {
    if (isStateKnown) return withoutCause('pending', 'is declared, and not restored yet');
    return withoutCause('unknown', `the state of ${stack} is not known: give it with --state`);
  }
  const { text, presence, drift, unconfirmed, doubts } = looked;
  const ended = endedDrill(entry);
  if (ended !== undefined && presence === 'gone') {
    return withoutCause(ended.passed ? 'ok' : 'failed', ended.text);
  }
  if (presence === 'gone') {
    const command = declared && inState ? restoreAgain(records, entry) : undefined;
    return { standing: 'gone', text: `is gone: ${text}`, causes: [], command };
  }
  if (presence === 'unknown') return withoutCause('unknown', text);
  const command = applyAgain(records, entry);
  if (inState === undefined) {
    const cause = isStateKnown
      ? 'no Terraform state holds it'
      : `a journal records it, and the state of ${stack} is not known: give it with --state`;
    const standing = journal?.isUnfinished ? 'unfinished' : 'unknown';
    return { standing, text, causes: [cause], command: undefined };
  }
  if (!inState.isRight) {
    return { standing: 'unfinished', text, causes: ['its result is not recorded'], command };
  }
  const causes = [...drift, ...doubtsBesides(drift, doubts)];
  if (inState.isDeposed) causes.push('it was replaced, and its destroy step will not run');
  else if (inState.isTainted) {
    causes.push('it is tainted: Terraform replaces it without running its destroy step');
  }
  if (causes.length > 0) {
    const way = inState.isTainted && !inState.isDeposed ? untaint(records, entry) : undefined;
    return { standing: 'drifted', text, causes: [...causes, ...unconfirmed], command: way };
  }
  if (declared === undefined) {
    const cause = entry.isRemoving
      ? 'the code removes it: the next apply drops it'
      : 'the code does not declare it: the next apply removes it from the state, and drops nothing';
    const way = entry.isRemoving ? command : undefined;
    return { standing: 'undeclared', text, causes: [cause], command: way };
  }
  if (!inState.isFinished) {
    return { standing: 'unfinished', text, causes: ['no run has waited until it ended'], command };
  }
  if (unconfirmed.length > 0) {
    return { standing: 'unknown', text, causes: unconfirmed, command: undefined };
  }
  return withoutCause('ok', text);
}

/** A name that differs is reported once: as what drifted, not once more as a doubt about its origin. */
function doubtsBesides(drift: readonly string[], doubts: readonly string[]): readonly string[] {
  return drift.length > 0 ? [] : doubts;
}

function withoutCause(standing: Standing, text: string): Judged {
  return { standing, text, causes: [], command: undefined };
}
