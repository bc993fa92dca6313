import { specText } from './encode';
import { JOURNALS_VARIABLE, RESOURCE_ID_VARIABLE, SPEC_VARIABLE, type StepSpec } from './spec';
import type { LocalExec, Texts } from './step-model';

/**
 * Whatever is set where Terraform runs: Node would print bytes of requests and answers, and Terraform would keep them in
 * its log.
 */
const QUIET = { NODE_DEBUG: '' };

type KeysOf<Union> = Union extends unknown ? keyof Union : never;

/** A spec with references in the place of values that are known only to Terraform. */
export type StepDocument = { readonly [Key in KeysOf<StepSpec>]?: unknown };

/** A provisioner that starts the runner with this spec; by default when the resource is created. */
export function startsRunner(
  { command, journals }: { readonly command: string; readonly journals?: string },
  document: StepDocument,
  variables: Texts,
  recorded: Texts = {},
): readonly { readonly 'local-exec': LocalExec }[] {
  const facts = Object.entries(recorded).map(
    ([name, expression]) =>
      [name, `CLUSTER_RESTORE_VALUE_${name.toUpperCase()}`, expression] as const,
  );
  const references = Object.fromEntries(
    facts.map(([name, variable]) => [name, { $env: variable, as: 'string' }]),
  );
  const spec = facts.length === 0 ? document : { ...document, recorded: references };
  return [
    {
      'local-exec': {
        ...(['drop', 'removal'].includes(document.step as string) ? { when: 'destroy' } : {}),
        interpreter: ['node'],
        command,
        environment: {
          [SPEC_VARIABLE]: specText(spec),
          ...QUIET,
          ...(journals === undefined ? {} : { [JOURNALS_VARIABLE]: journals }),
          ...(['submit', 'wait'].includes(document.step as string)
            ? { [RESOURCE_ID_VARIABLE]: SELF_ID }
            : {}),
          ...variables,
          ...Object.fromEntries(facts.map(([, variable, expression]) => [variable, expression])),
        },
      },
    },
  ];
}

// biome-ignore lint/suspicious/noTemplateCurlyInString: an expression of Terraform.
const SELF_ID = '${self.id}';
