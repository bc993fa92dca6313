import type { ClaimRegister } from '../../evaluation/claims';
import { instanceOf } from '../../spec/step-instance';
import { RERUN_TOKEN } from '../../spec/step-resources';
import { quoted } from '../../text/text';
import { isPast } from '../../text/timestamp';
import type { ReviewContext, ReviewFacts } from '../../vendor/facts';
import { shownPath } from '../../vendor/request';
import type { Vendor } from '../../vendor/vendor';
import type { Output } from '../read/output';
import type { RestoreStep } from '../read/steps';
import type { GroupBlocks } from '../recognition/groups';
import { SourceLists } from '../recognition/source-lists';
import { type RecognisedStep, reviewStack, stacksBeside } from '../recognition/stack-review';
import type { TerraformPlan } from '../terraform/plan-json';
import { alteredFindings } from './altered';
import { backupLine, sinceBackup } from './backup';
import type { ReviewClock } from './clock';
import type { ClusterNames } from './cluster-names';
import { vendorOf } from './definition';
import { drillOf } from './drill';
import { factsOf } from './facts';
import { findingsOf } from './findings';
import { describePassword } from './password';
import { rerunOf } from './rerun';
import type { Reviewed } from './reviewed';
import type { NotReviewed, PlannedRestore, StatePlace } from './schema';
import { unsettledFindings } from './unsettled';

/** A step with the vendor's definition of it. */
export interface ReviewedStep {
  readonly step: RecognisedStep;
  readonly vendor: Vendor;
  readonly operation: Reviewed;
}

/** Everything that a reviewer needs of one restore. */
export function plannedRestore(
  { step, vendor, operation }: ReviewedStep,
  clock: ReviewClock,
  claims: ClaimRegister,
  names: ClusterNames,
): PlannedRestore {
  const { spec, declared } = step;
  const context = new StepContext(step, clock, names);
  const facts = factsOf(step, operation, context);
  const { source, target, version, encryption, size, schedule, backup } = facts;
  const token = step.triggers[RERUN_TOKEN] ?? '';
  const isDrill = spec.drill !== undefined;
  const instance = (address: string) =>
    spec.replacement === undefined ? address : instanceOf(address, token);
  const findings = [
    ...alteredFindings(step),
    ...findingsOf(step, operation, clock, claims),
    ...unsettledFindings(step, facts),
  ];
  return {
    path: spec.path,
    stack: step.stack,
    address: instance(step.address),
    waitAddress: step.waitAddress && instance(step.waitAddress),
    recordAddress: step.recordAddress && instance(step.recordAddress),
    steps: step.steps && stepsOf(step.steps, instance),
    group: step.group && groupOf(step.group),
    former: step.former,
    location: step.location,
    vendor: spec.vendor,
    vendorTitle: vendor.definition.title,
    operation: spec.operation,
    action: facts.action,
    headline: facts.headline,
    destructive: facts.erases.length > 0,
    erases: [...facts.erases],
    rewinds: rewindsOf(facts),
    drops: [],
    findings,
    source,
    backup: backup && backupLine(backup, clock),
    target,
    version,
    encryption,
    size,
    schedule,
    contents: facts.contents,
    items: [...facts.items],
    requests: requestsOf({ step, vendor, operation }, context),
    waitMinutes: spec.timeoutMinutes,
    password: spec.passwordSink && describePassword(spec.passwordSink, step.location.file, isDrill),
    isPasswordDiscarded: spec.passwordSink && spec.passwordSink.kind === 'discard' && !isDrill,
    drill: spec.drill && drillOf(spec.drill, step.environment),
    journal: spec.key,
    removalPolicy: spec.removalPolicy,
    onDestroy: facts.onDestroy,
    rerun: rerunOf(step, operation, facts),
    roles: operation.roles ?? vendor.definition.roles,
    about: aboutOf(spec.about, clock),
    acknowledgements: spec.acknowledge,
    knownAfterApply: declared.unknown.map(({ path, expression }) => ({ path, expression })),
    resolved: [...step.traced],
    declaration: declared.shown,
  };
}

function groupOf({ path, keys, wait, hold }: GroupBlocks): PlannedRestore['group'] {
  return { path, members: keys.length, waitAddress: wait.address, holdAddress: hold?.address };
}

/** The addresses of all steps; the last one has no instances. */
function stepsOf<Steps extends Readonly<Record<string, string>>>(
  steps: Steps,
  instance: (address: string) => string,
): Steps {
  const entries = Object.entries(steps).map(([name, address]) => [
    name,
    name === 'restored' ? address : instance(address),
  ]);
  return Object.fromEntries(entries) as Steps;
}

/** The calls that write, with the vendor's own server in front. */
function requestsOf(
  { step, vendor, operation }: ReviewedStep,
  context: ReviewContext,
): PlannedRestore['requests'] {
  const { server } = vendor.definition;
  const requests = operation.requests(step.declared.shown, context);
  const isDrill = step.spec.drill !== undefined;
  return requests.map(({ method, path, body, note, when }) => ({
    method,
    url: `${server}${shownPath(path)}`,
    body,
    note: isDrill && when === 'drop' ? DROPPED_BY_DRILL : note,
  }));
}

const DROPPED_BY_DRILL =
  'sent when the drill ends, whatever it found, and by `terraform destroy` where it did not end';

/** What a reviewer sees of a step. */
export function reviewFacts({ step, operation }: ReviewedStep, clock: ReviewClock): ReviewFacts {
  return factsOf(step, operation, new StepContext(step, clock, new Map()));
}

/** What was written since the backup, where the target returns to it. */
function rewindsOf({ rewinds, backup }: ReviewFacts): string | undefined {
  return rewinds === true && backup !== undefined ? sinceBackup(backup) : undefined;
}

/** What is said of the purpose; the day until which it is wanted counts in full. */
function aboutOf(about: RestoreStep['spec']['about'], clock: ReviewClock): PlannedRestore['about'] {
  if (about?.expiresOn === undefined) return about ?? {};
  return { ...about, isOver: isPast(about.expiresOn, clock.now) };
}

/** What a description may know of one restore. */
class StepContext implements ReviewContext {
  readonly path: string;
  readonly identity: Readonly<Record<string, string>>;
  readonly removalPolicy: 'destroy' | 'retain';
  readonly replacement: string | undefined;
  readonly isUnknown: (path: string) => boolean;
  readonly nameOf: (id: string) => string | undefined;

  constructor(
    { spec, declared }: RestoreStep,
    private readonly clock: ReviewClock,
    names: ClusterNames,
  ) {
    this.path = spec.path;
    this.identity = spec.identity as Readonly<Record<string, string>>;
    this.removalPolicy = spec.removalPolicy;
    this.replacement = spec.replacement;
    this.isUnknown = declared.isUnknown;
    this.nameOf = (id) => names.get(id);
  }

  get now(): Date {
    return this.clock.now;
  }
}

/** All that an output holds: its restores with their definitions, by path, and what is not reviewed. */
export interface ReviewedOutput {
  readonly steps: readonly ReviewedStep[];
  readonly notReviewed: readonly NotReviewed[];
  readonly states: readonly StatePlace[];
}

/** Reads an output whole. `terraform` are the values of Terraform's own plan, by stack. */
export function reviewOutput(
  output: Output,
  terraform: ReadonlyMap<string, TerraformPlan> = new Map(),
): ReviewedOutput {
  const steps: ReviewedStep[] = [];
  const notReviewed: NotReviewed[] = stacksBeside(output);
  const states: StatePlace[] = [];
  const stacksOf = new Map<string, Set<string>>();
  for (const stack of output.stacks) {
    const definitionOf = (step: RestoreStep) => vendorOf(output.label, step).operation;
    const review = reviewStack(output, stack, definitionOf, terraform.get(stack.name));
    for (const step of review.steps) {
      const { path } = step.written;
      stacksOf.set(path, (stacksOf.get(path) ?? new Set()).add(stack.name));
      steps.push({ step, ...vendorOf(output.label, step) });
    }
    notReviewed.push(...review.notReviewed);
    states.push(...review.states);
  }
  refuseCopies(steps, stacksOf);
  if (output.isPart !== true) requireSources(steps, output.files);
  steps.sort((one, other) => (one.step.spec.path < other.step.spec.path ? -1 : 1));
  return { steps, notReviewed, states };
}

/** A drop knows the sources of every restore of the app: one that is left out could be dropped. */
function requireSources(steps: ReviewedStep[], files: Output['files']): void {
  const lists = new SourceLists(
    steps.map(({ step }) => step),
    files,
  );
  for (const [index, reviewed] of steps.entries()) {
    const { address, location, written, alterations } = reviewed.step;
    if (written.sources === undefined) continue;
    const problem = lists.problemOf(location.file, written.vendor, written.sources);
    if (problem === undefined) continue;
    steps[index] = withAlterations(reviewed, [...alterations, { address, problem }]);
  }
}

/** A path begins with the stack: the same one in two of them was written there by hand. */
function refuseCopies(
  steps: ReviewedStep[],
  stacksOf: ReadonlyMap<string, ReadonlySet<string>>,
): void {
  for (const [index, reviewed] of steps.entries()) {
    const { address, written, alterations } = reviewed.step;
    const stacks = stacksOf.get(written.path) ?? new Set();
    if (stacks.size < 2) continue;
    const problem = `the stacks ${[...stacks].map(quoted).join(' and ')} have a restore of this path`;
    const alteration = { address, problem, found: written.path };
    steps[index] = withAlterations(reviewed, [alteration, ...alterations]);
  }
}

function withAlterations(
  reviewed: ReviewedStep,
  alterations: ReviewedStep['step']['alterations'],
): ReviewedStep {
  return { ...reviewed, step: { ...reviewed.step, alterations } };
}
