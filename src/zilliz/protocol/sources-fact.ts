import { MOST_CHARACTERS } from '../../spec/source-list';

/**
 * The ids of clusters that restores read from, as one fact: that of its own backup, and the others where they are few.
 * A thousand restores would otherwise keep a million ids in the state. What is left out is in the list that each drop
 * reads, for as long as a restore of the app reads from it.
 */
export function sourcesFact(own: string, others: readonly string[]): string {
  const all = [...new Set([own, ...others])].join(' ');
  return all.length > MOST_CHARACTERS ? own : all;
}
