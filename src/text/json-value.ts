/** An object of JSON. */
export type JsonRecord = Readonly<Record<string, unknown>>;

/** Whether a value of JSON is an object. */
export function isRecord(value: unknown): value is JsonRecord {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A value as the list that Terraform reads it as: blocks may stand alone or in lists of any depth. */
export function listOf(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value.flatMap(listOf);
  return value === undefined || value === null ? [] : [value];
}
