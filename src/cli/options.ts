import { InvalidArgumentError, Option } from 'commander';

/** `--now`: reviews of the same output on the same date are the same. */
export function momentOption(): Option {
  return new Option(
    '--now <date>',
    'the date for ages and expiries, ISO 8601; today by default',
  ).argParser(moment);
}

function moment(text: string): Date {
  const value = new Date(text);
  if (/^\d{4}-\d{2}-\d{2}(T.+)?$/.test(text) && !Number.isNaN(value.getTime())) return value;
  throw new InvalidArgumentError('It must be a date such as 2026-11-21 or 2026-11-21T08:00:00Z.');
}

/** For options that may be given again. */
export function collect(value: string, before: readonly string[]): readonly string[] {
  return [...before, value];
}
