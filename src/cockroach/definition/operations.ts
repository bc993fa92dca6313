import { clusterSetting } from '../../vendor/cluster-setting';
import type { OperationDefinition } from '../../vendor/definition';
import type { TriggerValues } from '../../vendor/triggers';
import {
  type ClusterDeclaration,
  clusterDeclarationSchema,
  type DatabasesDeclaration,
  type DrillDeclaration,
  databasesDeclarationSchema,
  drillDeclarationSchema,
  type RestoreDeclaration,
  type SettingsDeclaration,
  SHAPE_RULE_ID,
  settingsDeclarationSchema,
  type TablesDeclaration,
  tablesDeclarationSchema,
} from '../model/declaration';
import {
  type Labels,
  labelsOf,
  type MarksDeclaration,
  marksDeclarationSchema,
  protectionOf,
} from '../model/marks';
import {
  clusterRules,
  databasesRules,
  drillRules,
  marksRules,
  settingsRules,
  tablesRules,
} from '../rules';
import { describeCluster } from './describe-cluster';
import { describeMarks } from './describe-marks';
import { describeDatabases, describeTables } from './describe-objects';
import { describeSettings } from './describe-settings';
import { DRILL_NAME, describeDrill, drillRequests } from './drill';
import { restoreIdentity } from './identity';
import { databasesInEnvironment, tablesInEnvironment } from './in-environment';
import { marksRequests } from './marks-requests';
import { clusterRequests, databasesRequests, tablesRequests } from './restore-requests';
import { rolesOfSettings } from './roles';
import { settingsOf, settingsRequests } from './settings-requests';

/** What distinguishes one kind of restore from another. */
type Kind<Declaration> = Pick<
  OperationDefinition<Declaration>,
  'name' | 'schema' | 'rules' | 'requests' | 'describe' | 'inEnvironment'
> & {
  /** Trigger keys that restore again, besides those of every restore. */
  readonly objects?: (declaration: Declaration) => TriggerValues;
  /** What it makes can be dropped: then what was requested is recorded, and the backup of a re-run is checked. */
  readonly isDropped?: boolean;
  /** Trigger keys for the reader, besides those of every restore. */
  readonly consent?: (declaration: Declaration) => TriggerValues;
};

/** A restore of this vendor. None creates a cluster; databases alone can be dropped one by one. */
function restore<Declaration extends RestoreDeclaration>({
  objects = () => ({}),
  consent = () => ({}),
  isDropped = false,
  ...kind
}: Kind<Declaration>): OperationDefinition<Declaration> {
  return {
    ...kind,
    targetProps: { cluster: 'destinationCluster' },
    shapeRuleId: SHAPE_RULE_ID,
    facts: {
      submitted: [
        ...['job_id', 'destination_cluster_id', 'backup_id', 'backup_time'],
        ...(isDropped ? ['request'] : []),
      ],
      drop: isDropped ? ['job_id', 'destination_cluster_id', 'backup_id', 'request'] : [],
      ...(isDropped ? { next: ['source_cluster_id', 'backup_id'] } : {}),
      restored: ['restore_id', 'crdb_job_id', 'completed_at', 'connection_string'],
      followed: ['job_id', 'destination_cluster_id'],
    },
    outputs: {
      cluster_id: 'destination_cluster_id',
      restore_id: 'restore_id',
      completed_at: 'completed_at',
      backup_id: 'backup_id',
    },
    identity: (declaration) => ({ ...restoreIdentity(declaration), ...objects(declaration) }),
    details: (declaration) => ({
      plan: declaration.plan,
      ...consent(declaration),
      request_body: { json: kind.requests(declaration, {}).at(-1)?.body },
    }),
  };
}

/** A whole cluster whose data is replaced by a backup. */
export const restoreCluster = restore<ClusterDeclaration>({
  name: 'restoreCluster',
  schema: clusterDeclarationSchema,
  rules: clusterRules,
  consent: ({ wipeDestination }) => ({ wipe_destination: { json: wipeDestination ?? false } }),
  requests: clusterRequests,
  describe: describeCluster,
});

/** Databases restored beside others; other databases are another restore. */
export const restoreDatabases = restore<DatabasesDeclaration>({
  name: 'restoreDatabases',
  schema: databasesDeclarationSchema,
  rules: databasesRules,
  objects: ({ databases, newDbName }) => ({
    databases: { json: databases },
    ...(newDbName === undefined ? {} : { new_db_name: newDbName }),
  }),
  isDropped: true,
  inEnvironment: databasesInEnvironment,
  requests: databasesRequests,
  describe: describeDatabases,
});

const drill = restore<DrillDeclaration>({
  name: DRILL_NAME,
  schema: drillDeclarationSchema,
  rules: drillRules,
  objects: ({ database, databaseName }) => ({
    database,
    ...(databaseName === undefined ? {} : { database_name: databaseName }),
  }),
  isDropped: true,
  requests: drillRequests,
  describe: describeDrill,
});

/** One database restored for a drill, which drops it. */
export const drillDatabase: OperationDefinition<DrillDeclaration> = {
  ...drill,
  facts: { ...drill.facts, submitted: [...drill.facts.submitted, 'database_name'] },
};

/** Tables restored into a database; other tables are another restore. */
export const restoreTables = restore<TablesDeclaration>({
  name: 'restoreTables',
  schema: tablesDeclarationSchema,
  rules: tablesRules,
  objects: ({ tables, intoDb }) => ({
    tables: { json: tables },
    ...(intoDb === undefined ? {} : { into_db: intoDb }),
  }),
  inEnvironment: tablesInEnvironment,
  requests: tablesRequests,
  describe: describeTables,
});

/** The schedule and the retention of managed backups. */
export const backupSettings = clusterSetting<SettingsDeclaration>(SHAPE_RULE_ID, {
  name: 'backupSettings',
  schema: settingsDeclarationSchema,
  rules: settingsRules,
  roles: rolesOfSettings,
  identity: (declaration) => ({
    cluster_id: declaration.cluster,
    ...Object.fromEntries(
      Object.entries(settingsOf(declaration)).map(([name, json]) => [name, { json }]),
    ),
  }),
  requests: settingsRequests,
  describe: describeSettings,
});

/** What marks a cluster once it is restored: every restore of it has it set again. */
export const clusterMarks = clusterSetting<MarksDeclaration>(SHAPE_RULE_ID, {
  name: 'clusterMarks',
  schema: marksDeclarationSchema,
  rules: marksRules,
  roles: rolesOfSettings,
  identity: (declaration) => {
    const labels: Labels = labelsOf(declaration);
    const protection = protectionOf(declaration);
    return {
      cluster_id: declaration.cluster,
      restore_id: declaration.restoreId,
      ...(Object.keys(labels).length === 0 ? {} : { labels: { json: labels } }),
      ...(protection === undefined ? {} : { delete_protection: protection }),
    };
  },
  requests: marksRequests,
  describe: describeMarks,
});
