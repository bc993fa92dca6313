import { hasExpression } from '../spec/templates';
import { marked } from '../text/marked';
import type { PreflightLine } from '../vendor/facts';
import { restoreAgain } from './commands';
import { createdId, type LedgerEntry } from './ledger';
import { type ApiOf, lookAt } from './look';
import type { Records } from './records';

/**
 * What a preflight says of a restore that was restored already: its conditions were those of the past. `undefined` where
 * it is not, or where the next apply would send it again.
 */
export async function restoredLine(
  records: Records,
  entry: LedgerEntry | undefined,
  apis: ApiOf,
  sources: readonly string[],
): Promise<PreflightLine | undefined> {
  if (entry === undefined || !staysAsItIs(entry)) return undefined;
  const { presence, text, doubts } = await lookAt(entry, apis, sources);
  const id = createdId(entry);
  const what = `${id === '' ? '' : `${marked(id)}, `}${marked(text)}`;
  const check = 'restored';
  if (presence === 'gone') {
    const fix = `To restore it again: ${restoreAgain(records, entry)}`;
    return { check, state: 'wrong', text: `was restored, and is gone: ${what}`, fix };
  }
  if (presence === 'unknown') {
    return { check, state: 'unknown', text: `the state holds it, but: ${what}` };
  }
  if (doubts.length > 0) {
    const fix = 'Look at it with "npx cluster-restore status"';
    return { check, state: 'wrong', text: `is in the state, but ${doubts.join('; ')}`, fix };
  }
  return { check, state: 'ok', text: `already (${what}), as the state says: nothing will be sent` };
}

/** Whether the next apply sends nothing: the state holds a finished restore of what is declared. */
function staysAsItIs({ inState, declared, isReplaced }: LedgerEntry): boolean {
  if (inState === undefined || declared === undefined || isReplaced) return false;
  const { isRight, isFinished, isTainted, isSubmitTainted, isDeposed } = inState;
  if (!isRight || !isFinished || isTainted || isSubmitTainted || isDeposed) return false;
  const { triggers, ignored } = declared;
  const identity = Object.entries(triggers).filter(([key]) => !ignored.includes(key));
  const inStateKeys = Object.keys(inState.declared).filter((key) => !ignored.includes(key));
  return (
    identity.length === inStateKeys.length &&
    // A value that is known after apply may be another one.
    identity.every(([key, value]) => !hasExpression(value) && inState.declared[key] === value)
  );
}
