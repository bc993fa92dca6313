import { createHash } from 'node:crypto';
import { RERUN_TOKEN } from './step-resources';
import { hasToken } from './templates';

/** Which changes restore again, as `Rerun` has it. */
export interface RerunChoice {
  /** A value of `RerunScope`, which is public and stands with the constructs. */
  readonly scope: string;
  readonly token?: string | undefined;
}

type Triggers = Readonly<Record<string, string>>;

/**
 * Divides the trigger keys of a restore into those whose change restores again and those that only the
 * reader sees.
 */
export function identityOf(
  rerun: RerunChoice,
  target: Triggers,
  details: Triggers,
): { readonly identity: Triggers; readonly ignored: Triggers } {
  switch (rerun.scope) {
    case 'anything':
      return { identity: { ...target, ...details }, ignored: {} };
    case 'token':
      return { identity: { [RERUN_TOKEN]: rerun.token ?? '' }, ignored: { ...target, ...details } };
    case 'never':
      return { identity: {}, ignored: { ...target, ...details } };
    default:
      return { identity: target, ignored: details };
  }
}

const LONGEST_IN_SPEC = 256;

/**
 * The identity as the spec has it, where it only distinguishes one restore from another: a long value, for example the
 * bodies of 500 requests, stands as its hash, because a spec must fit into one environment variable.
 */
export function identityInSpec(identity: Triggers): Triggers {
  return Object.fromEntries(
    Object.entries(identity).map(([name, value]) => [
      name,
      value.length <= LONGEST_IN_SPEC || hasToken(value) ? value : `sha256 ${hashOf(value)}`,
    ]),
  );
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
