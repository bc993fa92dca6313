import type { Issue } from '../../evaluation/issue';
import type { ClonedEnvironmentProps } from '../cloned-environment-props';
import { aboutIssues } from './about';
import { stepProblems } from './common-issues';
import type { EnvironmentFacts } from './environment';
import { isToken } from './tokens';
import { unknownProps } from './unknown-props';

const RULE = 'ENVIRONMENT';
const NAME = /^[a-z0-9](?:[a-z0-9-]{0,28}[a-z0-9])?$/;
const PROPS = ['name', 'owner', 'dataClass', 'expires', 'passwordSink', 'sequential'];

/** What is wrong with an environment, all of it. `sameName`: the environment that has the name already. */
export function environmentIssues(
  props: ClonedEnvironmentProps,
  sameName: string | undefined,
): Issue[] {
  const { passwordSink, sequential } = props;
  const isWrongFlag = sequential !== undefined && typeof sequential !== 'boolean';
  return [
    ...unknownProps(props, PROPS, RULE),
    ...nameIssues(props.name, sameName),
    ...textIssues(props),
    ...expiryIssues(props.expires),
    ...(passwordSink === undefined
      ? []
      : stepProblems({ passwordSink, hasPassword: true }).map((one) => ({ ruleId: RULE, ...one }))),
    ...(isWrongFlag
      ? [issue('sequential', 'must be true or false', sequential, 'Give a boolean')]
      : []),
  ];
}

/** Those of the props that are right: members carry on with them, so that each problem is reported once. */
export function soundFacts(props: ClonedEnvironmentProps): EnvironmentFacts {
  const { name, owner, dataClass, expires, passwordSink, sequential } = props;
  const isWrong = (path: 'owner' | 'dataClass', got: unknown) =>
    typeof got !== 'string' || aboutIssues({ [path]: got }, RULE).length > 0;
  const isOver = expiryIssues(expires).length > 0;
  const sinks = stepProblems({ passwordSink, hasPassword: true });
  return {
    environment: String(name),
    ...(isWrong('owner', owner) ? {} : { owner }),
    ...(isWrong('dataClass', dataClass) ? {} : { dataClass }),
    ...(isOver ? {} : { expiresOn: expires.date }),
    ...(isOver || expires.reason === undefined ? {} : { expiryReason: expires.reason }),
    ...(sinks.length > 0 ? {} : { passwordSink }),
    isSequential: sequential === true,
  };
}

function nameIssues(name: unknown, sameName: string | undefined): Issue[] {
  const fix = 'Choose a name such as "pr-12"';
  if (isToken(name)) {
    return [issue('name', 'must be known at synth', undefined, 'Give a string')];
  }
  if (typeof name !== 'string' || !NAME.test(name)) {
    const problem =
      'must be 1 to 30 lower-case letters, digits and hyphens, with a letter or digit at both ends';
    return [issue('name', problem, name, fix)];
  }
  if (sameName === undefined) return [];
  return [issue('name', `must be unique in the app, but ${sameName} has it`, name, fix)];
}

function textIssues(props: ClonedEnvironmentProps): Issue[] {
  return (['owner', 'dataClass'] as const).flatMap((path) => {
    const got: unknown = props[path];
    const fix = path === 'owner' ? 'Give the team or the person' : 'Give it, for example "public"';
    // Both are required here: nobody may leave one out.
    if (got !== undefined)
      return aboutIssues({ [path]: got }, RULE).map((one) => ({ ...one, fix }));
    return [issue(path, 'is missing; it must be a string', undefined, fix)];
  });
}

function expiryIssues(expires: unknown): Issue[] {
  const path = 'expires';
  const fix = 'Write it as Expiry.on("2026-12-31") or Expiry.daysAfter("2026-12-01", 14)';
  const { _problem: problemOf } = (expires ?? {}) as { _problem?: unknown };
  if (typeof problemOf !== 'function') {
    const missing =
      expires === undefined ? 'is missing; it must be an Expiry' : 'must be an Expiry';
    return [issue(path, missing, expires, fix)];
  }
  const wrong = problemOf.call(expires) as { problem: string; got: unknown } | undefined;
  return wrong === undefined ? [] : [issue(path, wrong.problem, wrong.got, fix)];
}

function issue(path: string, problem: string, got: unknown, fix: string): Issue {
  return { ruleId: RULE, path, problem, got, fix };
}
