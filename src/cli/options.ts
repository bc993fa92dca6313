import { Option } from 'commander';
import { dayOrMoment } from './moment';

/**
 * `--now`: the moment by which rules and policies judge, so that a review can be repeated. A date counts to its end:
 * what expires or gets too old on it is refused.
 */
export function momentOption(): Option {
  return new Option(
    '--now <date>',
    'the date for ages and expiries, ISO 8601, UTC; today by default',
  ).argParser((given) => dayOrMoment(given, 'T23:59:59.999Z'));
}

/** For options that may be given again. */
export function collect(value: string, before: readonly string[]): readonly string[] {
  return [...before, value];
}
