import { InvalidArgumentError } from 'commander';
import { parseDayOrMoment } from '../text/timestamp';

/** Reads a day or a moment of an option; a day is its beginning. */
export function beginningOf(given: string): Date {
  return parseDayOrMoment(given, '00:00:00.000') ?? refuse();
}

/** Reads a day or a moment of an option; a day is its end. */
export function endOf(given: string): Date {
  return parseDayOrMoment(given, '23:59:59.999') ?? refuse();
}

function refuse(): never {
  throw new InvalidArgumentError(
    'Give a day such as 2026-11-20, or a moment such as 2026-11-20T14:00:00Z.',
  );
}
