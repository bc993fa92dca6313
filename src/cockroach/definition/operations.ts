import type { OperationDefinition, SettingDefinition } from '../../vendor/definition';
import {
  ClusterDeclaration,
  DatabasesDeclaration,
  SettingsDeclaration,
  SHAPE_RULE_ID,
  TablesDeclaration,
} from '../model/declaration';
import { clusterRules, databasesRules, settingsRules, tablesRules } from '../rules';
import { describeCluster } from './describe-cluster';
import { describeDatabases, describeTables } from './describe-objects';
import { describeSettings } from './describe-settings';
import { restoreIdentity } from './identity';
import { clusterRequests, databasesRequests, tablesRequests } from './restore-requests';
import { rolesOfSettings } from './roles';
import { settingsOf, settingsRequests } from './settings-requests';

/** What the state records of every restore; none creates a cluster, so there is nothing to drop. */
const facts = {
  submitted: ['job_id', 'destination_cluster_id', 'backup_id', 'backup_time'],
  drop: [],
  restored: ['restore_id', 'crdb_job_id', 'completed_at'],
};

const targetProps = { cluster: 'destinationCluster' };

/** A whole cluster whose data is replaced by a backup. */
export const restoreCluster: OperationDefinition<ClusterDeclaration> = {
  name: 'restoreCluster',
  schema: ClusterDeclaration,
  rules: clusterRules,
  targetProps,
  shapeRuleId: SHAPE_RULE_ID,
  facts,
  identity: restoreIdentity,
  details: (declaration) => ({
    plan: declaration.plan,
    wipe_destination: { json: declaration.wipeDestination ?? false },
    request_body: { json: clusterRequests(declaration, {}).at(-1)?.body },
  }),
  requests: clusterRequests,
  describe: describeCluster,
};

/** Databases restored beside others; other databases are another restore. */
export const restoreDatabases: OperationDefinition<DatabasesDeclaration> = {
  name: 'restoreDatabases',
  schema: DatabasesDeclaration,
  rules: databasesRules,
  targetProps,
  shapeRuleId: SHAPE_RULE_ID,
  facts,
  identity: (declaration) => ({
    ...restoreIdentity(declaration),
    databases: { json: declaration.databases },
    ...(declaration.newDbName === undefined ? {} : { new_db_name: declaration.newDbName }),
  }),
  details: (declaration) => ({
    plan: declaration.plan,
    request_body: { json: databasesRequests(declaration, {}).at(-1)?.body },
  }),
  requests: databasesRequests,
  describe: describeDatabases,
};

/** Tables restored into a database; other tables are another restore. */
export const restoreTables: OperationDefinition<TablesDeclaration> = {
  name: 'restoreTables',
  schema: TablesDeclaration,
  rules: tablesRules,
  targetProps,
  shapeRuleId: SHAPE_RULE_ID,
  facts,
  identity: (declaration) => ({
    ...restoreIdentity(declaration),
    tables: { json: declaration.tables },
    ...(declaration.intoDb === undefined ? {} : { into_db: declaration.intoDb }),
  }),
  details: (declaration) => ({
    plan: declaration.plan,
    request_body: { json: tablesRequests(declaration, {}).at(-1)?.body },
  }),
  requests: tablesRequests,
  describe: describeTables,
};

/** The schedule and the retention of managed backups. */
export const backupSettings: SettingDefinition<SettingsDeclaration> = {
  name: 'backupSettings',
  schema: SettingsDeclaration,
  rules: settingsRules,
  targetProps: { cluster: 'cluster' },
  shapeRuleId: SHAPE_RULE_ID,
  roles: rolesOfSettings,
  identity: (declaration) => ({
    cluster_id: declaration.cluster,
    ...Object.fromEntries(
      Object.entries(settingsOf(declaration)).map(([name, json]) => [name, { json }]),
    ),
  }),
  details: () => ({}),
  requests: settingsRequests,
  describe: describeSettings,
};
