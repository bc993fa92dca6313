import { Token } from 'cdktf';
import type { Issue } from '../../contract/issue';
import { type PasswordSink, PasswordSinkKind } from '../password-sink';
import { type AboutProps, aboutIssues } from './about';

/** The props that every restore has, whatever the vendor. */
export interface CommonProps extends AboutProps {
  readonly timeoutMinutes?: number;
  readonly passwordSink?: PasswordSink;
}

const LONGEST_TIMEOUT_MINUTES = 7 * 24 * 60;

/** What is wrong with the props that every restore has. */
export function commonIssues(props: CommonProps, ruleId: string, passwordFileOf?: string): Issue[] {
  return [
    ...timeoutIssues(props, ruleId),
    ...sinkIssues(props, ruleId),
    ...sharedFileIssues(props, ruleId, passwordFileOf),
    ...aboutIssues(props, ruleId),
  ];
}

function timeoutIssues({ timeoutMinutes: minutes }: CommonProps, ruleId: string): Issue[] {
  if (minutes === undefined || Token.isUnresolved(minutes)) {
    const problem = 'must be known at synth';
    const fix = 'Give a number: the spec of the wait step is written from it';
    return minutes === undefined ? [] : [{ ruleId, path: 'timeoutMinutes', problem, fix }];
  }
  if (minutes > 0 && minutes <= LONGEST_TIMEOUT_MINUTES) return [];
  const problem = `must be more than 0 and at most ${LONGEST_TIMEOUT_MINUTES} (7 days)`;
  const fix = 'Give the minutes that a restore may take; the default is 360';
  return [{ ruleId, path: 'timeoutMinutes', problem, got: minutes, fix }];
}

function sharedFileIssues(
  { passwordSink: sink }: CommonProps,
  ruleId: string,
  owner: string | undefined,
): Issue[] {
  if (owner === undefined) return [];
  const problem = `must be a file of its own, and ${owner} writes its password there`;
  const fix = 'Choose another file: one password would overwrite the other';
  return [{ ruleId, path: 'passwordSink', problem, got: sink?.target[0], fix }];
}

function sinkIssues({ passwordSink: sink }: CommonProps, ruleId: string): Issue[] {
  if (sink === undefined || sink.kind === PasswordSinkKind.DISCARD) return [];
  const path = 'passwordSink';
  const [first = ''] = sink.target;
  if (first.trim() === '') {
    const isFile = sink.kind === PasswordSinkKind.FILE;
    const problem = isFile ? 'needs the path of a file' : 'needs a program to start';
    const fix = isFile
      ? 'Give a path such as "../../../secrets/staging.password"'
      : 'Give its name';
    return [{ ruleId, path, problem, got: first, fix }];
  }
  if (sink.timeoutSeconds !== undefined && !(sink.timeoutSeconds > 0)) {
    const problem = 'must give the command more than 0 seconds';
    return [{ ruleId, path, problem, got: sink.timeoutSeconds, fix: 'The default is 60' }];
  }
  return [];
}
