import type { CockroachDatabase } from './model';

const DEFAULT_DATABASES: ReadonlySet<string> = new Set(['defaultdb', 'postgres']);
const SHOWN_NAMES = 20;

/**
 * What the engine says about a destination that is not empty, undefined when it is. Anything inside
 * `defaultdb` counts too, whether or not the API lists it. That the API passes this text on is
 * unconfirmed.
 */
export function notEmpty(databases: readonly CockroachDatabase[]): string | undefined {
  const descriptors = databases.flatMap(descriptorsOf);
  if (descriptors.length === 0) {
    return undefined;
  }
  const cut = descriptors.length > SHOWN_NAMES ? ', ...' : '';
  const names = descriptors.slice(0, SHOWN_NAMES).join(', ');
  return (
    'full cluster restore can only be run on a cluster with no tables or databases but found ' +
    `${descriptors.length} descriptors: ${names}${cut}`
  );
}

function descriptorsOf(database: CockroachDatabase): string[] {
  const own = DEFAULT_DATABASES.has(database.name) ? [] : [database.name, 'public'];
  const schemas = new Set(database.tables.map(({ schema }) => schema));
  schemas.delete('public');
  const tables = database.tables.map(({ name }) => name);
  return [...own, ...schemas, ...tables, ...(database.otherObjects ?? [])];
}
