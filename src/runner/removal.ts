import { existsSync, rmSync } from 'node:fs';
import { writeDurably } from './durable-file';
import type { Journal } from './journal';

/**
 * Notes that Terraform destroys the restore for good: it removes this step before it drops the cluster, and keeps it
 * where it restores again. A drop cannot tell the two apart otherwise.
 */
export function noteRemoval(journal: Journal): void {
  journal.prepare();
  writeDurably(fileOf(journal), '');
}

/** Whether the drop that follows is for good. */
export function isRemoved(journal: Journal): boolean {
  return existsSync(fileOf(journal));
}

/** Whatever was noted is over: something was dropped, or restored again. */
export function forgetRemoval(journal: Journal): void {
  rmSync(fileOf(journal), { force: true });
}

function fileOf({ folder }: Journal): string {
  return `${folder}/removed`;
}
