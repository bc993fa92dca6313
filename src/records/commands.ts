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
 * afterwards; `name` is that of the cluster.
 */
export function takeDown(records: Records, entry: LedgerEntry, name: string | undefined): string {
  const { declared, inState } = entry;
  const address = inState?.submitAddress ?? declared?.submitAddresses[0] ?? entry.path;
  const destroy = `${terraform(records, entry)} destroy -target=${shellWord(address)}`;
  const isRetained = declared?.removalPolicy === 'retain' && name !== undefined;
  return isRetained ? `${destroy} && ${sweepDelete(records, name)}` : destroy;
}

/** Takes the members of an environment down in one run; a destroy drops whatever one of them made. */
export function takeDownAll(records: Records, members: readonly LedgerEntry[]): string {
  const [first] = members;
  const targets = members.map(({ inState, declared, path }) => {
    const address = inState?.submitAddress ?? declared?.submitAddresses[0] ?? path;
    return `-target=${shellWord(address)}`;
  });
  return first === undefined
    ? ''
    : `${terraform(records, first)} destroy ${[...new Set(targets)].sort().join(' ')}`;
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

/** Drops a cluster that nothing declares. */
export function sweepDelete({ output }: Records, name: string): string {
  return `npx cluster-restore sweep ${shellWord(output)} --delete --yes-name ${shellWord(name)}`;
}
