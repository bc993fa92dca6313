import type { Problem, Rule } from '../../evaluation/rule';
import type { DatabasesDeclaration, TablesDeclaration } from '../model/declaration';

type Declaration = Partial<DatabasesDeclaration & TablesDeclaration>;
type Table = TablesDeclaration['tables'][number];

// The list reaches the runner in one environment variable, which Linux cuts off at 128 KiB.
const MOST_BYTES = 64 * 1024;

/** What is restored is named in full, and once. */
export const objects: Rule<Declaration> = {
  id: 'COCKROACH_OBJECTS',
  severity: 'error',
  otherSeverities: ['acknowledge'],
  holds:
    'At least one database or table is named, each once, in 64 KiB at most; a table by database, schema and name, each in its own field',
  remedy: 'Name each once, each part in its own field',
  source: 'https://www.cockroachlabs.com/docs/cockroachcloud/managed-backups-advanced',
  certainty: 'documented; the limit of 64 KiB is ours',
  check({ databases, tables }) {
    return [
      ...sizeProblems('databases', databases),
      ...sizeProblems('tables', tables),
      ...(databases === undefined ? [] : listProblems('databases', 'database', databases)),
      ...(tables === undefined
        ? []
        : [...listProblems('tables', 'table', tables.map(keyOf)), ...tables.flatMap(dotProblems)]),
    ];
  },
};

function listProblems(
  path: string,
  what: string,
  keys: readonly (string | undefined)[],
): Problem[] {
  if (keys.length === 0) {
    return [{ path, problem: 'is empty', got: [], fix: `Name at least one ${what}` }];
  }
  return keys.flatMap((key, index) => {
    if (key === undefined || keys.indexOf(key) === index) return [];
    const problem = `names the same ${what} as ${path}[${keys.indexOf(key)}]`;
    return [{ path: `${path}[${index}]`, problem, got: key, fix: 'Name it once' }];
  });
}

function sizeProblems(path: string, list: readonly unknown[] | undefined): Problem[] {
  if (Buffer.byteLength(JSON.stringify(list ?? [])) <= MOST_BYTES) return [];
  const problem = `has more than ${MOST_BYTES / 1024} KiB of names, the limit of one restore`;
  const fix = 'Split it into several restores, each waiting for the previous one';
  return [{ path, problem, got: list?.length, fix }];
}

/** `database.schema.table`; `undefined` while a part is known after apply. */
function keyOf({ database, schema, table }: Partial<Table>): string | undefined {
  const parts = [database, schema, table];
  return parts.includes(undefined) ? undefined : parts.join('.');
}

/** A name with a dot in it is possible, and nearly always a qualified name in the wrong place. */
function dotProblems(table: Partial<Table>, index: number): Problem[] {
  return (['database', 'schema', 'table'] as const).flatMap((field) => {
    const value = table[field];
    if (value === undefined || !value.includes('.')) return [];
    const problem = 'contains a dot: give each part of a qualified name in its own field';
    const fix = `Give database, schema and table, for example ${example(value)}`;
    const path = `tables[${index}].${field}`;
    return [{ severity: 'acknowledge', path, problem, got: value, fix }];
  });
}

function example(value: string): string {
  const [database = '', ...rest] = value.split('.');
  const [schema, table] = rest.length > 1 ? rest : ['public', rest[0]];
  return JSON.stringify({ database, schema, table });
}
