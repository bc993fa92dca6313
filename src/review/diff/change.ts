import type { PlannedRestore } from '../model/schema';
import type { RestoreChange } from './schema';

type Parts = Partial<Omit<RestoreChange, 'path' | 'kind' | 'restore'>>;

const NONE: Omit<RestoreChange, 'path' | 'kind' | 'restore' | 'previous'> = {
  causes: [],
  unknown: [],
  pending: [],
  immediate: [],
  downgrades: [],
  erases: [],
  drops: [],
  leftBehind: [],
  notes: [],
  body: [],
};

/** A change with nothing but what is given. */
export function changeOf(
  kind: RestoreChange['kind'],
  restore: PlannedRestore,
  parts: Parts,
): RestoreChange {
  return { path: restore.path, kind, ...NONE, ...parts, restore };
}
