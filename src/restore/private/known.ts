/** The entries that have a value. */
export function defined<Facts extends object>(facts: Facts): Partial<Facts> {
  return entriesOf(facts, (value) => value !== undefined);
}

/** What an API tells: what it left empty is not known. */
export function known<Facts extends object>(facts: Facts): Partial<Facts> {
  return entriesOf(facts, (value) => value !== undefined && value !== '');
}

function entriesOf<Facts extends object>(facts: Facts, isKept: (value: unknown) => boolean) {
  const kept = Object.entries(facts).filter(([, value]) => isKept(value));
  return Object.fromEntries(kept) as Partial<Facts>;
}
