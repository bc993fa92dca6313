/** The entries that have a value. */
export function withoutUndefined<Facts extends object>(facts: Facts): Partial<Facts> {
  return entriesOf(facts, (value) => value !== undefined);
}

/** What an API reports: what it left empty is not known. */
export function known<Facts extends object>(facts: Facts): Partial<Facts> {
  return entriesOf(facts, (value) => value !== undefined && value !== '');
}

/** What was given of these. */
export function pick<Given extends object>(
  given: Given | undefined,
  names: readonly string[],
): Partial<Given> {
  const kept = names.map((name) => [name, given?.[name as keyof Given]]);
  return Object.fromEntries(kept) as Partial<Given>;
}

function entriesOf<Facts extends object>(facts: Facts, isKept: (value: unknown) => boolean) {
  const kept = Object.entries(facts).filter(([, value]) => isKept(value));
  return Object.fromEntries(kept) as Partial<Facts>;
}
