import { mark } from '../../text/marked';
import { choiceText } from '../../vendor/backup-choice';
import type { Chosen } from '../../vendor/definition';
import type { VendorRequest } from '../../vendor/request';
import type {
  BackupReference,
  ClusterDeclaration,
  DatabasesDeclaration,
  RestoreDeclaration,
  TablesDeclaration,
} from '../model/declaration';
import { clusterPath } from './paths';

/** The requests of a cluster restore: what the wipe deletes, then the restore. */
export function clusterRequests(declaration: ClusterDeclaration, chosen: Chosen): VendorRequest[] {
  const body = bodyOf('CLUSTER', declaration, chosen, undefined, optionsOf(declaration));
  return [...wipeRequests(declaration, chosen), restoreRequest(declaration, body)];
}

/** The request of a restore of databases. */
export function databasesRequests(
  declaration: DatabasesDeclaration,
  chosen: Chosen,
): VendorRequest[] {
  const { databases, newDbName } = declaration;
  const objects = databases.map((database) => ({ database }));
  const options = { new_db_name: newDbName, ...optionsOf(declaration) };
  const body = bodyOf('DATABASE', declaration, chosen, objects, options);
  const dropped = newDbName === undefined ? databases : [newDbName];
  return [
    restoreRequest(declaration, body),
    ...(chosen.removalPolicy === 'destroy'
      ? dropped.map((name) => dropRequest(declaration.destinationCluster, name))
      : []),
  ];
}

/** The drop of a database that a restore made; a destroy step knows nothing of the declaration. */
export function dropRequest(destination: string, name: string): VendorRequest {
  return {
    name: `drop ${name}`,
    when: 'drop',
    method: 'DELETE',
    path: clusterPath(destination, 'databases', name),
    note: 'sent by `terraform destroy`, and before it restores again',
  };
}

/** The requests of a restore of tables: the database that gets them, where it is missing, then the restore. */
export function tablesRequests(declaration: TablesDeclaration, chosen: Chosen): VendorRequest[] {
  const { tables, intoDb } = declaration;
  const objects = tables.map(({ database, schema, table }) => ({ database, schema, table }));
  const options = { into_db: intoDb, ...optionsOf(declaration) };
  const body = bodyOf('TABLE', declaration, chosen, objects, options);
  return [...databaseRequests(declaration, chosen), restoreRequest(declaration, body)];
}

/** One deletion for each database in the way; while nobody looked, one that stands for all. */
function wipeRequests(declaration: ClusterDeclaration, chosen: Chosen): VendorRequest[] {
  const { destinationCluster, wipeDestination } = declaration;
  const { inTheWay, isUnknown = () => false } = chosen;
  const isOpen = isUnknown('wipeDestination');
  if (wipeDestination !== true && !isOpen) return [];
  const onlyIf = isOpen ? ', only if `wipeDestination` resolves to true' : '';
  const names = inTheWay ?? [{ placeholder: 'each database that exists' }];
  return names.map((name) => ({
    name: typeof name === 'string' ? name : 'wipe',
    when: 'before',
    method: 'DELETE',
    path: clusterPath(destinationCluster, 'databases', name),
    note: `sent before the restore, once for each database that exists${onlyIf}; \`system\` stays, and \`defaultdb\` and \`postgres\` if they hold no tables`,
  }));
}

/** The call that creates the database which gets the tables. */
function databaseRequests(declaration: TablesDeclaration, chosen: Chosen): VendorRequest[] {
  const { destinationCluster, intoDb, createIntoDb } = declaration;
  const isOpen = chosen.isUnknown?.('createIntoDb') === true;
  if (intoDb === undefined || (createIntoDb !== true && !isOpen)) return [];
  const onlyIf = isOpen ? ' and `createIntoDb` resolves to true' : '';
  return [
    {
      name: 'createDatabase',
      when: 'before',
      method: 'POST',
      path: clusterPath(destinationCluster, 'databases'),
      body: { name: intoDb },
      note: `sent before the restore, and only if the cluster has no database ${mark(intoDb)}${onlyIf}`,
    },
  ];
}

/** The one call that starts a restore. */
function restoreRequest(
  { destinationCluster }: RestoreDeclaration,
  body: Readonly<Record<string, unknown>>,
): VendorRequest {
  return {
    name: RESTORE_NAMES[body.type as RestoreType],
    when: 'restore',
    method: 'POST',
    path: clusterPath(destinationCluster, 'restores'),
    body,
  };
}

type RestoreType = 'CLUSTER' | 'DATABASE' | 'TABLE';

/** The journal knows the request by the name of its operation. */
const RESTORE_NAMES = {
  CLUSTER: 'restoreCluster',
  DATABASE: 'restoreDatabases',
  TABLE: 'restoreTables',
} as const;

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

/** The body of a restore; options that are not declared are not sent. */
function bodyOf(
  type: RestoreType,
  { backup, destinationCluster }: RestoreDeclaration,
  chosen: Chosen,
  objects: readonly object[] | undefined,
  options: Options,
): Record<string, unknown> {
  const declared = Object.entries(options).filter(([, value]) => value !== undefined);
  return {
    type,
    // The requests of the vendor's guide hold it where the clusters differ.
    ...(backup.clusterId === destinationCluster ? {} : { source_cluster_id: backup.clusterId }),
    backup_id: chosen.backupId ?? backupInBody(backup),
    ...(objects === undefined ? {} : { objects }),
    ...(declared.length === 0 ? {} : { restore_opts: Object.fromEntries(declared) }),
  };
}

/** The backup as it is in the body of the call, while it is not chosen. */
function backupInBody(backup: BackupReference): string {
  return backup.backupId ?? `{${choiceText(backup)}}`;
}
