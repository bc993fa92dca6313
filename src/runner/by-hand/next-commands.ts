import { shellWord } from '../../text/shell-word';

/** Says to `adopt` that the sink has the password, where the journal is missing. */
export const PASSWORD_DELIVERED = 'password=delivered';

/** The command by which a person adopts what the API showed, for a message. */
export function adoptCommand(program: string, key: string, ...pairs: readonly string[]): string {
  return `"${[program, 'adopt', key, ...pairs.map(shellWord)].join(' ')}"`;
}

/** The variable by which the next apply adopts, wherever it runs. */
export const ADOPT_VARIABLE = 'CLUSTER_RESTORE_ADOPT';

/** Both ways to adopt: the command needs the journal of this folder, the variable needs nothing. */
export function adoptWays(program: string, key: string, pair: string): string {
  return `run ${adoptCommand(program, key, pair)} and apply again, or, if this folder is not kept, apply once with ${ADOPT_VARIABLE}=${shellWord(pair)}`;
}

/** The command by which a person gives up what the journal records. */
export function discardCommand(program: string, key: string): string {
  return `"${program} discard ${key}"`;
}

/** The command by which a person gives what another state began to the one that is applied next. */
export function releaseCommand(program: string, key: string): string {
  return `"${program} release ${key}"`;
}

/**
 * How a restore is done again. A clone that is kept until the next one is verified is known by its token, and its steps
 * are not replaced: a replaced one is never dropped.
 */
export function restoreAgain(spec: {
  readonly submitAddress: string;
  readonly replacement?: string | undefined;
}): string {
  return spec.replacement === undefined
    ? `restore again: terraform apply -replace='${spec.submitAddress}'`
    : 'change the token of Rerun.onToken and apply: the previous clone stays until then';
}
