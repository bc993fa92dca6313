import { InvalidArgumentError } from 'commander';

/** Reads a day or a moment in ISO 8601; a day begins at midnight UTC. */
export function momentOf(given: string): Date {
  return dayOrMoment(given, 'T00:00:00Z');
}

/** Reads a day or a moment in ISO 8601; the time is that of a day without one. */
export function dayOrMoment(given: string, time: string): Date {
  const isDay = /^\d{4}-\d{2}-\d{2}$/.test(given);
  // Without a zone it would be another moment on each machine.
  const isMoment = /^\d{4}-\d{2}-\d{2}T[\d:.]+(Z|[+-]\d{2}:\d{2})$/.test(given);
  const at = new Date(isDay ? `${given}${time}` : given);
  if ((isDay || isMoment) && !Number.isNaN(at.getTime())) return at;
  throw new InvalidArgumentError(
    'Give a day such as 2026-11-20, or a moment such as 2026-11-20T14:00:00Z.',
  );
}
