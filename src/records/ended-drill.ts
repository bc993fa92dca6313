import { verdictText } from '../drill/measure';
import { readDrillResult } from '../drill/result';
import type { LedgerEntry } from './ledger';

/** How a drill ended, of which the state holds the result: its target was dropped before that. */
export interface EndedDrill {
  readonly passed: boolean;
  /** In a sentence without the full stop. */
  readonly text: string;
}

/** `undefined` where it is not a drill, or has not ended as far as the state shows. */
export function endedDrill({ inState, recorded }: LedgerEntry): EndedDrill | undefined {
  if (inState?.isRight !== true || !inState.isFinished) return undefined;
  const result = readDrillResult(recorded.drill_result ?? '');
  if (typeof result === 'string') return undefined;
  const { passed, token } = result;
  const verdict = `${passed ? 'passed' : 'failed'} (${verdictText(result)})`;
  return { passed, text: `the drill ${token} ${verdict}, and its target was dropped` };
}
