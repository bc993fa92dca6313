import { type Declared, decodeDeclaration } from '../../spec/decode';
import { SPEC_VARIABLE, SPEC_VERSION, VALUE_VARIABLE_PREFIX } from '../../spec/names';
import { hasExpression, unescapeTemplates } from '../../spec/templates';
import { isRecord, type JsonRecord } from '../../text/json-value';
import { isNestedTooDeep } from '../../text/nesting';
import { WrongInput } from '../wrong-input';
import type { LineIndex } from './line-index';
import { type SpecDocument, specOf, stepResourceOf } from './spec-document';
import { isNullResource, provisionersOf, type Stack } from './stack';
import type { Block } from './stack-blocks';
import type { StackValues, TracedValue } from './values';

/** One restore of a stack, as its submit step (or its settings step) has it. */
export interface RestoreStep {
  readonly stack: string;
  /** See `Stack.backend`. */
  readonly backend: string | undefined;
  /** The Terraform address of the step that sends the request. */
  readonly address: string;
  readonly location: { readonly file: string; readonly line: number };
  /** As it is in the stack. */
  readonly written: SpecDocument;
  /** With values in the place of those variables and locals whose values the stack states. */
  readonly spec: SpecDocument;
  /** The declaration with what is unknown in it. */
  readonly declared: Declared;
  /** The values that variables and locals give. */
  readonly traced: readonly TracedValue[];
  readonly environment: JsonRecord;
  readonly block: Block;
  readonly triggers: Readonly<Record<string, string>>;
  /** See `StackValues.describe`. */
  readonly describe: (expression: string) => string;
  /** Trigger keys whose changes Terraform ignores. */
  readonly ignored: readonly string[];
}

/** A `null_resource` that starts the runner. */
export interface RunningStep {
  readonly block: Block;
  readonly environment: JsonRecord;
  /** The spec as the environment has it. */
  readonly text: string;
}

// Where such a text deceives, the resources of the restore are not as synth writes them, which is a finding.
const WITHOUT_REQUEST = /"step":"(?:hold|wait|wait-for-all|drop|removal|verdict)"/;

/** The steps of a stack that start the runner: those that send requests, and the others. */
export function runningSteps({ blocks }: Stack): {
  readonly requesting: readonly RunningStep[];
  readonly others: readonly RunningStep[];
} {
  const [requesting, others]: [RunningStep[], RunningStep[]] = [[], []];
  for (const block of blocks) {
    if (!isNullResource(block)) continue;
    const environment = environmentOf(block);
    const text = environment?.[SPEC_VARIABLE];
    if (environment === undefined || typeof text !== 'string') continue;
    (WITHOUT_REQUEST.test(text) ? others : requesting).push({ block, environment, text });
  }
  return { requesting, others };
}

/** The environment of the first provisioner that has a spec. */
function environmentOf({ body }: Block): JsonRecord | undefined {
  for (const { body: provisioner } of provisionersOf(body)) {
    const { environment } = provisioner;
    if (isRecord(environment) && SPEC_VARIABLE in environment) return environment;
  }
  return undefined;
}

/** Reads a step that sends a request. */
export function restoreStep(
  label: string,
  stack: Pick<Stack, 'name' | 'file' | 'backend'>,
  { block, environment, text }: RunningStep,
  lines: LineIndex,
  values: StackValues,
): RestoreStep {
  const where = `${label}/${stack.file}`;
  const written = specOf(documentOf(where, block.address, text));
  const resource = stepResourceOf(block.body);
  if (written === undefined || resource === undefined) throw notReadable(where, block.address);
  const { ignoreChanges, triggers } = resource;
  const spec = values.resolveReferences(written, environment);
  return {
    stack: stack.name,
    backend: stack.backend,
    address: block.address,
    location: lines.locate(stack.file, `"${block.labels[1] ?? ''}": {`),
    written,
    spec,
    declared: decodeDeclaration(spec.declaration, describeUnknown(environment, values)),
    traced: spec === written ? [] : values.trace(written.declaration, environment),
    environment,
    block,
    triggers: unescapedValues(triggers, values),
    describe: (expression) => values.describe(expression),
    ignored: ignoredKeys(ignoreChanges, triggers),
  };
}

/** The expressions of what is not known, with what the stack says of them. */
function describeUnknown(environment: JsonRecord, values: StackValues): Record<string, string> {
  const texts = environment as Record<string, string>;
  const names = Object.keys(texts).filter((name) => name.startsWith(VALUE_VARIABLE_PREFIX));
  if (names.length === 0) return texts;
  const changed = names.map((name) => {
    const text = String(texts[name]);
    const where = values.describe(text);
    return [name, where === '' ? text : `${text.replace(/^\$\{(.*)\}$/s, '$1')}${where}`] as const;
  });
  return { ...texts, ...Object.fromEntries(changed) };
}

function documentOf(where: string, address: string, text: string): unknown {
  let document: unknown;
  try {
    document = JSON.parse(unescapeTemplates(text));
  } catch {
    throw notReadable(where, address);
  }
  if (isNestedTooDeep(document)) throw notReadable(where, address);
  const { version } = (document ?? {}) as { version?: unknown };
  if (typeof version === 'number' && version > SPEC_VERSION) {
    throw new WrongInput(
      `${where}: ${address} was written by a newer release of cdktf-cluster-restore. Update this program to the release that synthesised it.`,
    );
  }
  return document;
}

/** What is said of a step that nobody can make sense of. */
export function notReadable(where: string, address: string): WrongInput {
  return new WrongInput(
    `${where}: ${SPEC_VARIABLE} of ${address} must be a step that cdktf-cluster-restore wrote, and it is changed or damaged. Run "npx cdktf synth" again.`,
  );
}

/** A trigger with an expression whose value the stack does not state stays as Terraform has it. */
function unescapedValues(
  triggers: Readonly<Record<string, string>>,
  values: StackValues,
): Readonly<Record<string, string>> {
  if (!Object.values(triggers).some((value) => value.includes('{'))) return triggers;
  return Object.fromEntries(
    Object.entries(triggers).map(([key, value]) => [
      key,
      hasExpression(value)
        ? String(values.resolveText(value)?.value ?? `${value}${values.describe(value)}`)
        : unescapeTemplates(value),
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
