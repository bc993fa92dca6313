import {
  isOfOtherState,
  type JournalEntry,
  sameIdentity,
  type Whose,
} from '../../spec/journal-entry';
import { OTHER_STATE } from '../../spec/names';

/**
 * The clusters that submissions of another identity, or of another state, made and that no drop removed, with what is
 * recorded of each and whether another state may hold it: they go on with the next entry of a journal. One of the same
 * identity may be adopted again: that is the way on where Terraform's state was lost.
 */
export function earlierOf(
  before: JournalEntry | undefined,
  own: Whose,
): Pick<JournalEntry, 'earlier' | 'replaced'> {
  if (before === undefined) return {};
  const earlier = [...(before.earlier ?? [])];
  const replaced = [...(before.replaced ?? [])];
  const holder: Record<string, string> = isOfOtherState(before, own.stateMark)
    ? { [OTHER_STATE]: 'true' }
    : {};
  for (const { facts } of isOthers(before, own) ? before.requests : []) {
    if (facts.cluster_id === undefined) continue;
    earlier.push(facts.cluster_id);
    replaced.push({ ...before.facts, ...facts, ...holder });
  }
  return earlier.length === 0 ? {} : { earlier, replaced };
}

function isOthers(entry: JournalEntry, { identity, stateMark }: Whose): boolean {
  if (entry.state === 'dropped') return false;
  return isOfOtherState(entry, stateMark) || !sameIdentity(entry.identity, identity);
}
