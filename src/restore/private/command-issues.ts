import { Token } from 'cdktf';
import type { Issue } from '../../evaluation/issue';

const LONGEST_COMMAND_SECONDS = 3600;

type Problem = Omit<Issue, 'ruleId'>;

/** What is wrong with a command: it must be a list whose first string names a program. */
export function argvProblems(argv: unknown, path: string, example: string): Problem[] {
  if (!Array.isArray(argv) || argv.some((word) => typeof word !== 'string')) {
    const problem = 'needs a command as a list of strings';
    return [{ path, problem, got: argv ?? null, fix: `Write it as ${example}` }];
  }
  if (Token.isUnresolved(argv)) {
    const fix = 'Give the list itself; its strings may be tokens';
    return [{ path, problem: 'needs a command that is known at synth', fix }];
  }
  const [first = ''] = argv as string[];
  if (first.trim() !== '') return [];
  return [{ path, problem: 'needs a program to start', got: first, fix: 'Give its name' }];
}

/** What is wrong with the time that a command may take; `name` is the option. */
export function secondsProblems(
  seconds: unknown,
  path: string,
  name = 'a timeoutSeconds',
): Problem[] {
  if (seconds === undefined) return [];
  const fix = 'The default is 60';
  if (Token.isUnresolved(seconds)) {
    return [{ path, problem: `needs ${name} that is known at synth`, fix }];
  }
  if (typeof seconds !== 'number') {
    return [{ path, problem: `needs ${name} that is a number`, got: seconds, fix }];
  }
  if (!(seconds > 0)) {
    return [{ path, problem: 'must give the command more than 0 seconds', got: seconds, fix }];
  }
  if (seconds <= LONGEST_COMMAND_SECONDS) return [];
  const problem = `must give the command at most ${LONGEST_COMMAND_SECONDS} seconds`;
  return [{ path, problem, got: seconds, fix }];
}
