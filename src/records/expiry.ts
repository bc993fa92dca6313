import type { About } from '../spec/spec';
import { isPast } from '../text/timestamp';

/** Whether the day on which the restored data expires is past; the day itself counts in full. */
export function isPastEnd({ expiresOn }: About, now: Date): boolean {
  return expiresOn !== undefined && isPast(expiresOn, now);
}

/** Whose it is and since when it should be gone, in words. */
export function expiredText({ owner, expiresOn }: About): string {
  return `expired on ${expiresOn} (owner: ${owner ?? 'not stated'})`;
}
