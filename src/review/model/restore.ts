import type { ClaimRegister } from '../../evaluation/claims';
import { quoted } from '../../text/text';
import { definitionOf } from '../../vendor/definition';
import type { ReviewContext, ReviewFacts } from '../../vendor/facts';
import { shownPath } from '../../vendor/request';
import type { Vendor } from '../../vendor/vendor';
import { vendors } from '../../vendors';
import type { Output } from '../read/output';
import { type RestoreStep, restoreStepsOf } from '../read/steps';
import { WrongInput } from '../wrong-input';
import { backupLine } from './backup';
import { datesApart, type ReviewClock } from './clock';
import { factsOf } from './facts';
import { findingsOf } from './findings';
import { describePassword } from './password';
import { rerunOf } from './rerun';
import type { Reviewed } from './reviewed';
import type { PlannedRestore } from './schema';

/** A step with the vendor's definition of it. */
export interface ReviewedStep {
  readonly step: RestoreStep;
  readonly vendor: Vendor;
  readonly operation: Reviewed;
}

/** Everything that a reviewer needs of one restore. */
export function plannedRestore(
  { step, vendor, operation }: ReviewedStep,
  clock: ReviewClock,
  claims: ClaimRegister,
): PlannedRestore {
  const { spec, declared } = step;
  const context = new StepContext(step, clock);
  const facts = factsOf(step, operation, context);
  const { source, target, version, encryption, size, schedule, backup } = facts;
  return {
    path: spec.path,
    stack: step.stack,
    address: step.address,
    waitAddress: step.waitAddress,
    location: step.location,
    vendor: spec.vendor,
    vendorTitle: vendor.definition.title,
    operation: spec.operation,
    action: facts.action,
    headline: facts.headline,
    destructive: facts.erases.length > 0,
    erases: [...facts.erases],
    findings: findingsOf(step, operation, clock, claims),
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
    password: spec.passwordSink && describePassword(spec.passwordSink, step.location.file),
    removalPolicy: spec.removalPolicy,
    onDestroy: facts.onDestroy,
    rerun: rerunOf(step, facts),
    roles: operation.roles ?? vendor.definition.roles,
    about: aboutOf(spec.about, clock),
    acknowledgements: spec.acknowledge,
    knownAfterApply: declared.unknown.map(({ path, expression }) => ({ path, expression })),
    declaration: declared.shown,
  };
}

/** The calls that write, with the vendor's own server in front. */
function requestsOf(
  { step, vendor, operation }: ReviewedStep,
  context: ReviewContext,
): PlannedRestore['requests'] {
  const { server } = vendor.definition;
  return operation.requests(step.declared.shown, context).map(({ method, path, body, note }) => ({
    method,
    url: `${server}${shownPath(path)}`,
    body,
    note,
  }));
}

/** What a reviewer is told of a step. */
export function reviewFacts({ step, operation }: ReviewedStep, clock: ReviewClock): ReviewFacts {
  return factsOf(step, operation, new StepContext(step, clock));
}

/** What is said of the purpose; the day until which it is wanted counts in full. */
function aboutOf(about: RestoreStep['spec']['about'], clock: ReviewClock): PlannedRestore['about'] {
  if (about?.expiresOn === undefined) return about ?? {};
  return { ...about, isOver: datesApart(clock.now, new Date(about.expiresOn)) < 0 };
}

/** What a description may know of one restore. */
class StepContext implements ReviewContext {
  readonly path: string;
  readonly identity: Readonly<Record<string, string>>;
  readonly removalPolicy: 'destroy' | 'retain';
  readonly isUnknown: (path: string) => boolean;

  constructor(
    { spec, declared }: RestoreStep,
    private readonly clock: ReviewClock,
  ) {
    this.path = spec.path;
    this.identity = spec.identity as Readonly<Record<string, string>>;
    this.removalPolicy = spec.removalPolicy;
    this.isUnknown = declared.isUnknown;
  }

  get now(): Date {
    return this.clock.now;
  }
}

/** The restores of an output with their definitions, by path. */
export function reviewedSteps({ label, stacks }: Output): ReviewedStep[] {
  return stacks
    .flatMap((stack) => restoreStepsOf(label, stack))
    .map((step) => reviewedStep(label, step))
    .sort((one, other) => (one.step.spec.path < other.step.spec.path ? -1 : 1));
}

/** Finds the definition of a step, or says that this release is too old for it. */
function reviewedStep(label: string, step: RestoreStep): ReviewedStep {
  const { spec, location } = step;
  const vendor = vendors.find(({ definition }) => definition.vendor === spec.vendor);
  const operation = vendor && definitionOf(vendor.definition, spec.operation);
  if (vendor !== undefined && operation !== undefined) return { step, vendor, operation };
  throw new WrongInput(
    `${label}/${location.file}: ${spec.path} has an operation that this release does not know, got ${quoted(`${spec.vendor} ${spec.operation}`)}. Update this program to the release that synthesised it.`,
  );
}
