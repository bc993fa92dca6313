import type { ClaimRegister } from '../../evaluation/claims';
import { instanceOf } from '../../spec/step-instance';
import { RERUN_TOKEN } from '../../spec/step-resources';
import { isPast } from '../../text/timestamp';
import type { ReviewContext, ReviewFacts } from '../../vendor/facts';
import { shownPath } from '../../vendor/request';
import type { Vendor } from '../../vendor/vendor';
import type { RestoreStep } from '../read/steps';
import type { GroupBlocks } from '../recognition/groups';
import type { RecognisedStep } from '../recognition/stack-review';
import { alteredFindings } from './altered';
import { backupLine, sinceBackup } from './backup';
import type { ReviewClock } from './clock';
import type { ClusterNames } from './cluster-names';
import { drillOf } from './drill';
import { factsOf } from './facts';
import { findingsOf } from './findings';
import { describePassword } from './password';
import { rerunOf } from './rerun';
import type { Reviewed } from './reviewed';
import type { PlannedRestore } from './schema';
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
  'sent when the drill ends, whatever it found, and by `terraform destroy` if it did not end';

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
