import { propNames, type SchemaLike } from '../../evaluation/schema';
import { isPlain } from '../../text/text';
import { Unreadable } from '../../text/unreadable';
import { readable } from './readable';

/** A declaration at synth, where optional props may stand as `undefined`. */
export type Declared<T> = { readonly [Key in keyof T]: T[Key] | undefined };

/** The props of a construct; JavaScript lets them be left out, and then each of them is missing. */
export function normalizeProps<Props extends object>(props: Props): Props {
  const given: unknown = readable(props);
  if (given instanceof Unreadable) return { props: given } as unknown as Props;
  return typeof given === 'object' && given !== null ? (given as Props) : ({} as Props);
}

/**
 * Those of the props that the schema declares, in its order; a backup as what it refers to.
 *
 * @param workspace gives the token of Terraform's workspace, which a text may name as Terraform does
 */
export function declarationOf(
  schema: SchemaLike,
  props: object,
  workspace: () => string,
): Record<string, unknown> {
  const values = props as Readonly<Record<string, unknown>>;
  return Object.fromEntries(
    propNames(schema).map((name) => [
      name,
      withWorkspace(name === 'backup' ? referenceOf(values.backup) : values[name], workspace),
    ]),
  );
}

// biome-ignore lint/suspicious/noTemplateCurlyInString: an expression of Terraform.
const WORKSPACE = '${terraform.workspace}';

/** There is no token for the workspace in cdktf: apps write the expression itself into their texts. */
export function withWorkspace(value: unknown, token: () => string): unknown {
  if (typeof value === 'string') {
    return value.includes(WORKSPACE) ? value.replaceAll(WORKSPACE, token) : value;
  }
  if (typeof value !== 'object' || value === null || !isPlain(value)) return value;
  const entries = Object.entries(value);
  const replaced = entries.map(([key, item]) => [key, withWorkspace(item, token)] as const);
  if (replaced.every(([, item], index) => item === entries[index]?.[1])) return value;
  return Array.isArray(value) ? replaced.map(([, item]) => item) : Object.fromEntries(replaced);
}

/** What a backup refers to; anything else in its place stays as it is, for the schema to refuse. */
function referenceOf(backup: unknown): unknown {
  const { _reference: reference } = (backup ?? {}) as { _reference?: unknown };
  if (typeof reference === 'function') return reference.call(backup);
  // An object with the right props is not a Backup either.
  return typeof backup === 'object' && backup !== null ? 'an object' : backup;
}
