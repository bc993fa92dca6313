import { AFTER_VERIFICATION } from '../../spec/names';
import type { About, DrillSpec } from '../../spec/spec';

/** What the review reads of a spec. Values of Terraform may stand anywhere in the declaration. */
export interface SpecDocument {
  readonly vendor: string;
  readonly operation: string;
  readonly path: string;
  readonly step: string;
  /** Names the folder of the restore in that of the journals. */
  readonly key?: string;
  readonly declaration: Readonly<Record<string, unknown>>;
  /** Values of Terraform are references, not texts. */
  readonly identity: Readonly<Record<string, unknown>>;
  readonly acknowledge: { readonly ruleId: string; readonly reason: string }[];
  readonly removalPolicy: 'destroy' | 'retain';
  readonly timeoutMinutes?: number;
  /** The ids of clusters that no drop may touch, separated by spaces. */
  readonly sources?: string;
  readonly passwordSink?: PasswordSinkDocument;
  readonly about?: About;
  readonly dependsOn?: readonly string[];
  /** Values of Terraform are references, not texts. */
  readonly drill?: DrillSpec;
  readonly replacement?: string;
}

/** Where the password goes, as far as the review shows it. */
export interface PasswordSinkDocument {
  readonly kind: string;
  readonly path?: unknown;
  readonly argv?: readonly unknown[];
}

/** What the review reads of the resource of a step. */
export interface StepResource {
  readonly triggers: Readonly<Record<string, string>>;
  readonly ignoreChanges: readonly string[] | string;
}

// By hand: a schema library copies what it checks, and that was a third of the time of a large review.

/** The spec, or nothing where it has another form. */
export function specOf(document: unknown): SpecDocument | undefined {
  if (!isRecord(document)) return undefined;
  const {
    identity = {},
    removalPolicy = 'retain',
    about,
    passwordSink: sink,
    dependsOn,
    drill,
    replacement,
  } = document;
  const { vendor, operation, path, step, declaration, acknowledge, timeoutMinutes, key } = document;
  const { sources } = document;
  const isSound =
    isText(vendor) &&
    isText(operation) &&
    isText(path) &&
    isText(step) &&
    (key === undefined || isText(key)) &&
    (sources === undefined || isText(sources)) &&
    isRecord(declaration) &&
    isRecord(identity) &&
    Array.isArray(acknowledge) &&
    acknowledge.every((one) => isRecord(one) && isText(one.ruleId) && isText(one.reason)) &&
    (removalPolicy === 'retain' || removalPolicy === 'destroy') &&
    (timeoutMinutes === undefined || typeof timeoutMinutes === 'number') &&
    (sink === undefined || isSink(sink)) &&
    (about === undefined || isTexts(about)) &&
    (replacement === undefined || replacement === AFTER_VERIFICATION) &&
    (dependsOn === undefined || (Array.isArray(dependsOn) && dependsOn.every(isText))) &&
    (drill === undefined || isDrill(drill));
  if (!isSound) return undefined;
  const isWhole = 'identity' in document && 'removalPolicy' in document;
  return (isWhole ? document : { ...document, identity, removalPolicy }) as unknown as SpecDocument;
}

/** The triggers of a step and which of them are ignored, or nothing where they have another form. */
export function stepResourceOf(resource: unknown): StepResource | undefined {
  if (!isRecord(resource)) return undefined;
  const { triggers = {}, lifecycle = {} } = resource;
  if (!isTexts(triggers) || !isRecord(lifecycle)) return undefined;
  const { ignore_changes: ignoreChanges = [] } = lifecycle;
  const isList = Array.isArray(ignoreChanges) && ignoreChanges.every(isText);
  if (!isList && !isText(ignoreChanges)) return undefined;
  return { triggers, ignoreChanges };
}

function isSink(value: unknown): boolean {
  return (
    isRecord(value) && isText(value.kind) && (value.argv === undefined || Array.isArray(value.argv))
  );
}

function isDrill(value: unknown): boolean {
  if (!isRecord(value) || !isText(value.results)) return false;
  const { check, rtoMinutes = 0, rpoMinutes = 0 } = value;
  return (
    typeof rtoMinutes === 'number' &&
    typeof rpoMinutes === 'number' &&
    (check === undefined || (isRecord(check) && Array.isArray(check.argv)))
  );
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isTexts(value: unknown): value is Record<string, string> {
  return isRecord(value) && Object.values(value).every(isText);
}
