import { intoDb } from '../../../src/cockroach/rules/into-db';
import { found, ofDatabases, ofTables, unknownText } from '../support';

const accounts = { database: 'ledger', schema: 'public', table: 'accounts' };

describe('COCKROACH_OBJECTS', () => {
  test('rejects an empty list', () => {
    expect(ofDatabases({ databases: [] })).toEqual([
      'databases: is empty, got []. Name at least one database. [COCKROACH_OBJECTS]',
    ]);
    expect(ofTables({ tables: [] })).toEqual([
      'tables: is empty, got []. Name at least one table. [COCKROACH_OBJECTS]',
    ]);
  });

  test('rejects the same object twice', () => {
    expect(ofDatabases({ databases: ['ledger', 'reporting', 'ledger'] })).toEqual([
      'databases[2]: names the same database as databases[0], got "ledger". Name it once. [COCKROACH_OBJECTS]',
    ]);
    expect(ofTables({ tables: [accounts, { ...accounts }] })).toEqual([
      'tables[1]: names the same table as tables[0], got "ledger.public.accounts". Name it once. [COCKROACH_OBJECTS]',
    ]);
  });

  test('wants a qualified name in the wrong place acknowledged', () => {
    const tables = [{ ...accounts, table: 'ledger.public.accounts' }];
    expect(ofTables({ tables })).toEqual([
      'tables[0].table: contains a dot: give each part of a qualified name in its own field, got "ledger.public.accounts". Give database, schema and table, for example {"database":"ledger","schema":"public","table":"accounts"}. [COCKROACH_OBJECTS]',
    ]);
    const acknowledge = [{ ruleId: 'COCKROACH_OBJECTS', reason: 'it has dots' }];
    expect(ofTables({ tables, acknowledge })).toEqual([]);
  });

  test('rejects a table without a schema, which only programs without types can leave out', () => {
    const tables = [{ database: 'ledger', table: 'accounts' } as typeof accounts];
    expect(ofTables({ tables })).toEqual([
      'tables[0].schema: is missing; it must be a string with at least one character. Give the name, or leave the prop out if it is optional. [COCKROACH_PROPS]',
    ]);
  });

  test('boundary: rejects a list of more than 64 KiB', () => {
    // Each name is 8 characters, 3 more make it JSON.
    const names = (count: number) => Array.from({ length: count }, (_, at) => `db${10 ** 5 + at}`);
    expect(ofDatabases({ databases: names(5957) })).toEqual([]);
    expect(ofDatabases({ databases: names(5958) })).toEqual([
      'databases: has more than 64 KiB of names, the limit of one restore, got 5958. Split it into several restores, each waiting for the previous one. [COCKROACH_OBJECTS]',
    ]);
  });

  test('accepts one name in two databases, and tokens', () => {
    expect(ofTables({ tables: [accounts, { ...accounts, database: 'other' }] })).toEqual([]);
    const unknown = (scope: Parameters<typeof unknownText>[0]) => {
      const table = unknownText(scope);
      return {
        tables: [
          { ...accounts, table },
          { ...accounts, table },
        ],
      };
    };
    expect(ofTables(unknown)).toEqual([]);
  });
});

describe('COCKROACH_NEW_DB_NAME', () => {
  test('rejects a new name for two databases', () => {
    const databases = ['ledger', 'reporting'];
    expect(ofDatabases({ databases, newDbName: 'copy' })).toEqual([
      'newDbName: renames one database, and 2 are restored, got "copy". Declare a separate restore for each database that gets a new name. [COCKROACH_NEW_DB_NAME]',
    ]);
    const unknown = (scope: Parameters<typeof unknownText>[0]) => ({
      databases,
      newDbName: unknownText(scope),
    });
    expect(ofDatabases(unknown)).toEqual([
      'newDbName: renames one database, and 2 are restored. Declare a separate restore for each database that gets a new name. [COCKROACH_NEW_DB_NAME]',
    ]);
  });

  test('accepts it with one database, and several databases without it', () => {
    expect(ofDatabases({ newDbName: 'copy' })).toEqual([]);
    expect(ofDatabases({ databases: ['ledger', 'reporting'] })).toEqual([]);
  });

  test('rejects an empty one', () => {
    expect(ofDatabases({ newDbName: '' })).toEqual([
      'newDbName: must be the name of a database: not empty, not "." or ".." in any encoding, without control characters, got "". Give the name, or rename the database. [COCKROACH_PROPS]',
    ]);
  });
});

describe('COCKROACH_INTO_DB', () => {
  test('warns of a database that must be there', () => {
    expect(ofTables({ intoDb: 'audit' })).toEqual([]);
    expect(found(intoDb, { intoDb: 'audit' })).toEqual([
      {
        ruleId: 'COCKROACH_INTO_DB',
        severity: 'warning',
        path: 'intoDb',
        problem: 'must already exist; whether the vendor creates it is unconfirmed',
        got: 'audit',
        fix: 'Make sure that it exists, or set createIntoDb',
      },
    ]);
    expect(found(intoDb, {}, ['intoDb'])).toHaveLength(1);
  });

  test('says nothing with createIntoDb, or without intoDb', () => {
    expect(found(intoDb, { intoDb: 'audit', createIntoDb: true })).toEqual([]);
    expect(found(intoDb, {})).toEqual([]);
  });

  test('rejects createIntoDb without intoDb', () => {
    expect(ofTables({ createIntoDb: true })).toEqual([
      'createIntoDb: is set without intoDb, got true. Name the database in intoDb, or leave createIntoDb out. [COCKROACH_INTO_DB]',
    ]);
  });
});

describe('a name that no call to a database can be made of', () => {
  const problem = (path: string, got: string) =>
    `${path}: must be the name of a database: not empty, not "." or ".." in any encoding, without control characters, got ${JSON.stringify(got)}. Give the name, or rename the database. [COCKROACH_PROPS]`;
  const NAMES = ['..', '.', '%2e%2e', 'a\nb', 'a\u0000', '\ud800'];

  test.each(NAMES)('%j is refused wherever a database is named', (name) => {
    expect(ofDatabases({ databases: [name] })).toContain(problem('databases[0]', name));
    expect(ofDatabases({ newDbName: name })).toContain(problem('newDbName', name));
    expect(ofTables({ intoDb: name })).toContain(problem('intoDb', name));
    const tables = [{ database: name, schema: 'public', table: 'accounts' }];
    expect(ofTables({ tables })).toContain(problem('tables[0].database', name));
  });

  test.each(['...', 'a/b', '%41', 'a b', 'naïve', '..x'])('%j is a name like any other', (name) => {
    expect(ofDatabases({ newDbName: name })).toEqual([]);
  });
});
