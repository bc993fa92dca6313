import { createHash } from 'node:crypto';
import { RERUN_TOKEN } from '../../spec/step-resources';
import { hasToken } from '../../spec/templates';
import { type Rerun, RerunScope } from '../rerun';

type Triggers = Readonly<Record<string, string>>;

/**
 * Divides the trigger keys of a restore into those whose change restores again and those that only the
 * reader sees.
 */
export function identityOf(
  rerun: Rerun,
  target: Triggers,
  details: Triggers,
): { readonly identity: Triggers; readonly ignored: Triggers } {
  switch (rerun.scope) {
    case RerunScope.ANYTHING:
      return { identity: { ...target, ...details }, ignored: {} };
    case RerunScope.TOKEN:
      return { identity: { [RERUN_TOKEN]: rerun.token ?? '' }, ignored: { ...target, ...details } };
    case RerunScope.NEVER:
      return { identity: {}, ignored: { ...target, ...details } };
    case RerunScope.BACKUP:
      return { identity: target, ignored: details };
  }
}

const LONGEST_IN_SPEC = 256;

/**
 * The identity as the spec has it, where it only tells one restore from another: a long value, for example the
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
