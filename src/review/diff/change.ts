import type { PlannedRestore } from '../model/schema';
import type { RestoreChange } from './schema';

type Parts = Omit<RestoreChange, 'path' | 'kind' | 'restore'>;

const NONE: Omit<Parts, 'previous' | 'notes' | 'body'> = {
  causes: [],
  unknown: [],
  pending: [],
  immediate: [],
  downgrades: [],
  erases: [],
  drops: [],
  leftBehind: [],
};

/** A change with nothing but what is given. */
export function changeOf(
  kind: RestoreChange['kind'],
  restore: PlannedRestore,
  { notes = [], body = [], ...parts }: Partial<Parts>,
): RestoreChange {
  return { path: restore.path, kind, ...NONE, ...parts, notes, body, restore };
}
