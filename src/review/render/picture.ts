import type { RestoreChange } from '../diff/schema';
import type { PlannedRestore } from '../model/schema';

type Previous = NonNullable<RestoreChange['previous']>;

/** A restore as a picture shows it. */
export interface Drawn {
  readonly restore: PlannedRestore;
  /** Whether what is in the target is erased: a new cluster holds nothing that could be. */
  readonly isTargetErased: boolean;
  /** The cluster that it created before, and what becomes of that. */
  readonly previous?: Previous;
}

/** What the picture of a restore marks. */
export function drawnOf(restore: PlannedRestore, change?: RestoreChange): Drawn {
  const erases = change === undefined ? restore.erases : change.erases;
  const previous = change === undefined ? ofTerraform(restore) : change.previous;
  const isTargetErased = restore.action !== 'create' && erases.length > 0;
  return { restore, isTargetErased, previous };
}

/** Terraform's own plan runs it again: which name the previous clone has, the plan does not say. */
function ofTerraform({ action, terraform }: PlannedRestore): Previous | undefined {
  if (action !== 'create' || terraform === undefined) return undefined;
  const place = { kind: 'the previous clone' };
  if (terraform.drops.length > 0) return { place, fate: 'dropped' };
  return terraform.erases.length > 0 ? { place, fate: 'erased' } : undefined;
}

/** What the picture writes at a previous cluster. */
export const FATES: Readonly<Record<Previous['fate'], string>> = {
  erased: 'ERASED',
  dropped: 'DROPPED',
  kept: 'keeps running',
};
