import { join } from 'node:path';
import { shellWord } from '../text/shell-word';
import type { LedgerEntry } from './ledger';
import type { Records } from './records';

/** Terraform in the folder of a stack, as a person calls it from where the output was named. */
function terraform(
  { output }: Records,
  { stack, workspace }: Pick<LedgerEntry, 'stack' | 'workspace'>,
): string {
  const select = workspace === 'default' ? '' : `TF_WORKSPACE=${shellWord(workspace)} `;
  return `${select}terraform -chdir=${shellWord(join(output, 'stacks', stack))}`;
}

/**
 * Takes a restore down: its other steps go with the one that sends the request. What destroy retains is dropped
 * afterwards; `name` is that of the cluster. What a destroy would forget without a drop is left to `sweep`.
 */
export function takeDown(records: Records, entry: LedgerEntry, name: string | undefined): string {
  // The next apply drops it.
  if (entry.isRemoving) return applyAgain(records, entry);
  const left = name === undefined ? sweepEach(records) : sweepDelete(records, name);
  if (!isDroppedByDestroy(entry)) return left;
  const destroy = destroyOf(records, [entry]);
  const isRetained = entry.declared?.removalPolicy === 'retain' && name !== undefined;
  return isRetained ? `${destroy} && ${left}` : destroy;
}

/**
 * Takes the members of an environment down in one run; a destroy drops whatever one of them made. What it would forget
 * without a drop is dropped by its typed name: first where the same address holds it, because its record goes with that.
 */
export function takeDownAll(records: Records, members: readonly LedgerEntry[]): string {
  const destroyed = members.filter(isDroppedByDestroy);
  if (destroyed.length === 0 || members.some(({ inState }) => inState?.isDeposed)) {
    return sweepEach(records);
  }
  const destroy = destroyOf(records, destroyed);
  return destroyed.length === members.length ? destroy : `${destroy} && ${sweepEach(records)}`;
}

/** Whether Terraform runs the destroy step of a restore: the code has it, and the state may hold it. */
function isDroppedByDestroy({ declared, inState, isStateKnown }: LedgerEntry): boolean {
  if (declared === undefined || inState?.isDeposed) return false;
  return inState !== undefined || !isStateKnown;
}

/** One run for all; Terraform runs no destroy step of what is tainted. */
function destroyOf(records: Records, entries: readonly LedgerEntry[]): string {
  const [first] = entries;
  if (first === undefined) return '';
  const untainted = entries.filter(({ inState }) => inState?.isTainted);
  const targets = entries.map(({ inState, declared, path }) => {
    const address = inState?.submitAddress ?? declared?.submitAddresses[0] ?? path;
    return `-target=${shellWord(address)}`;
  });
  const destroy = `${terraform(records, first)} destroy ${[...new Set(targets)].sort().join(' ')}`;
  return [...untainted.map((one) => untaint(records, one)), destroy].join(' && ');
}

/** Applies the stack again. */
export function applyAgain(records: Records, entry: LedgerEntry): string {
  return `${terraform(records, entry)} apply`;
}

/** Applies a stack, and adopts what was restored by hand; whoever did that has its password. */
export function applyAdopting(records: Records, stack: string, id: string): string {
  const named = shellWord(`${id} password=delivered`);
  return `CLUSTER_RESTORE_ADOPT=${named} ${terraform(records, { stack, workspace: 'default' })} apply`;
}

/** Makes Terraform run the destroy step of what it holds for broken. */
export function untaint(records: Records, entry: LedgerEntry): string {
  return `${terraform(records, entry)} untaint ${shellWord(entry.inState?.address ?? '')}`;
}

/** Sends the restore again. */
export function restoreAgain(records: Records, entry: LedgerEntry): string {
  const address = entry.inState?.submitAddress ?? entry.declared?.submitAddresses[0] ?? '';
  return `${terraform(records, entry)} apply -replace=${shellWord(address)}`;
}

/** Asks for the name of each thing that may be dropped. */
function sweepEach({ output }: Records): string {
  return `npx cluster-restore sweep ${shellWord(output)} --delete`;
}

/** Drops a cluster that nothing declares. */
export function sweepDelete({ output }: Records, name: string): string {
  return `npx cluster-restore sweep ${shellWord(output)} --delete --yes-name ${shellWord(name)}`;
}
