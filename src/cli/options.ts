import { Option } from 'commander';
import { endOf } from './moment';

/**
 * `--now`: the moment by which rules and policies judge, so that a review can be repeated. A date counts to its end:
 * what expires or gets too old on it is refused.
 */
export function momentOption(): Option {
  return new Option(
    '--now <date>',
    'the moment of the review, or a date, which counts to its end (UTC); now by default',
  ).argParser(endOf);
}

/** For options that may be given again. */
export function collect(value: string, before: readonly string[]): readonly string[] {
  return [...before, value];
}
