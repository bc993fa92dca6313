import type { Condition, Texts } from './step-model';
import { escapeTemplates } from './templates';

/** The trigger that holds the id of the step whose result file was read; it is in the file. */
export const RECORDED_FROM = 'recorded_from';

/**
 * Steps, journals and results belong to the folder where Terraform runs, and two calls of one module would share them:
 * the plan fails before anything is called.
 */
export const AS_ROOT_MODULE: Condition = {
  // biome-ignore lint/suspicious/noTemplateCurlyInString: an expression of Terraform.
  condition: '${path.module == path.root}',
  error_message:
    'This stack has restores, but another project uses it as a module: restores run only where the stack itself is the root module. Apply it in its own folder, and read its outputs with terraform_remote_state. Nothing was called.',
};

/** An output is right or the apply fails: what was not read from the result of this very step is worth nothing. */
export function recordedFrom(key: string, message: string): Condition {
  return {
    condition: `\${self.triggers.${RECORDED_FROM} == self.triggers.${key}}`,
    error_message: message,
  };
}

/** How `ignore_changes` names triggers. */
export function keysOf(names: readonly string[]): string[] {
  return names.map((name) => `triggers["${name}"]`);
}

/** Values as literals of Terraform. */
export function escapeTriggers(...all: readonly Texts[]): Record<string, string> {
  const result: Record<string, string> = {};
  for (const values of all) {
    for (const name in values) result[name] = escapeTemplates(values[name] ?? '');
  }
  return result;
}

/**
 * Expressions that read a step's result file. The id of the step is in its name: a file belongs to one submission,
 * and it cannot be read before the step is done.
 */
export function factsIn(file: string, names: readonly string[]): Record<string, string> {
  const facts: Record<string, string> = {};
  for (const name of names) facts[name] = `\${try(jsondecode(file("${file}")).${name}, "")}`;
  return facts;
}

/** Expressions that read what a step holds in its triggers. */
export function recordedIn(address: string, names: readonly string[]): Record<string, string> {
  const facts: Record<string, string> = {};
  for (const name of names) facts[name] = `\${${address}.triggers.${name}}`;
  return facts;
}
