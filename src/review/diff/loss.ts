import { type MarkedText, mark } from '../../text/marked';
import type { PlannedRestore } from '../model/schema';
import type { RestoreChange } from './schema';

/** What becomes of what a restore created before. */
export type Loss = Pick<RestoreChange, 'erases' | 'drops' | 'leftBehind' | 'previous'>;

type Place = NonNullable<PlannedRestore['target']>;

/** Nothing is lost, and nothing left behind. */
export const NO_LOSS: Loss = { erases: [], drops: [], leftBehind: [] };

/** Whether it says what becomes of the data that was restored before. */
export function isLossy({ erases, drops, leftBehind }: Loss): boolean {
  return erases.length + drops.length + leftBehind.length > 0;
}

/** What a re-run does to what exists, under the name that it has now: the new one may be called otherwise. */
export function lossOfRerun({ target: before }: PlannedRestore, head: PlannedRestore): Loss {
  const { action, erases, rerun, vendorTitle } = head;
  if (action !== 'create' || before === undefined) {
    const again = rerun.erases && erases.length === 0 ? [`a re-run ${rerun.effect}`] : [];
    return { ...NO_LOSS, erases: [...erases, ...again] };
  }
  const clone = clusterOf(before);
  if (rerun.erases) {
    const line = `${clone}, its previous clone`;
    return rerun.recovery === undefined
      ? { ...NO_LOSS, erases: [...erases, line], previous: { place: before, fate: 'erased' } }
      : {
          ...NO_LOSS,
          erases,
          drops: [`${line}; ${rerun.recovery}`],
          previous: { place: before, fate: 'dropped' },
        };
  }
  // Under the same name the vendor refuses the new one, which the effect of the re-run says.
  if (rerun.keepsPrevious !== true && isSame(before, head.target)) return { ...NO_LOSS, erases };
  const line = `${clone}, its previous clone, keeps running and is billed: drop it in the console of ${vendorTitle} when nobody needs it`;
  return { ...NO_LOSS, erases, leftBehind: [line], previous: { place: before, fate: 'kept' } };
}

/** A cluster by its name and its project, or by its id. */
export function clusterOf({ name, clusterId, project }: Place): MarkedText {
  const where = project === undefined ? '' : ` in project ${mark(project)}`;
  const which = name ?? clusterId;
  return `cluster${which === undefined ? '' : ` ${mark(which)}`}${where}`;
}

function isSame(one: Place, other: Place | undefined): boolean {
  return one.name === other?.name && one.project === other?.project;
}
