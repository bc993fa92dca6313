import type { Issue } from '../../evaluation/issue';
import { NO_SHELL, needsShell } from '../../text/shell-path';
import { type Rerun, RerunScope } from '../rerun';
import { argvProblems, secondsProblems } from './command-issues';
import { isToken } from './tokens';

/** What a drill has besides a restore, as it was given. */
export interface DrillChoices {
  /** Whether it is a drill. */
  readonly isDrill?: boolean;
  readonly rerun?: Rerun;
  readonly timeoutMinutes?: number;
  readonly rtoMinutes?: number;
  readonly rpoMinutes?: number;
  readonly resultsFolder?: string;
  /** Whether that folder lies in the output of synth. */
  readonly isInOutput?: boolean;
  readonly checkContents?: boolean;
  readonly checkCommand?: readonly string[];
  readonly checkTimeoutSeconds?: number;
}

/** The names of the props that a drill has besides those of a restore. */
export const DRILL_PROPS: readonly (keyof DrillChoices)[] = [
  'rtoMinutes',
  'rpoMinutes',
  'resultsFolder',
  'checkContents',
  'checkCommand',
  'checkTimeoutSeconds',
];

type Problem = Omit<Issue, 'ruleId'>;

const LONGEST_RPO_MINUTES = 365 * 24 * 60;
const DEFAULT_TIMEOUT_MINUTES = 360;

/** What is wrong with the props of a drill. */
export function drillProblems(props: DrillChoices): Problem[] {
  if (props.isDrill !== true) return [];
  const { timeoutMinutes, rtoMinutes, rpoMinutes } = props;
  const longest =
    typeof timeoutMinutes === 'number' && !isToken(timeoutMinutes)
      ? timeoutMinutes
      : DEFAULT_TIMEOUT_MINUTES;
  return [
    ...tokenProblems(props),
    ...minutesProblems('rtoMinutes', rtoMinutes, longest, 'timeoutMinutes'),
    ...minutesProblems('rpoMinutes', rpoMinutes, LONGEST_RPO_MINUTES, '365 days'),
    ...folderProblems(props),
    ...contentsProblems(props),
    ...commandProblems(props),
  ];
}

function commandProblems({ checkCommand, checkTimeoutSeconds: got }: DrillChoices): Problem[] {
  const path = 'checkTimeoutSeconds';
  const problems = secondsProblems(got, path, 'a number of seconds');
  if (checkCommand !== undefined) {
    const example = '["node", "check-restore.mjs"]';
    return [...argvProblems(checkCommand, 'checkCommand', example), ...problems];
  }
  if (got === undefined) return problems;
  const fix = 'Give checkCommand, or leave it out';
  return [...problems, { path, problem: 'is set without checkCommand', got, fix }];
}

/** Whatever else made it run again would drop a target, and measure, when nobody asked for a drill. */
function tokenProblems({ rerun }: DrillChoices): Problem[] {
  if (rerun?.scope === RerunScope.TOKEN) return [];
  const fix = 'Give Rerun.onToken("2026-12"): each token is one drill';
  return [{ path: 'rerun', problem: 'needs the token of the drill', got: rerun?.scope, fix }];
}

function minutesProblems(
  path: string,
  minutes: unknown,
  longest: number,
  limit: string,
): Problem[] {
  if (minutes === undefined) return [];
  const fix = 'Give the minutes of the objective, or leave it out';
  if (isToken(minutes)) return [{ path, problem: 'must be known at synth', fix }];
  if (typeof minutes !== 'number') {
    return [{ path, problem: 'must be a number', got: minutes, fix }];
  }
  if (minutes > 0 && minutes <= longest) return [];
  const problem = `must be more than 0 and at most ${longest} (${limit})`;
  return [{ path, problem, got: minutes, fix }];
}

function folderProblems({ resultsFolder: got, isInOutput }: DrillChoices): Problem[] {
  const path = 'resultsFolder';
  if (got === undefined) return [];
  const fix = 'Give a folder such as "drills"';
  if (isToken(got)) return [{ path, problem: 'must be known at synth', fix }];
  if (typeof got !== 'string' || got.trim() === '') {
    return [{ path, problem: 'must be the path of a folder', got, fix }];
  }
  if (needsShell(got)) return [{ path, problem: NO_SHELL, got, fix }];
  if (isInOutput !== true) return [];
  const problem = 'must be outside of the output of synth, which may be deleted at any time';
  return [{ path, problem, got, fix }];
}

function contentsProblems({ checkContents: got }: DrillChoices): Problem[] {
  if (got === undefined || typeof got === 'boolean') return [];
  const problem = isToken(got) ? 'must be known at synth' : 'must be true or false';
  const fix = 'Give a boolean, or leave it out';
  return [{ path: 'checkContents', problem, got: isToken(got) ? undefined : got, fix }];
}
