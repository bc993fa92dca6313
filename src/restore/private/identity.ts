import { type Rerun, RerunScope } from '../rerun';

type Triggers = Readonly<Record<string, string>>;

/** The trigger key of the token of `Rerun.onToken`. */
export const RERUN_TOKEN = 'rerun_token';

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
