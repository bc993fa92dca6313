import { type Command, Option } from 'commander';
import { endOf } from './moment';

/**
 * `--now`: the moment by which rules and policies judge, so that a review can be repeated. A date counts to its end:
 * what expires or gets too old on it is refused.
 */
export function momentOption(): Option {
  return new Option(
    '--now <date>',
    'the time of the review; a date means the end of that day (UTC); now by default',
  ).argParser(endOf);
}

/** Shows a call below the help of a command. Tests run it: a reader copies it. */
export function example(command: Command, line: string): Command {
  return command.addHelpText('after', `\nExample:\n  ${line}`);
}

/** `--terraform-plan`: what Terraform itself will do, and the values that it knows. */
export function terraformPlanOption(): Option {
  return new Option(
    '--terraform-plan <file>',
    'the output of `terraform show -json <plan>`, or <stack>=<file>; repeatable',
  )
    .argParser(collect)
    .default([], 'none');
}

/** For repeatable options. */
export function collect(value: string, before: readonly string[]): readonly string[] {
  return [...before, value];
}
