import { marked } from '../../text/marked';
import { counted } from '../../text/text';
import type { PlannedRestore } from '../model/schema';

const DAY_MS = 24 * 60 * 60 * 1000;

/** That the end of an environment was moved to a later day, and whether somebody said why. */
export function prolongedNotes(
  { about: base }: PlannedRestore,
  { about: head }: PlannedRestore,
): string[] {
  const { environment, expiresOn, expiryReason } = head;
  if (environment === undefined || expiresOn === undefined || base.expiresOn === undefined)
    return [];
  const days = (Date.parse(expiresOn) - Date.parse(base.expiresOn)) / DAY_MS;
  if (!(days > 0)) return [];
  const isSame = expiryReason === undefined || expiryReason === base.expiryReason;
  const why = isSame ? 'without a new reason' : `reason: ${marked(expiryReason)}`;
  return [`environment ${marked(environment)} is prolonged by ${counted(days, 'day')}, ${why}`];
}
