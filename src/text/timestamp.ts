const RFC_3339 = /^(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2})(\.\d+)?(Z|[+-]\d{2}:\d{2})$/;

/** The moment that an RFC 3339 text names, with any number of fractional digits; else `undefined`. */
export function parseTimestamp(text: string | undefined | null): Date | undefined {
  const [, seconds, fraction = '', zone] = RFC_3339.exec(text ?? '') ?? [];
  if (seconds === undefined || zone === undefined) return undefined;
  // A Date holds milliseconds: the digits after the third are cut, not rounded.
  const at = new Date(`${seconds}${fraction.slice(0, 4)}${zone}`);
  return Number.isNaN(at.getTime()) ? undefined : at;
}

const DAY_MS = 24 * 60 * 60 * 1000;

/** The days from one moment to another, with fractions. */
export function daysBetween(from: Date, to: Date): number {
  return (to.getTime() - from.getTime()) / DAY_MS;
}

/**
 * Reads a day or a moment in ISO 8601; a day stands for its given time in UTC. `undefined` for anything else, a
 * moment without a zone too: it would be another one on each machine.
 */
export function parseDayOrMoment(
  given: string,
  time: '00:00:00.000' | '23:59:59.999',
): Date | undefined {
  const isDay = /^\d{4}-\d{2}-\d{2}$/.test(given);
  const isMoment = /^\d{4}-\d{2}-\d{2}T[\d:.]+(Z|[+-]\d{2}:\d{2})$/.test(given);
  if (!isDay && !isMoment) return undefined;
  const at = new Date(isDay ? `${given}T${time}Z` : given);
  return Number.isNaN(at.getTime()) ? undefined : at;
}

/** Whether it is a day as `2026-12-31`, one that exists. */
export function isDay(text: unknown): text is string {
  if (typeof text !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const at = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text);
}

/** Whether a day is over in UTC: it counts in full. */
export function isPast(day: string, now: Date): boolean {
  return now.toISOString().slice(0, 10) > day;
}
