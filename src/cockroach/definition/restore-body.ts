import type {
  ClusterDeclaration,
  DatabasesDeclaration,
  TablesDeclaration,
} from '../model/declaration';

/** The body of a cluster restore; options that are not declared are not sent. */
export function clusterBody(declaration: ClusterDeclaration, backupId: string) {
  return body('CLUSTER', backupId, undefined, optionsOf(declaration));
}

/** The body of a restore of databases. */
export function databasesBody(declaration: DatabasesDeclaration, backupId: string) {
  const { databases, newDbName } = declaration;
  const objects = databases.map((database) => ({ database }));
  const options = { new_db_name: newDbName, ...optionsOf(declaration) };
  return body('DATABASE', backupId, objects, options);
}

/** The body of a restore of tables, each fully qualified. */
export function tablesBody(declaration: TablesDeclaration, backupId: string) {
  const { tables, intoDb } = declaration;
  const objects = tables.map(({ database, schema, table }) => ({ database, schema, table }));
  return body('TABLE', backupId, objects, { into_db: intoDb, ...optionsOf(declaration) });
}

type Options = Readonly<Record<string, string | boolean | undefined>>;

function optionsOf(declaration: {
  readonly schemaOnly?: boolean;
  readonly skipLocalitiesCheck?: boolean;
  readonly skipMissingForeignKeys?: boolean;
  readonly skipMissingSequences?: boolean;
  readonly skipMissingViews?: boolean;
}): Options {
  return {
    schema_only: declaration.schemaOnly,
    skip_localities_check: declaration.skipLocalitiesCheck,
    skip_missing_foreign_keys: declaration.skipMissingForeignKeys,
    skip_missing_sequences: declaration.skipMissingSequences,
    skip_missing_views: declaration.skipMissingViews,
  };
}

function body(
  type: 'CLUSTER' | 'DATABASE' | 'TABLE',
  backupId: string,
  objects: readonly object[] | undefined,
  options: Options,
): Record<string, unknown> {
  const given = Object.entries(options).filter(([, value]) => value !== undefined);
  return {
    type,
    backup_id: backupId,
    ...(objects === undefined ? {} : { objects }),
    ...(given.length === 0 ? {} : { restore_opts: Object.fromEntries(given) }),
  };
}
