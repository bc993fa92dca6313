import { printableJson } from '../text/text';

/** A value as a trigger holds it: a string as it is, everything else as JSON. */
export type TriggerValue = string | { readonly json: unknown };

/** Trigger values by their keys. */
export type TriggerValues = Readonly<Record<string, TriggerValue>>;

/** The texts of triggers; synth gives a `jsonText` of its own, which lets Terraform write what it resolves. */
export function triggerTexts(
  values: TriggerValues,
  jsonText: (value: unknown) => string = printableJson,
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      // A declaration that is refused may hold anything here.
      typeof value === 'object' && value !== null ? jsonText(value.json) : value,
    ]),
  );
}
