/**
 * Overwrites settings with changes; throws a `RangeError` for a name that does not exist, because a
 * misspelt one would change nothing and nobody would notice.
 */
export function applyChanges<Settings extends object>(
  settings: Settings,
  changes: Partial<Settings>,
): void {
  for (const name of Object.keys(changes)) {
    if (!Object.hasOwn(settings, name)) {
      const known = Object.keys(settings).join(', ');
      throw new RangeError(`A behaviour must be one of ${known}, got ${JSON.stringify(name)}.`);
    }
  }
  Object.assign(settings, changes);
}
