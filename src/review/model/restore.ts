import type { ClaimRegister } from '../../evaluation/claims';
import { quoted } from '../../text/text';
import type { Driver } from '../../vendor/driver';
import type { ReviewContext, ReviewFacts } from '../../vendor/facts';
import { drivers } from '../../vendors';
import type { Output } from '../read/output';
import { type RestoreStep, restoreStepsOf } from '../read/steps';
import { WrongInput } from '../wrong-input';
import { backupLine } from './backup';
import { datesApart, type ReviewClock } from './clock';
import { factsOf } from './facts';
import { findingsOf } from './findings';
import { passwordText } from './password';
import { rerunOf } from './rerun';
import type { Reviewed } from './reviewed';
import type { PlannedRestore } from './schema';

/** A step with the driver that knows what it means. */
export interface ReviewedStep {
  readonly step: RestoreStep;
  readonly driver: Driver;
  readonly operation: Reviewed;
}

/** Everything that a reviewer needs of one restore. */
export function plannedRestore(
  { step, driver, operation }: ReviewedStep,
  clock: ReviewClock,
  claims: ClaimRegister,
): PlannedRestore {
  const { spec, declared } = step;
  const facts = reviewFacts({ step, driver, operation }, clock);
  const { source, target, version, encryption, size, schedule, backup } = facts;
  return {
    path: spec.path,
    stack: step.stack,
    address: step.address,
    waitAddress: step.waitAddress,
    location: step.location,
    vendor: spec.vendor,
    vendorTitle: driver.title,
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
    requests: [...facts.requests],
    waitMinutes: spec.timeoutMinutes,
    password: spec.passwordSink && passwordText(spec.passwordSink, step.location.file),
    removalPolicy: spec.removalPolicy,
    onDestroy: facts.onDestroy,
    rerun: rerunOf(step, facts),
    roles: operation.roles ?? driver.roles,
    about: aboutOf(spec.about, clock),
    acknowledgements: spec.acknowledge,
    knownAfterApply: declared.unknown.map(({ path, expression }) => ({ path, expression })),
    declaration: declared.shown,
  };
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

/** The restores of an output with their drivers, by path. */
export function reviewedSteps({ label, stacks }: Output): ReviewedStep[] {
  return stacks
    .flatMap((stack) => restoreStepsOf(label, stack))
    .map((step) => reviewedStep(label, step))
    .sort((one, other) => (one.step.spec.path < other.step.spec.path ? -1 : 1));
}

/** Finds the driver of a step, or says that this release is too old for it. */
function reviewedStep(label: string, step: RestoreStep): ReviewedStep {
  const { spec, location } = step;
  const driver = drivers.find(({ vendor }) => vendor === spec.vendor);
  const operation =
    driver === undefined
      ? undefined
      : (own(driver.operations, spec.operation) ?? own(driver.settings ?? {}, spec.operation));
  if (driver !== undefined && operation !== undefined) return { step, driver, operation };
  throw new WrongInput(
    `${label}/${location.file}: ${spec.path} has an operation that this release does not know, got ${quoted(`${spec.vendor} ${spec.operation}`)}. Update this program to the release that synthesised it.`,
  );
}

function own<Value>(values: Readonly<Record<string, Value>>, name: string): Value | undefined {
  return Object.hasOwn(values, name) ? values[name] : undefined;
}
