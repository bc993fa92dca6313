import { rmSync } from 'node:fs';
import { readIfThere, writeDurably } from '../journal/durable-file';
import type { Journal } from '../journal/journal';
import type { Terraform } from '../step/step-context';

/** Stands in the note once a drop of the same Terraform has read it. */
const FOR_GOOD = 'for good';

/**
 * Notes that Terraform destroys the restore for good: it removes this step before it drops the cluster, and keeps it
 * where it restores again. A drop cannot distinguish the two otherwise. The note is one of this Terraform: where this step
 * alone is replaced, no drop follows, and the note means nothing to a later one.
 */
export function noteRemoval(journal: Journal, terraform: Pick<Terraform, 'name'>): void {
  journal.prepare();
  writeDurably(fileOf(journal), terraform.name());
}

/** Whether the drop that follows is for good; then it stays so, until something is dropped or restored. */
export function isRemoved(journal: Journal, terraform: Pick<Terraform, 'name'>): boolean {
  const noted = readIfThere(fileOf(journal));
  if (noted === FOR_GOOD) return true;
  if (noted === undefined || noted !== terraform.name()) return false;
  writeDurably(fileOf(journal), FOR_GOOD);
  return true;
}

/** Whatever was noted is over: something was dropped, or restored again. */
export function forgetRemoval(journal: Journal): void {
  rmSync(fileOf(journal), { force: true });
}

function fileOf({ folder }: Journal): string {
  return `${folder}/removed`;
}
