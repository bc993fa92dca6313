import type { PlannedRestore } from '../model/schema';
import type { RestoreChange } from './schema';

type Parts = Partial<Omit<RestoreChange, 'path' | 'kind' | 'restore'>>;

/** A change with nothing but what is given. */
export function changeOf(
  kind: RestoreChange['kind'],
  restore: PlannedRestore,
  {
    because = [],
    undecided = [],
    waiting = [],
    holding = [],
    weaker = [],
    erases = [],
    notes = [],
    body = [],
  }: Parts,
): RestoreChange {
  const { path } = restore;
  return {
    path,
    kind,
    because,
    undecided,
    waiting,
    holding,
    weaker,
    erases,
    notes,
    body,
    restore,
  };
}
