import { rmSync } from 'node:fs';
import { readIfThere, writeDurably } from '../journal/durable-file';
import type { Journal } from '../journal/journal';
import type { Terraform } from '../step/step-context';

/** Notes that the timeout of a restore passed while its group waited: in this very apply nothing waits for it again. */
export function noteTimedOut(journal: Journal, { name }: Pick<Terraform, 'name'>): void {
  journal.prepare();
  writeDurably(journal.timedOutFile, name());
}

/** Whether the group of a restore has noted that in this very apply. The note of another apply counts for nothing. */
export function takeTimedOut(journal: Journal, { name }: Pick<Terraform, 'name'>): boolean {
  const noted = readIfThere(journal.timedOutFile);
  if (noted === undefined) return false;
  rmSync(journal.timedOutFile, { force: true });
  return noted === name();
}
