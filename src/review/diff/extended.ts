import { mark } from '../../text/marked';
import { pluralize } from '../../text/text';
import { datesApart } from '../model/clock';
import type { PlannedRestore } from '../model/schema';

/** That the end of an environment was moved to a later day, and whether somebody said why. */
export function extendedNotes(
  { about: base }: PlannedRestore,
  { about: head }: PlannedRestore,
): string[] {
  const { environment, expiresOn, expiryReason } = head;
  if (environment === undefined || expiresOn === undefined || base.expiresOn === undefined)
    return [];
  const days = datesApart(new Date(base.expiresOn), new Date(expiresOn));
  if (!(days > 0)) return [];
  const isSame = expiryReason === undefined || expiryReason === base.expiryReason;
  const why = isSame ? 'without a new reason' : `reason: ${mark(expiryReason)}`;
  return [`environment ${mark(environment)} is extended by ${pluralize(days, 'day')}, ${why}`];
}
