import type { Resource as NullResource } from '@cdktf/provider-null/lib/resource';
import { SPEC_VARIABLE, type StepSpec } from '../../spec/spec';
import { escapeTemplates } from './literals';

type KeysOf<Union> = Union extends unknown ? keyof Union : never;

/** A spec as synth has it, with tokens and expressions in the place of values. */
export type StepProps = { readonly [Key in KeysOf<StepSpec>]?: unknown } & {
  readonly recorded?: object;
};

/**
 * Makes a resource start the runner with this spec when it is created or destroyed. Tokens in the spec are
 * references already; `variables` carry their values.
 */
export function run(
  resource: NullResource,
  command: string,
  when: 'create' | 'destroy',
  spec: StepProps,
  variables: Readonly<Record<string, string>> = {},
): void {
  const { recorded, ...rest } = spec;
  const facts = Object.entries(recorded ?? {}).map(
    ([name, expression]) =>
      [name, `CLUSTER_RESTORE_VALUE_${name.toUpperCase()}`, expression] as const,
  );
  const references = Object.fromEntries(
    facts.map(([name, env]) => [name, { $env: env, as: 'string' }]),
  );
  const document = recorded === undefined ? rest : { ...rest, recorded: references };
  resource.addOverride('provisioner', [
    {
      'local-exec': {
        ...(when === 'destroy' ? { when } : {}),
        interpreter: ['node'],
        command,
        environment: {
          [SPEC_VARIABLE]: escapeTemplates(asciiJson(document)),
          ...variables,
          ...Object.fromEntries(facts.map(([, env, expression]) => [env, expression])),
        },
      },
    },
  ]);
}

/** JSON of ASCII alone: Terraform changes the Unicode form of texts that it carries (to NFC). */
function asciiJson(document: unknown): string {
  return jsonOf(document).replace(
    /[\u007f-\uffff]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

function jsonOf(document: unknown): string {
  try {
    return JSON.stringify(document);
  } catch {
    // A bigint, which is of the wrong type wherever it stands, and refused as such.
    return JSON.stringify(document, (_key, value: unknown) =>
      typeof value === 'bigint' ? String(value) : value,
    );
  }
}
