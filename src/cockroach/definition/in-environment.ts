import type { InEnvironment } from '../../vendor/definition';
import type { DatabasesDeclaration, TablesDeclaration } from '../model/declaration';

/** A database in an environment: its name ends with that of the environment, because clusters are shared. */
export function databasesInEnvironment(
  declaration: DatabasesDeclaration,
  environment: string,
): InEnvironment<DatabasesDeclaration> {
  const { databases, newDbName } = declaration;
  if (!Array.isArray(databases)) return { declaration };
  const [only, ...others] = databases;
  if (only === undefined) return { declaration };
  if (others.length > 0) {
    return {
      problem: {
        path: 'databases',
        problem: `must be one database in environment ${JSON.stringify(environment)}: it gets its own name, and one restore renames one database`,
        got: databases,
        fix: 'Declare a restore for each',
      },
    };
  }
  return {
    declaration: { ...declaration, newDbName: `${newDbName ?? only}${suffixOf(environment)}` },
  };
}

/** Tables in an environment go into their own database. */
export function tablesInEnvironment(
  declaration: TablesDeclaration,
  environment: string,
): InEnvironment<TablesDeclaration> {
  const { intoDb } = declaration;
  if (intoDb === undefined) {
    return {
      problem: {
        path: 'intoDb',
        problem: `must be stated in environment ${JSON.stringify(environment)}: its tables go into their own database`,
        fix: 'Give a name, and set createIntoDb',
      },
    };
  }
  return { declaration: { ...declaration, intoDb: `${intoDb}${suffixOf(environment)}` } };
}

/** In the form of SQL names, which need no quotes. */
function suffixOf(environment: string): string {
  return `_${environment.replaceAll('-', '_')}`;
}
