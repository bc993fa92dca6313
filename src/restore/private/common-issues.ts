import { type ITerraformDependable, Token } from 'cdktf';
import type { Issue } from '../../evaluation/issue';
import type { AcknowledgedRule } from '../../evaluation/rule';
import { NO_SHELL, needsShell } from '../../text/shell-path';
import { isPlain } from '../../text/text';
import { type PasswordSink, PasswordSinkKind } from '../password-sink';
import { RemovalPolicy } from '../removal-policy';
import { type Rerun, RerunScope } from '../rerun';
import { type AboutProps, aboutIssues } from './about';
import { argvProblems, secondsProblems } from './command-issues';
import { type DrillChoices, drillProblems } from './drill-issues';
import { isToken } from './tokens';
import { unknownProps } from './unknown-props';

/** The props that every restore has, whatever the vendor. */
export interface CommonProps extends AboutProps, DrillChoices {
  readonly acknowledge?: readonly AcknowledgedRule[];
  readonly rerun?: Rerun;
  readonly removalPolicy?: RemovalPolicy;
  readonly timeoutMinutes?: number;
  readonly passwordSink?: PasswordSink;
  /** Whether the vendor gives a password, which must go somewhere. */
  readonly hasPassword?: boolean;
  readonly detectDrift?: boolean;
  readonly dependsOn?: readonly ITerraformDependable[];
  readonly formerPath?: string;
  /** The paths of the construct and of its stack. */
  readonly paths?: { readonly own: string; readonly stack: string };
}

const LONGEST_TIMEOUT_MINUTES = 7 * 24 * 60;

type Problem = Omit<Issue, 'ruleId'>;

/** What is wrong with the props that every restore has. */
export function commonIssues(props: CommonProps, ruleId: string, passwordFileOf?: string): Issue[] {
  const problems = [...stepProblems(props), ...sharedFileProblems(props, passwordFileOf)];
  return [...problems.map((problem) => ({ ruleId, ...problem })), ...aboutIssues(props, ruleId)];
}

/** What is wrong with the props that the steps are made of. */
export function stepProblems(props: CommonProps): Problem[] {
  return [
    ...timeoutProblems(props),
    ...sinkProblems(props),
    ...rerunProblems(props),
    ...removalProblems(props),
    ...acknowledgeProblems(props),
    ...driftProblems(props),
    ...dependencyProblems(props),
    ...drillProblems(props),
    ...formerPathProblems(props),
  ];
}

/** The entries of `acknowledge` that are what they should be. */
export function wellFormed(entries: unknown): AcknowledgedRule[] {
  return Array.isArray(entries) ? entries.filter(isAcknowledgement) : [];
}

/** The file that gets the password; empty where it goes elsewhere. */
export function passwordFileOf({ passwordSink: sink }: CommonProps): string {
  if (sink?.kind !== PasswordSinkKind.FILE) return '';
  const file: unknown = sink.target?.[0];
  return typeof file === 'string' ? file : '';
}

const ACKNOWLEDGEMENT: readonly string[] = ['ruleId', 'reason'];

function isAcknowledgement(entry: unknown): entry is AcknowledgedRule {
  const { ruleId, reason } = (entry ?? {}) as Partial<AcknowledgedRule>;
  return (
    typeof ruleId === 'string' &&
    typeof reason === 'string' &&
    Object.keys(entry as object).every((name) => ACKNOWLEDGEMENT.includes(name))
  );
}

/** The problems of a list: that it is none, and those of each entry. */
function listProblems(
  path: string,
  list: unknown,
  fix: string,
  problemsOf: (entry: unknown, at: Pick<Problem, 'path' | 'got' | 'fix'>) => Problem[],
): Problem[] {
  if (list === undefined) return [];
  if (!Array.isArray(list)) return [{ path, problem: 'must be a list', got: list, fix }];
  // What is left out between two commas is an entry, too.
  return Array.from(list, (entry: unknown) => entry).flatMap((entry, index) =>
    problemsOf(entry, { path: `${path}[${index}]`, got: entry, fix }),
  );
}

function acknowledgeProblems({ acknowledge }: CommonProps): Problem[] {
  const fix = 'Write it as { ruleId: "…", reason: "why the finding is accepted" }';
  return listProblems('acknowledge', acknowledge, fix, (entry, at) => {
    if (isAcknowledgement(entry)) return [];
    const isObject =
      typeof entry === 'object' && entry !== null && !Array.isArray(entry) && isPlain(entry);
    const others = isObject ? unknownProps(entry, ACKNOWLEDGEMENT, '', at.path) : [];
    if (others.length > 0) return others.map(({ ruleId: _none, ...other }) => other);
    return [{ ...at, problem: 'must be a rule and a reason, both strings' }];
  });
}

function dependencyProblems({ dependsOn }: CommonProps): Problem[] {
  const fix = 'List resources, data sources, modules or restores';
  return listProblems('dependsOn', dependsOn, fix, (entry, at) => {
    const { fqn } = (entry ?? {}) as { readonly fqn?: unknown };
    if (typeof fqn === 'string' && fqn !== '') return [];
    return [{ ...at, problem: 'must be a construct that Terraform can depend on' }];
  });
}

function formerPathProblems({ formerPath: got, paths }: CommonProps): Problem[] {
  if (got === undefined) return [];
  const path = 'formerPath';
  const { own = '', stack = '' } = paths ?? {};
  const fix = `Copy it from the review, for example ${JSON.stringify(`${stack}/articles`)}`;
  if (isToken(got)) {
    return [{ path, problem: 'must be known at synth', fix }];
  }
  if (typeof got !== 'string') return [{ path, problem: 'must be a string', got, fix }];
  if (!got.startsWith(`${stack}/`) || got.split('/').includes('')) {
    const problem = `must be a path in the stack ${JSON.stringify(stack)}: moved blocks do not lead to another state`;
    return [{ path, problem, got, fix }];
  }
  if (got !== own) return [];
  const problem = 'must differ from the present path';
  return [{ path, problem, got, fix: 'Leave the prop out' }];
}

function rerunProblems({ rerun }: CommonProps): Problem[] {
  if (rerun === undefined) return [];
  const path = 'rerun';
  const scope: unknown = rerun?.scope;
  if (!Object.values<unknown>(RerunScope).includes(scope)) {
    const fix = 'Create it with Rerun, for example Rerun.whenBackupChanges, or leave the prop out';
    return [{ path, problem: 'must be a Rerun', got: rerun, fix }];
  }
  const token: unknown = rerun.token;
  if (scope !== RerunScope.TOKEN || (typeof token === 'string' && token.trim() !== '')) return [];
  const problem = 'needs a token that is not blank';
  const fix = 'Give Rerun.onToken a date or a ticket number; a variable may be empty';
  return [{ path, problem, got: token, fix }];
}

function removalProblems({ removalPolicy }: CommonProps): Problem[] {
  if (removalPolicy === undefined) return [];
  const path = 'removalPolicy';
  if (isToken(removalPolicy)) {
    const fix = 'Give a member of RemovalPolicy: whether there is a step that drops depends on it';
    return [{ path, problem: 'must be known at synth', fix }];
  }
  if (Object.values<unknown>(RemovalPolicy).includes(removalPolicy)) return [];
  const problem = 'must be RemovalPolicy.RETAIN or RemovalPolicy.DESTROY';
  return [{ path, problem, got: removalPolicy, fix: 'Use a member of the enum' }];
}

function driftProblems({ detectDrift: got }: CommonProps): Problem[] {
  if (got === undefined || typeof got === 'boolean') return [];
  const problem = isToken(got) ? 'must be known at synth' : 'must be true or false';
  const fix = 'Give a boolean: the step is written from it';
  return [{ path: 'detectDrift', problem, ...(isToken(got) ? {} : { got }), fix }];
}

function timeoutProblems({ timeoutMinutes: minutes }: CommonProps): Problem[] {
  if (minutes === undefined) return [];
  const path = 'timeoutMinutes';
  if (Token.isUnresolved(minutes)) {
    const fix = 'Give a number: the spec of the wait step is written from it';
    return [{ path, problem: 'must be known at synth', fix }];
  }
  const fix = 'Give the minutes that a restore may take; the default is 360';
  if (typeof minutes !== 'number') {
    return [{ path, problem: 'must be a number', got: minutes, fix }];
  }
  if (minutes > 0 && minutes <= LONGEST_TIMEOUT_MINUTES) return [];
  const problem = `must be more than 0 and at most ${LONGEST_TIMEOUT_MINUTES} (7 days)`;
  return [{ path, problem, got: minutes, fix }];
}

function sharedFileProblems(
  { passwordSink: sink }: CommonProps,
  owner: string | undefined,
): Problem[] {
  if (owner === undefined) return [];
  const problem = `must be a separate file, and ${owner} writes its password there`;
  const fix = 'Choose another file: one password would overwrite the other';
  return [{ path: 'passwordSink', problem, got: sink?.target[0], fix }];
}

function sinkProblems({ passwordSink: sink, hasPassword = false }: CommonProps): Problem[] {
  if (!hasPassword) return [];
  const path = 'passwordSink';
  const kind: unknown = sink?.kind;
  if (!Object.values<unknown>(PasswordSinkKind).includes(kind)) {
    // What is there may be the password itself: it is not shown.
    const fix =
      'Create it with PasswordSink.file, .command or .discard: the vendor shows the password once';
    return [{ path, problem: 'needs a PasswordSink', fix }];
  }
  if (sink === undefined || kind === PasswordSinkKind.DISCARD) return [];
  return kind === PasswordSinkKind.FILE ? fileProblems(sink, path) : commandProblems(sink, path);
}

function fileProblems({ target }: PasswordSink, path: string): Problem[] {
  const file: unknown = target[0];
  const fix = 'Give a path such as "../../../secrets/staging.password"';
  if (typeof file !== 'string' || file.trim() === '') {
    return [{ path, problem: 'needs the path of a file', got: file ?? '', fix }];
  }
  return needsShell(file) ? [{ path, problem: NO_SHELL, got: file, fix }] : [];
}

function commandProblems(sink: PasswordSink, path: string): Problem[] {
  const { target, timeoutSeconds } = sink;
  const wrong = argvProblems(
    target,
    path,
    '["vault", "kv", "put", "secret/staging", "password=-"]',
  );
  if (wrong.length > 0) return wrong;
  const [unknown] = sink._unknownOptions?.() ?? [];
  if (unknown !== undefined) {
    const problem = `has no option ${JSON.stringify(unknown)}`;
    return [{ path, problem, fix: 'The only option of a command is timeoutSeconds' }];
  }
  return secondsProblems(timeoutSeconds, path);
}
