import type { PlannedRestore } from '../model/schema';
import type { RestoreChange } from './schema';

type Parts = Partial<Omit<RestoreChange, 'path' | 'kind' | 'restore'>>;

/** A change with nothing but what is given. */
export function changeOf(
  kind: RestoreChange['kind'],
  restore: PlannedRestore,
  {
    causes = [],
    unknown = [],
    pending = [],
    immediate = [],
    downgrades = [],
    erases = [],
    drops = [],
    leftBehind = [],
    previous,
    notes = [],
    body = [],
  }: Parts,
): RestoreChange {
  const { path } = restore;
  return {
    path,
    kind,
    causes,
    unknown,
    pending,
    immediate,
    downgrades,
    erases,
    drops,
    leftBehind,
    ...(previous === undefined ? {} : { previous }),
    notes,
    body,
    restore,
  };
}
