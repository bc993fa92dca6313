import { specFields, specText } from './encode';
import { JOURNALS_VARIABLE, RESOURCE_ID_VARIABLE, SPEC_VARIABLE, SPEC_VERSION } from './names';
import type { StepSpec } from './spec';
import type { LocalExec, Texts } from './step-model';

/** How Terraform starts the runner. */
export interface RunnerStart {
  readonly step: StepSpec['step'];
  /** The path of the runner, from the folder in which Terraform runs. */
  readonly command: string;
  /** The folder of the journals; absent if the step needs none. */
  readonly journals?: string;
  /** The fields of the spec, see `specFields`. */
  readonly fields: readonly string[];
  /** The values that are known only to Terraform, by their variables. */
  readonly variables?: Texts;
  /** The expressions of what Terraform's state remembers, by their names. */
  readonly recorded?: Texts;
}

/** A provisioner that starts the runner with this spec; by default when the resource is created. */
export function startsRunner({
  step,
  command,
  journals,
  fields,
  variables = {},
  recorded = {},
}: RunnerStart): readonly { readonly 'local-exec': LocalExec }[] {
  // By assignment: the review builds thousands of them, and copies of copies were most of its time.
  const environment: Record<string, string> = {
    [SPEC_VARIABLE]: specText(...fields, recordedFields(Object.keys(recorded))),
    // Whatever is set where Terraform runs: with the first, Node would print bytes of requests and responses, and Terraform
    // would keep them in its log; with the second, it would load foreign code, or wait for a debugger.
    NODE_DEBUG: '',
    NODE_OPTIONS: '',
  };
  if (journals !== undefined) environment[JOURNALS_VARIABLE] = journals;
  if (step === 'submit' || step === 'wait') environment[RESOURCE_ID_VARIABLE] = SELF_ID;
  Object.assign(environment, variables);
  for (const name in recorded) environment[variableOf(name)] = recorded[name] ?? '';
  const exec = { interpreter: ['node'], command, environment };
  const isAtEnd = step === 'drop' || step === 'removal';
  return [{ 'local-exec': isAtEnd ? { when: 'destroy', ...exec } : exec }];
}

/** The provisioner of `hold`, of a restore or of a group. */
export function holds(path: string, command: string) {
  const spec = { version: SPEC_VERSION, path, step: 'hold' };
  return startsRunner({ step: 'hold', command, fields: [specFields(spec)] });
}

// biome-ignore lint/suspicious/noTemplateCurlyInString: an expression of Terraform.
const SELF_ID = '${self.id}';

/** Each operation records the same facts of all its restores. */
const written = new Map<string, string>();

function recordedFields(names: readonly string[]): string {
  if (names.length === 0) return '';
  const key = names.join();
  const known = written.get(key);
  if (known !== undefined) return known;
  const references: Record<string, { readonly $env: string; readonly as: 'string' }> = {};
  for (const name of names) references[name] = { $env: variableOf(name), as: 'string' };
  const fields = specFields({ recorded: references });
  written.set(key, fields);
  return fields;
}

function variableOf(name: string): string {
  return `CLUSTER_RESTORE_VALUE_${name.toUpperCase()}`;
}

/** Journals belong to a workspace, as the states of Terraform's local backend do. */
export function journalsIn(base: string): string {
  return `\${terraform.workspace == "default" ? "${base}" : "${base}.d/\${terraform.workspace}"}`;
}
