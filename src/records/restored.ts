import { hasExpression } from '../spec/templates';
import { mark } from '../text/marked';
import type { PreflightLine } from '../vendor/facts';
import { restoreAgain } from './commands';
import type { DeclaredRestore } from './declared';
import { endedDrill } from './ended-drill';
import { createdId, type LedgerEntry } from './ledger';
import { type ApiOf, lookAt } from './look';
import type { Records } from './records';

const check = 'restored';

/**
 * What a preflight says of a restore that was restored already: its conditions were those of the past. `undefined` where
 * it is not, or where the next apply would send it again. `entries` are those of one restore.
 */
export async function restoredLine(
  records: Records,
  entries: readonly LedgerEntry[],
  apis: ApiOf,
  sources: readonly string[],
): Promise<PreflightLine | undefined> {
  const inState = entries.find((one) => one.inState !== undefined);
  if (inState !== undefined && staysAsItIs(inState)) {
    return await ofState(records, inState, apis, sources);
  }
  const begun = entries.find((one) => one.journal !== undefined && !one.isReplaced);
  return begun === undefined ? undefined : await ofJournal(begun, apis, sources);
}

async function ofState(
  records: Records,
  entry: LedgerEntry,
  apis: ApiOf,
  sources: readonly string[],
): Promise<PreflightLine> {
  const { presence, text, doubts } = await lookAt(entry, apis, sources);
  const what = titleOf(entry, text);
  const ended = endedDrill(entry);
  if (ended?.passed === false) {
    const fix = 'Correct the cause, then repeat it with another token';
    return { check, state: 'wrong', text: mark(ended.text), fix };
  }
  if (ended !== undefined && presence === 'gone') {
    return { check, state: 'ok', text: `${mark(ended.text)}: nothing will be sent` };
  }
  if (presence === 'gone') {
    const fix = `To restore it again: ${restoreAgain(records, entry)}`;
    return { check, state: 'wrong', text: `was restored, but no longer exists: ${what}`, fix };
  }
  if (presence === 'unknown') {
    return { check, state: 'unknown', text: `the state holds it, but: ${what}` };
  }
  if (doubts.length > 0) {
    const fix = 'Look at it with "npx cluster-restore status"';
    return { check, state: 'wrong', text: `is in the state, but ${doubts.join('; ')}`, fix };
  }
  return {
    check,
    state: 'ok',
    text: `by an earlier apply (${what}), according to the state: nothing will be sent`,
  };
}

/**
 * Where no state holds it. A journal of a run that did not end is continued, whatever the state holds. One that
 * Terraform recorded counts while the state is not on this machine, as long as what it made is proven to be there.
 */
async function ofJournal(
  entry: LedgerEntry,
  apis: ApiOf,
  sources: readonly string[],
): Promise<PreflightLine | undefined> {
  const { journal, declared, isStateKnown, inState } = entry;
  const recorded = journal?.accepted.at(-1);
  if (journal === undefined || declared === undefined || recorded === undefined) return undefined;
  const isContinued = journal.isUnfinished && inState === undefined;
  if (!isContinued && isStateKnown) return undefined;
  if (!isOf(declared, journal.identity)) return undefined;
  const known = { ...entry, recorded };
  const { presence, text, doubts } = await lookAt(known, apis, sources);
  if (presence !== 'there' || doubts.length > 0) return undefined;
  const what = titleOf(known, text);
  const said = isContinued
    ? `was begun (${what}), according to the journal: the next apply continues it, and sends nothing`
    : `by an earlier apply (${what}), according to the journal: nothing will be sent while the state of ${mark(entry.stack)} holds it`;
  return { check, state: 'ok', text: said };
}

function titleOf(entry: LedgerEntry, text: string): string {
  const id = createdId(entry);
  return `${id === '' ? '' : `${mark(id)}, `}${mark(text)}`;
}

/** Whether the next apply sends nothing: the state holds a finished restore of what is declared. */
function staysAsItIs({ inState, declared, isReplaced }: LedgerEntry): boolean {
  if (inState === undefined || declared === undefined || isReplaced) return false;
  const { isRight, isFinished, isTainted, isSubmitTainted, isDeposed } = inState;
  if (!isRight || !isFinished || isTainted || isSubmitTainted || isDeposed) return false;
  return isOf(declared, inState.declared);
}

/** Whether what is recorded identifies the very restore that is declared. */
function isOf(
  { triggers, ignored }: DeclaredRestore,
  recorded: Readonly<Record<string, string>>,
): boolean {
  const identity = Object.entries(triggers).filter(([key]) => !ignored.includes(key));
  const keys = Object.keys(recorded).filter((key) => !ignored.includes(key));
  return (
    identity.length === keys.length &&
    // A value that is known after apply may be another one.
    identity.every(([key, value]) => !hasExpression(value) && recorded[key] === value)
  );
}
