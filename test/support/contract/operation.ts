/** A JSON schema, as data. */
export type Schema = Readonly<Record<string, unknown>>;

/** One operation of a vendor as its public documents have it. Whatever is not named must not be sent. */
export interface ContractOperation {
  readonly operation: string;
  readonly method: string;
  /** With `:name` for a segment. */
  readonly path: string;
  /** What each segment of the path must look like; any text that is not empty by default. */
  readonly params?: Readonly<Record<string, Schema>>;
  /** The parameters of the query, all of them texts. */
  readonly query?: Schema;
  /** The body; none when left out. */
  readonly body?: Schema;
  /** Headers that the operation needs beside those of every operation. */
  readonly headers?: Readonly<Record<string, Schema>>;
}

/** An object with these properties and no others. */
export function closed(
  properties: Readonly<Record<string, Schema>>,
  required: string[] = [],
): Schema {
  return { type: 'object', properties, required, additionalProperties: false };
}

/** A text that is not empty. */
export const TEXT: Schema = { type: 'string', minLength: 1 };

/** A list of at least one item. */
export function listOf(items: Schema): Schema {
  return { type: 'array', items, minItems: 1 };
}

/** One of these texts. */
export function oneOf(...values: string[]): Schema {
  return { enum: values };
}

/** A moment of ISO 8601 in UTC. */
export const MOMENT: Schema = {
  type: 'string',
  pattern: '^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(\\.\\d+)?Z$',
};

/** A whole number in a query. */
export const DIGITS: Schema = { type: 'string', pattern: '^[1-9]\\d*$' };
