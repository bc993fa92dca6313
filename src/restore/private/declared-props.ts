import { propNames, type SchemaLike } from '../../evaluation/schema';

/** A declaration at synth, where optional props may stand as `undefined`. */
export type Declared<T> = { readonly [Key in keyof T]: T[Key] | undefined };

/** The props of a construct; JavaScript lets them be left out, and then each of them is missing. */
export function normalizeProps<Props extends object>(props: Props): Props {
  return typeof props === 'object' && props !== null ? props : ({} as Props);
}

/** Those of the props that the schema declares, in its order; a backup as what it refers to. */
export function declarationOf(schema: SchemaLike, props: object): Record<string, unknown> {
  const values = props as Readonly<Record<string, unknown>>;
  return Object.fromEntries(
    propNames(schema).map((name) => [
      name,
      name === 'backup' ? referenceOf(values.backup) : values[name],
    ]),
  );
}

/** What a backup refers to; anything else in its place stays as it is, for the schema to refuse. */
function referenceOf(backup: unknown): unknown {
  const { _reference: reference } = (backup ?? {}) as { _reference?: unknown };
  if (typeof reference === 'function') return reference.call(backup);
  // An object with the right props is not a Backup either.
  return typeof backup === 'object' && backup !== null ? 'an object' : backup;
}
