import { daysBetween, parseTimestamp } from '../../text/timestamp';

/** The days from a time to a moment, with fractions; negative where the time is to come. */
export function daysSince(time: string, moment: Date): number {
  return daysBetween(parseTimestamp(time) ?? moment, moment);
}
