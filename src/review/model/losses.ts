import type { MarkedText } from '../../text/marked';
import { agoText } from './backup';
import type { PlannedRestore } from './schema';

/** Everything that is lost for good: what is erased, and what was written since the backup that replaces it. */
export function lossesOf(
  { rewinds }: PlannedRestore,
  erases: readonly MarkedText[],
): readonly MarkedText[] {
  return erases.length > 0 && rewinds !== undefined ? [...erases, rewinds] : erases;
}

/** The same for people, with how long ago that was; what machines compare from day to day leaves it out. */
export function datedLossesOf(
  restore: PlannedRestore,
  erases: readonly MarkedText[],
): readonly MarkedText[] {
  const { rewinds, backup } = restore;
  return lossesOf(restore, erases).map((line) =>
    line === rewinds ? `${line}${agoText(backup?.ageDays)}` : line,
  );
}
