import { type Declared, decodeDeclaration } from '../../spec/decode';
import { SPEC_VARIABLE, SPEC_VERSION } from '../../spec/spec';
import { hasExpression, unescapeTemplates } from '../../spec/templates';
import { WrongInput } from '../wrong-input';
import { LineIndex } from './line-index';
import type { StackOutput } from './output';
import { type SpecDocument, specOf, stepResourceOf } from './spec-document';

/** One restore of a stack, as its submit step (or its settings step) has it. */
export interface RestoreStep {
  readonly stack: string;
  /** The Terraform address of the step that sends the request. */
  readonly address: string;
  /** The address of the step that waits, where there is one. */
  readonly waitAddress: string | undefined;
  readonly location: { readonly file: string; readonly line: number };
  readonly spec: SpecDocument;
  /** The declaration with what is unknown in it. */
  readonly declared: Declared;
  readonly triggers: Readonly<Record<string, string>>;
  /** Trigger keys whose changes Terraform ignores. */
  readonly ignored: readonly string[];
}

// A quote inside of a value is escaped: what is found is a key of the spec itself.
const WITHOUT_REQUEST = /"step":"(?:hold|wait|drop)"/;
const WAIT = /"step":"wait"/;
const SUBMIT_ADDRESS = /"submitAddress":"([^"]*)"/;

/** The restores of one stack. Anything else in it is none of the review's business. */
export function restoreStepsOf(label: string, stack: StackOutput): RestoreStep[] {
  const lines = new LineIndex(stack.text);
  return requestingSteps(stack).map((found) => restoreStep(label, stack, found, lines));
}

/** The steps that send requests. When this returns, nobody holds the rest of the stack any more. */
function requestingSteps(stack: StackOutput): Found[] {
  const waits = new Map<string, string>();
  const found: Found[] = [];
  const resources = nullResources(stack.parse());
  for (const name of Object.keys(resources)) {
    const resource = resources[name];
    const environment = environmentOf(resource);
    const text = environment?.[SPEC_VARIABLE];
    if (environment === undefined || typeof text !== 'string') continue;
    const address = `null_resource.${name}`;
    if (!WITHOUT_REQUEST.test(text)) {
      found.push({ address, waitAddress: undefined, name, resource, environment, text });
    } else if (WAIT.test(text)) {
      const submit = SUBMIT_ADDRESS.exec(text)?.[1];
      if (submit !== undefined) waits.set(submit, address);
    }
  }
  for (const one of found) one.waitAddress = waits.get(one.address);
  return found;
}

interface Found {
  readonly address: string;
  waitAddress: string | undefined;
  readonly name: string;
  readonly resource: unknown;
  readonly environment: Environment;
  readonly text: string;
}

function restoreStep(
  label: string,
  stack: StackOutput,
  found: Found,
  lines: LineIndex,
): RestoreStep {
  const { address, waitAddress, name, environment, text } = found;
  const where = `${label}/${stack.file}`;
  const spec = specOf(documentOf(where, name, text));
  const resource = stepResourceOf(found.resource);
  if (spec === undefined || resource === undefined) throw notReadable(where, name);
  const { ignoreChanges, triggers } = resource;
  return {
    stack: stack.name,
    address,
    waitAddress,
    location: lines.locate(stack.file, `"${name}": {`),
    spec,
    declared: decodeDeclaration(spec.declaration, environment),
    triggers: unescapedValues(triggers),
    ignored: ignoredKeys(ignoreChanges, triggers),
  };
}

type Environment = Readonly<Record<string, string>>;

/** The environment of the first provisioner, which every step of ours has. */
function environmentOf(resource: unknown): Environment | undefined {
  type Step = { provisioner?: { 'local-exec'?: { environment?: Environment } }[] } | null;
  return (resource as Step | undefined)?.provisioner?.[0]?.['local-exec']?.environment;
}

function nullResources(json: unknown): Record<string, unknown> {
  const { resource } = (json ?? {}) as { resource?: { null_resource?: Record<string, unknown> } };
  return resource?.null_resource ?? {};
}

function documentOf(where: string, name: string, text: string): unknown {
  let document: unknown;
  try {
    document = JSON.parse(unescapeTemplates(text));
  } catch {
    throw notReadable(where, name);
  }
  const { version } = (document ?? {}) as { version?: unknown };
  if (typeof version === 'number' && version > SPEC_VERSION) {
    throw new WrongInput(
      `${where}: null_resource.${name} was written by a newer release of cdktf-cluster-restore. Update this program to the release that synthesised it.`,
    );
  }
  return document;
}

function notReadable(where: string, name: string): WrongInput {
  return new WrongInput(
    `${where}: ${SPEC_VARIABLE} of null_resource.${name} must be a step that cdktf-cluster-restore wrote, and it is changed or damaged. Run "npx cdktf synth" again.`,
  );
}

/** A trigger with an expression stays as Terraform has it. */
function unescapedValues(
  triggers: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  const isEscaped = (value: string) => value.includes('{') && unescapeTemplates(value) !== value;
  if (!Object.values(triggers).some(isEscaped)) return triggers;
  return Object.fromEntries(
    Object.entries(triggers).map(([key, value]) => [
      key,
      hasExpression(value) ? value : unescapeTemplates(value),
    ]),
  );
}

function ignoredKeys(
  ignore: readonly string[] | string,
  triggers: Readonly<Record<string, string>>,
): string[] {
  if (typeof ignore === 'string' || ignore.includes('triggers')) return Object.keys(triggers);
  return ignore
    .filter((entry) => entry.startsWith('triggers["') && entry.endsWith('"]'))
    .map((entry) => entry.slice('triggers["'.length, -'"]'.length));
}
